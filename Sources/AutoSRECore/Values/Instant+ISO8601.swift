// RFC 3339 (https://www.rfc-editor.org/rfc/rfc3339) without Foundation. The day arithmetic is the proleptic Gregorian
// calendar as in "chrono-Compatible Low-Level Date Algorithms" by Howard Hinnant (days_from_civil, civil_from_days).

extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC with milliseconds: `2026-11-24T17:03:05.120Z`.
    public var description: String { text(milliseconds: true) }

    /// RFC 3339 in UTC with whole seconds: `2026-11-24T17:03:05Z`.
    public var wholeSeconds: String { text(milliseconds: false) }

    /// The time of day in UTC: `17:03:05`.
    public var timeOfDay: String { String(wholeSeconds.dropFirst(11).dropLast()) }

    private func text(milliseconds showMilliseconds: Bool) -> String {
        let days = milliseconds.flooredQuotient(by: 86_400_000)
        let inDay = milliseconds - days * 86_400_000
        let (year, month, day) = Self.civil(fromDays: days)
        var out: [UInt8] = []
        out.reserveCapacity(24)
        func digits(_ value: Int64, _ width: Int) {
            var divisor: Int64 = 1
            for _ in 1..<width { divisor *= 10 }
            while divisor > 0 {
                out.append(UInt8(48 + (value / divisor) % 10))
                divisor /= 10
            }
        }
        digits(year, 4)
        out.append(UInt8(ascii: "-"))
        digits(month, 2)
        out.append(UInt8(ascii: "-"))
        digits(day, 2)
        out.append(UInt8(ascii: "T"))
        digits(inDay / 3_600_000, 2)
        out.append(UInt8(ascii: ":"))
        digits(inDay / 60_000 % 60, 2)
        out.append(UInt8(ascii: ":"))
        digits(inDay / 1000 % 60, 2)
        if showMilliseconds {
            out.append(UInt8(ascii: "."))
            digits(inDay % 1000, 3)
        }
        out.append(UInt8(ascii: "Z"))
        return String(decoding: out, as: UTF8.self)
    }
}

extension Instant: LosslessStringConvertible {
    /// Reads the times that programs write: RFC 3339 and the rest of ISO 8601 that names a minute, with any offset,
    /// zone in brackets or fraction; numbers since the Unix epoch; RFC 2822, git, C and web servers. A missing offset
    /// means UTC, because alert sources really send that. Anything else is `nil`: docs/records.md has the forms.
    public init?(_ text: String) {
        guard let instant = Self.read(text) ?? Self.bare(text).flatMap(Self.read) else { return nil }
        self = instant
    }

    private static func read(_ text: String) -> Instant? {
        var scanner = DateScanner(bytes: Array(text.utf8))
        return scanner.instant() ?? Instant(digits: text) ?? Instant(dotNet: text) ?? Instant(inWords: text)
    }

    /// The text without blanks and brackets around it; nil where there are none.
    private static func bare(_ text: String) -> String? {
        var inside = Substring(text)
        while let first = inside.first, first.isWhitespace || first == "[" { inside.removeFirst() }
        while let last = inside.last, last.isWhitespace || (last == "]" && !inside.contains("[")) {
            inside.removeLast()
        }
        return inside.count < text.count ? String(inside) : nil
    }
}

extension Instant {
    static func days(fromYear year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredQuotient(by: 400)
        let yearOfEra = shifted - era * 400
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

extension Instant.Day {
    /// The day of this number in a year, from 1; nil where the year has fewer.
    fileprivate init?(_ year: Int64, ordinal: Int64) {
        let first = Instant.days(fromYear: year, month: 1, day: 1)
        let next = Instant.days(fromYear: year + 1, month: 1, day: 1)
        guard (1...(next - first)).contains(ordinal) else { return nil }
        self.init(days: first + ordinal - 1)
    }

    /// A day of a week of ISO 8601: weeks begin on Monday, and the first one holds 4 January.
    fileprivate init?(_ year: Int64, week: Int64, day: Int64) {
        func start(_ year: Int64) -> Int64 {
            let fourth = Instant.days(fromYear: year, month: 1, day: 4)
            // 1970-01-01 was a Thursday.
            return fourth - (fourth + 3 - (fourth + 3).flooredQuotient(by: 7) * 7)
        }
        let days = start(year) + (week - 1) * 7 + day - 1
        guard week > 0, (1...7).contains(day), days < start(year + 1) else { return nil }
        self.init(days: days)
    }

    private init(days: Int64) {
        let (year, month, day) = Instant.civil(fromDays: days)
        self.init(year, month, day)
    }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

/// Reads one date-time of ISO 8601 from bytes, digits and signs alone; every method returns nil where the text is none.
private struct DateScanner {
    let bytes: [UInt8]
    var index = 0

    mutating func instant() -> Instant? {
        guard let year = number(4) else { return nil }
        let isBasic = !skip("-") && !skip("/")
        guard let date = date(of: year, isBasic) else { return nil }
        guard skip("T") || skip("t") || skip(" ") else { return nil }
        skipBlanks()
        guard let hour = number(2) else { return nil }
        let hasColons = skip(":")
        guard hasColons || isBasic, let minute = number(2) else { return nil }
        // java.time leaves seconds out where they are 0.
        let hasSeconds = hasColons ? skip(":") : isAtDigit
        guard let second = hasSeconds ? number(2) : 0 else { return nil }
        guard let fraction = hasSeconds ? fraction() : 0, let offset = offsetMinutes(), isAtEnd() else { return nil }
        return Instant(date, Instant.Clock(hour, minute, second, offset), milliseconds: fraction)
    }

    /// The day behind the year: by month, by week (`W48-2`) or as a number of its own (`328`).
    private mutating func date(of year: Int64, _ isBasic: Bool) -> Instant.Day? {
        if skip("W") {
            guard let week = number(2), isBasic || skip("-"), let day = number(1) else { return nil }
            return Instant.Day(year, week: week, day: day)
        }
        if bytes[index...].prefix(while: { (48...57).contains($0) }).count == 3 {
            return number(3).flatMap { Instant.Day(year, ordinal: $0) }
        }
        guard let month = number(2), isBasic || skip("-") || skip("/"), let day = number(2) else { return nil }
        return Instant.Day(year, month, day)
    }

    private var isAtDigit: Bool { index < bytes.count && (48...57).contains(bytes[index]) }

    private mutating func number(_ width: Int) -> Int64? {
        guard index + width <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[index..<index + width] {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 48)
        }
        index += width
        return value
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func skipBlanks() { while skip(" ") {} }

    private mutating func fraction() -> Int64? {
        guard skip(".") || skip(",") else { return 0 }
        var value: Int64 = 0
        var count = 0
        while isAtDigit {
            if count < 3 { value = value * 10 + Int64(bytes[index] - 48) }
            count += 1
            index += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 3)..<3 { value *= 10 }
        return value
    }

    private mutating func offsetMinutes() -> Int64? {
        skipBlanks()
        if index == bytes.count { return 0 }
        let start = index
        while index < bytes.count, (bytes[index] | 32) &- 97 < 26 { index += 1 }
        if index > start {
            let name = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
            guard let hours = Instant.zones[name] else { return nil }
            // Java's GMT+1.
            let isSigned =
                index < bytes.count && (bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-"))
            guard isSigned, hours == 0 else { return hours * 60 }
        }
        let sign: Int64 = skip("+") ? 1 : (skip("-") ? -1 : 0)
        guard sign != 0, let hours = number(2) ?? number(1) else { return nil }
        // PostgreSQL leaves minutes out.
        guard skip(":") || isAtDigit else { return hours < 24 ? sign * hours * 60 : nil }
        guard let minutes = number(2), hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes)
    }

    /// What may follow the offset says no more: Java's zone in brackets, Go's zone and monotonic reading.
    private mutating func isAtEnd() -> Bool {
        if index < bytes.count, bytes[index] == UInt8(ascii: "[") { return bytes.last == UInt8(ascii: "]") }
        guard index < bytes.count else { return true }
        let rest = bytes[index...].split(separator: UInt8(ascii: " "))
        guard bytes[index] == UInt8(ascii: " "), rest.count <= 2 else { return false }
        return rest.allSatisfy { part in
            part.starts(with: "m=".utf8) || part.allSatisfy { (65...90).contains($0) || [43, 45].contains($0) }
        }
    }
}
