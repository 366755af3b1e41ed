extension Arguments {
    /// The option's value as a span of time, in seconds: a whole number and `s`, `m`, `h` or `d`.
    func age(_ name: String) throws(UsageError) -> Double? {
        guard let text = value(name) else { return nil }
        let units: [(Substring, Int)] = [("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)]
        guard let amount = Self.amount(text, units) else {
            throw error("\(name) takes a number and a unit, such as 30d, 12h, 90m or 45s, not '\(text)'")
        }
        return Double(amount)
    }

    /// The option's value as a size, in bytes: a whole number and `KB`, `MB` or `GB` (of 1000), `KiB`, `MiB` or `GiB`.
    func size(_ name: String) throws(UsageError) -> Int? {
        guard let text = value(name) else { return nil }
        let units: [(Substring, Int)] = [
            ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("KB", 1000), ("MB", 1_000_000),
            ("GB", 1_000_000_000),
        ]
        guard let amount = Self.amount(text, units) else {
            throw error("\(name) takes a number and a unit, such as 500MB or 2GB, not '\(text)'")
        }
        return amount
    }

    /// A whole number times its unit; nil where it is none or too large.
    private static func amount(_ text: String, _ units: [(name: Substring, factor: Int)]) -> Int? {
        guard let unit = units.first(where: { text.lowercased().hasSuffix($0.name.lowercased()) }) else { return nil }
        let digits = text.dropLast(unit.name.count)
        guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(digits) else {
            return nil
        }
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: unit.factor)
        return isTooLarge ? nil : product
    }
}

/// Sizes in words.
enum ByteCount {
    /// In the greatest unit of 1000 that leaves a whole one, with one digit behind the point.
    static func words(_ bytes: Int) -> String {
        let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)]
        guard let (name, factor) = units.first(where: { bytes >= $0.1 }) else { return "\(bytes) bytes" }
        let tenths = (bytes / (factor / 10))
        return "\(tenths / 10).\(tenths % 10) \(name)"
    }
}
