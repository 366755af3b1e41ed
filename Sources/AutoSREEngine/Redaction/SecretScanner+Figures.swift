/// What begins as a number does: a figure, a time or a version is told from a password that a digit begins.
extension SecretScanner {
    /// Whether what begins with a digit is a number of something: short, a version, or parts that are each a word, a
    /// number, or a number and its unit (`12ms`, `8h30m`, `2026-11-24T17:03:05Z`, `24/Nov/2026`, `2-of-3-checks`).
    func isFigure(_ range: Range<Int>) -> Bool {
        if range.count < 8 || isRelease(range) { return true }
        var part = range.lowerBound
        for index in range.lowerBound...range.upperBound where index == range.upperBound || isJoint(at(index)) {
            if !isWordOrNumber(part..<index) { return false }
            part = index + 1
        }
        return true
    }

    private func isJoint(_ byte: UInt8) -> Bool { "-_./:,%+".utf8.contains(byte) }

    /// Letters or digits alone, or digits with the letters of units between them.
    private func isWordOrNumber(_ part: Range<Int>) -> Bool {
        if bytes[part].allSatisfy({ $0.isUpper || $0.isLower }) { return true }
        guard at(part.lowerBound).isDigit else { return false }
        var index = part.lowerBound
        while index < part.upperBound {
            while index < part.upperBound, at(index).isDigit { index += 1 }
            let letters = index
            while index < part.upperBound, !at(index).isDigit { index += 1 }
            if index > letters, !isUnit(letters..<index) { return false }
        }
        return true
    }

    private static let units: Set<String> = [
        "w", "d", "h", "m", "min", "s", "sec", "ms", "us", "ns", "t", "z", "k", "b", "kb", "mb", "gb", "kib", "mib",
        "gib", "x", "st", "nd", "rd", "th", "rps",
    ]

    private func isUnit(_ letters: Range<Int>) -> Bool {
        letters.count <= 3 && Self.units.contains(String(decoding: bytes[letters].map(\.lowered), as: UTF8.self))
    }

    /// `1.4.2`, `1.4.2-rc.1+build.7`, `3.5rc1`: numbers with points between, and what may follow them in a version.
    private func isRelease(_ range: Range<Int>) -> Bool {
        var (end, points) = (range.lowerBound, 0)
        while end < range.upperBound, at(end).isDigit || (at(end) == 46 && at(end + 1).isDigit) {
            points += at(end) == 46 ? 1 : 0
            end += 1
        }
        guard points > 0 else { return false }
        if end == range.upperBound || "-+_~".utf8.contains(at(end)) { return true }
        return range.upperBound - end <= 6 && bytes[end..<range.upperBound].allSatisfy { $0.isLower || $0.isDigit }
    }

    /// Whether letters and digits stand together with a sign that neither names nor paths have.
    func hasRareSign(_ range: Range<Int>) -> Bool { bytes[range].contains { "!$#%^&*?~=+@".utf8.contains($0) } }

    /// How often small letters, capitals and digits follow each other: drawn by lot they do at every second character,
    /// in a name or a path most stand beside their kind.
    func turns(in range: Range<Int>) -> Int {
        func kind(_ byte: UInt8) -> Int { byte.isDigit ? 0 : byte.isUpper ? 1 : byte.isLower ? 2 : 3 }
        return range.dropFirst().count {
            let (one, other) = (kind(bytes[$0 - 1]), kind(bytes[$0]))
            return one != other && one != 3 && other != 3
        }
    }
}
