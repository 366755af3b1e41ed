// Times as programs write them that are not ISO 8601. Names of days and months are those of RFC 2822, section 3.3,
// which git, C's asctime, HTTP and web servers' logs share; named zones are its section 4.3.

extension Instant {
    /// A day of the proleptic Gregorian calendar.
    struct Day {
        let (year, month, day): (Int64, Int64, Int64)
        init(_ year: Int64, _ month: Int64, _ day: Int64) { (self.year, self.month, self.day) = (year, month, day) }
    }

    /// A time of day, with its offset from UTC in minutes.
    struct Clock {
        let (hour, minute, second, offset): (Int64, Int64, Int64, Int64)
        init(_ hour: Int64, _ minute: Int64, _ second: Int64, _ offset: Int64) {
            (self.hour, self.minute, self.second, self.offset) = (hour, minute, second, offset)
        }
    }

    /// Nil where there is no such day or time.
    init?(_ date: Day, _ time: Clock, milliseconds: Int64) {
        guard (0...9999).contains(date.year), (1...12).contains(date.month), (1...31).contains(date.day) else {
            return nil
        }
        guard (0..<24).contains(time.hour), (0..<60).contains(time.minute), (0...60).contains(time.second) else {
            return nil
        }
        let days = Instant.days(fromYear: date.year, month: date.month, day: date.day)
        guard Instant.civil(fromDays: days).day == date.day else { return nil }
        let seconds = days * 86_400 + time.hour * 3600 + (time.minute - time.offset) * 60 + time.second
        self.init(milliseconds: seconds * 1000 + milliseconds)
    }

    /// A number since the Unix epoch in seconds, milli-, micro- or nanoseconds, told apart by their size: each means a
    /// time from 1973 to 2286. Those of fourteen and seventeen digits between them are digits from year to second, or
    /// to millisecond. Nil for others.
    public init?(epoch number: Double) {
        switch number {
        case 1e8..<1e10: self.init(milliseconds: Int64(saturating: (number * 1000).rounded()))
        case 1e11..<1e13: self.init(milliseconds: Int64(saturating: number.rounded()))
        case 1e14..<1e16: self.init(milliseconds: Int64(saturating: (number / 1000).rounded()))
        case 1e17..<1e19: self.init(milliseconds: Int64(saturating: (number / 1_000_000).rounded()))
        case 1e13..<1e14, 1e16..<1e17: self.init(calendarDigits: String(Int64(saturating: number.rounded())))
        default: return nil
        }
    }

    /// Such a number as text; git writes an offset behind it, which does not move it, and an `@` before it.
    init?(digits text: String) {
        let parts = text.split(separator: " ")
        guard let first = parts.first, parts.count == 1 || (parts.count == 2 && Self.isOffset(parts[1])) else {
            return nil
        }
        let digits = first.hasPrefix("@") ? first.dropFirst() : first
        guard (9...32).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 })
        else { return nil }
        if let instant = Instant(calendarDigits: String(digits)) {
            self = instant
        } else if let number = Double(digits) {
            self.init(epoch: number)
        } else {
            return nil
        }
    }

    /// `20261124110000`, and `20261124110000123` with milliseconds.
    private init?(calendarDigits text: String) {
        guard [14, 17].contains(text.utf8.count), !text.contains(".") else { return nil }
        let fraction = text.utf8.count == 17 ? ".\(text.suffix(3))" : ""
        self.init("\(text.prefix(8))T\(text.dropFirst(8).prefix(6))\(fraction)")
    }

    private static func isOffset(_ text: Substring) -> Bool {
        text.utf8.count == 5 && (text.hasPrefix("+") || text.hasPrefix("-")) && text.dropFirst().allSatisfy(\.isNumber)
    }

    /// `/Date(1795518000000+0100)/`: milliseconds, and an offset that does not move them.
    /// https://learn.microsoft.com/dotnet/framework/wcf/feature-details/stand-alone-json-serialization
    init?(dotNet text: String) {
        guard text.hasPrefix("/Date("), text.hasSuffix(")/") else { return nil }
        let inside = text.dropFirst(6).dropLast(2)
        let digits = inside.prefix { $0.isASCII && $0.isNumber }
        let rest = inside.dropFirst(digits.count)
        guard digits.count == 12 || digits.count == 13, rest.isEmpty || Self.isOffset(rest) else { return nil }
        self.init(milliseconds: Int64(digits) ?? 0)
    }

    /// Jackson's `[2026,11,24,11,0]`, its default for Java's LocalDateTime: seconds and nanoseconds follow where they
    /// are not 0. Nil for a date without a time.
    init?(parts: [Int64]) {
        guard (5...7).contains(parts.count), (1970...9999).contains(parts[0]) else { return nil }
        let (second, nanoseconds) = (parts.count > 5 ? parts[5] : 0, parts.count > 6 ? parts[6] : 0)
        guard (0..<1_000_000_000).contains(nanoseconds) else { return nil }
        self.init(
            Day(parts[0], parts[1], parts[2]), Clock(parts[3], parts[4], second, 0),
            milliseconds: nanoseconds / 1_000_000)
    }

    /// Hours by which zones that are written as a name are ahead of UTC. Left out are names of several zones, as IST.
    static let zones: [String: Int64] = [
        "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3,
        "msk": 3, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "cst": -6,
        "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10,
    ]

    /// `Wed, 01 May 2024 12:00:00 +0200`, `Wed May 1 12:00:00 2024 +0200`, `01/May/2024:12:00:00 +0200`,
    /// `Wednesday, 01-May-24 12:00:00 GMT`, `Wed 2024-05-01 12:00:00 UTC` and their like.
    init?(inWords text: String) {
        guard (15...80).contains(text.utf8.count) else { return nil }
        var reader = WrittenTime()
        for token in Self.tokens(of: text) {
            if token.hasPrefix("(") { break }
            guard reader.take(token) else { return nil }
        }
        guard let instant = reader.instant else { return nil }
        self = instant
    }

    private static func tokens(of text: String) -> [Substring] {
        var text = text
        // Web servers join day and time by a colon: 10/Oct/2000:13:55:36.
        if let slash = text.lastIndex(of: "/"), let colon = text[slash...].firstIndex(of: ":"),
            text[slash..<colon].dropFirst().allSatisfy(\.isNumber)
        {
            text.replaceSubrange(colon...colon, with: " ")
        }
        return text.split { $0.isWhitespace || $0 == "," || $0 == "/" }
    }
}

/// Collects the parts of a time, in whatever order they come.
private struct WrittenTime {
    private var (year, month): (Int64?, Int64?)
    /// The day; where no month is named, month and day as they are written in the United States.
    private var small: [Int64] = []
    private var time: (hour: Int64, minute: Int64, second: Int64, milliseconds: Int64)?
    private var offset: Int64?

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    /// Whether the hour is one of twelve: those who write it so write the month before the day.
    private var isHalfDay = false
    /// Whether the month's name stood behind the day, so that two digits behind it are the year: RFC 822, section 5.1.
    private var isDayFirst = false

    var instant: Instant? {
        guard let year, let time else { return nil }
        let date = month.map { [$0] + small } ?? (isHalfDay ? small : [])
        guard date.count == 2 else { return nil }
        let (month, day) = (date[0], date[1])
        return Instant(
            Instant.Day(year, month, day), Instant.Clock(time.hour, time.minute, time.second, offset ?? 0),
            milliseconds: time.milliseconds)
    }

    /// Takes one part; false where it is none.
    mutating func take(_ token: Substring) -> Bool {
        let word = token.lowercased()
        if let number = Int64(word), word.utf8.allSatisfy({ (48...57).contains($0) }) { return take(number, word) }
        if word.first?.isNumber == true, word.contains(":") { return takeTime(word) }
        let name = word.prefix(3)
        if let index = Self.months.firstIndex(where: { $0 == name }), word.allSatisfy(\.isLetter) {
            (month, isDayFirst) = (Int64(index + 1), small.count == 1)
            return true
        }
        if Self.days.contains(where: { $0 == name }), word.allSatisfy(\.isLetter) { return true }
        if word == "pm" || word == "am" { return takeHalf(isAfternoon: word == "pm") }
        if word.count(where: { $0 == "-" }) == 2, !word.contains("+") { return takeDate(word) }
        if let hours = Instant.zones[word] {
            offset = offset ?? hours * 60
            return true
        }
        // A zone's name beside its offset, as in git's and Go's, says nothing more.
        return takeOffset(word) || offset != nil
    }

    private mutating func take(_ number: Int64, _ word: String) -> Bool {
        if word.utf8.count == 4, year == nil {
            year = number
        } else if word.utf8.count == 2, isDayFirst, small.count == 1, year == nil, time == nil {
            year = Self.century(number)
        } else if word.utf8.count <= 2, small.count < 2 {
            small.append(number)
        } else {
            return false
        }
        return true
    }

    /// `01-may-24`, `01-may-2024`: RFC 850; and systemd's `2024-05-01`.
    private mutating func takeDate(_ word: String) -> Bool {
        let parts = word.split(separator: "-")
        if parts.map(\.utf8.count) == [4, 2, 2], year == nil, month == nil, small.isEmpty {
            (year, month) = (Int64(parts[0]), Int64(parts[1]))
            small = Int64(parts[2]).map { [$0] } ?? []
            return true
        }
        guard parts.count == 3, let month = Self.months.firstIndex(where: { parts[1] == $0 }),
            let day = Int64(parts[0]), let number = Int64(parts[2]), year == nil, small.isEmpty,
            [2, 4].contains(parts[2].count)
        else { return false }
        year = parts[2].count == 4 ? number : Self.century(number)
        (self.month, small) = (Int64(month + 1), [day])
        return true
    }

    /// Two digits are of the years from 1970 to 2069.
    private static func century(_ number: Int64) -> Int64 { number + (number < 70 ? 2000 : 1900) }

    private mutating func takeTime(_ word: String) -> Bool {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard time == nil, (2...3).contains(parts.count), let hour = Int64(parts[0]), let minute = Int64(parts[1])
        else {
            return false
        }
        let seconds = parts.count == 3 ? Double(parts[2]) : 0
        guard let seconds, (0..<61).contains(seconds) else { return false }
        let whole = Int64(saturating: seconds)
        time = (hour, minute, whole, Int64(saturating: (seconds - Double(whole)) * 1000))
        return true
    }

    private mutating func takeHalf(isAfternoon: Bool) -> Bool {
        guard let clock = time, (1...12).contains(clock.hour) else { return false }
        time?.hour = clock.hour % 12 + (isAfternoon ? 12 : 0)
        isHalfDay = true
        return true
    }

    /// `+0200`, `-05:00`, `GMT+0200`.
    private mutating func takeOffset(_ word: String) -> Bool {
        guard let at = word.firstIndex(where: { $0 == "+" || $0 == "-" }) else { return false }
        let (zone, digits) = (word[..<at], word[word.index(after: at)...].filter { $0 != ":" })
        guard zone.isEmpty || Instant.zones[String(zone)] == 0, digits.count == 4, let number = Int64(digits) else {
            return false
        }
        guard number >= 0, number / 100 < 24, number % 100 < 60 else { return false }
        offset = (word[at] == "-" ? -1 : 1) * (number / 100 * 60 + number % 100)
        return true
    }
}
