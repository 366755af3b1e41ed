/// Bounds for predicates that figures are put into.
enum Figures {
    /// A number below a value by less than a hundredth of it: a bound that the value itself keeps.
    static func roundedDown(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return value }
        let step = value >= 100 ? 1.0 : value >= 1 ? 0.01 : 0.0001
        return min((value / step).rounded(.down) * step, value)
    }
}
