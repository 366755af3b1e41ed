extension String {
    /// A unit's word after the number 1, where it is a plain English plural (`requests`, `connections`); signs and
    /// short units (`ms`, `MB/s`) stay.
    public var afterOne: String {
        let letters = utf8
        let isPlural = letters.count > 3 && hasSuffix("s") && !hasSuffix("ss") && !hasSuffix("us")
        return isPlural && letters.allSatisfy { (0x61...0x7A).contains($0) } ? String(dropLast()) : self
    }
}
