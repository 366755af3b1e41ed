/// A change that can be asked for, by the last part of its path.
enum ShopChangeKind: String, CaseIterable {
    case rollback, restart, scale
    case restartPool = "pool/restart"
}
