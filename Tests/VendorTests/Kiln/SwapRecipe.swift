import AutoSRECore

extension ActionKind {
    /// Have an oven fire by another recipe.
    static let swapRecipe = ActionKind(rawValue: "swap_recipe")
}

extension TargetKind {
    /// What fires.
    static let oven = TargetKind(rawValue: "oven")
}

/// Has an oven fire by the recipe of before.
struct SwapRecipe: ActionParameters {
    static let kind = ActionKind.swapRecipe
    static let title = "Fire by the recipe of before."
    static let blastRadius = "every tray in the oven"
    static let risk = Risk.low

    let from: String
    let to: String

    init(from: String, to: String) { (self.from, self.to) = (from, to) }

    init?(before: ResourceState?, after: ResourceState) {
        guard case .other("recipe", let old)? = before, case .other("recipe", let new) = after,
            let from = old.string, let to = new.string, !from.isEmpty, !to.isEmpty
        else { return nil }
        self.init(from: from, to: to)
    }

    var before: ResourceState? { .other(kind: "recipe", value: .string(from)) }
    var after: ResourceState { .other(kind: "recipe", value: .string(to)) }
    var inverse: SwapRecipe? { SwapRecipe(from: to, to: from) }
    func expectation(of target: String) -> String { "\(target) fires by \(to)" }
}
