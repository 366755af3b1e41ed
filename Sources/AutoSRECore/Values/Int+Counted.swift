extension Int {
    /// The number with what it counts: `1 log line`, `2,000 log lines`, `1 entry`.
    /// - Parameter many: the noun for all numbers but one, where it is not the noun with an s.
    public func counted(_ one: String, _ many: String? = nil) -> String {
        "\(Figure.count(self)) \(self == 1 ? one : many ?? one + "s")"
    }
}
