/// The natural logarithm without a C library: Core and the engines that stand on it link none.
enum Logarithm {
    /// ln of a positive number, from its binary exponent and a series for the rest; good to about 1e-9.
    static func natural(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return -.infinity }
        let ratio = (value.significand - 1) / (value.significand + 1)
        let square = ratio * ratio
        var (term, sum) = (ratio, 0.0)
        for power in stride(from: 1.0, through: 17, by: 2) {
            sum += term / power
            term *= square
        }
        return 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
    }
}
