extension FixedWidthInteger {
    /// The whole part of a number from outside, of any size: the nearest there is for one out of range, 0 for what is
    /// not a number. `Int(_:)` ends the process there.
    public init(saturating value: Double) {
        self = Self(exactly: value.rounded(.towardZero)) ?? (value > 0 ? .max : value < 0 ? .min : 0)
    }

    /// The product, or the nearest number there is.
    public func multipliedSaturating(by factor: Self) -> Self {
        let (product, isTooMuch) = multipliedReportingOverflow(by: factor)
        return isTooMuch ? ((self < 0) == (factor < 0) ? .max : .min) : product
    }
}
