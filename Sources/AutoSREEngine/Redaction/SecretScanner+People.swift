/// What names or bills a person: e-mail addresses and payment cards.
extension SecretScanner {
    /// The address around the `@` (or `%40`, `width` 3) at `index`: RFC 5321's everyday form, with a domain that ends
    /// in letters. `pkg@1.2.3` and `git@host` stay.
    func address(at index: Int, width: Int) -> Range<Int>? {
        var start = index
        while start > max(floor, index - 64), at(start - 1).isMailbox { start -= 1 }
        // Not inside a character of several bytes.
        while start < index, at(start) & 0xC0 == 0x80 { start += 1 }
        guard start < index, !(at(start - 1) == UInt8(ascii: "/") && at(start - 2) == UInt8(ascii: "/")) else {
            return nil
        }
        guard let end = domainEnd(from: index + width) else { return nil }
        // `git@host.example:shop/checkout.git` is a repository.
        let isRepository = index == start + 3 && has("git", at: start) && at(end) == 58 && at(end + 1).isAlphanumeric
        return isRepository ? nil : start..<end
    }

    /// Where the domain at `start` ends; nil where there is none. A domain of numbers alone, such as a version, is
    /// none.
    private func domainEnd(from start: Int) -> Int? {
        var end = start
        while end < start + 253, at(end).isAlphanumeric || at(end) == 45 || at(end) == 46 || at(end) >= 0x80 {
            end += 1
        }
        while end > start, !at(end - 1).isAlphanumeric { end -= 1 }
        var (labels, letters, last) = (1, 0, start)
        for index in start..<end {
            if bytes[index] == 46 {
                (labels, last) = (labels + 1, index + 1)
            } else if !bytes[index].isDigit {
                letters += 1
            }
        }
        let top = last..<end
        guard labels > 1, top.count > 1, top.allSatisfy({ !bytes[$0].isDigit && bytes[$0] != 45 }) else { return nil }
        return letters > top.count || labels == 2 ? end : nil
    }

    /// A payment card's number that begins at `index`: a known issuer's first digits and length, written in one piece
    /// or in the usual groups, with a right check digit (ISO/IEC 7812). Times, ids and versions do not have that form.
    func card(at index: Int) -> Range<Int>? {
        let before = at(index - 1)
        guard (50...54).contains(at(index)), !before.isWord, !(before == 46 && at(index - 2).isDigit) else {
            return nil
        }
        var number = CardNumber()
        var end = index
        number.read(self, &end, atMost: 20)
        if number.count == 4 {
            guard let grouped = groups(of: &number, from: end, isJoined: before == 45) else { return nil }
            end = grouped
        }
        let isDecimal = at(end) == 46 && at(end + 1).isDigit
        let isCard = !at(end).isWord && !isDecimal && number.isCard
        return isCard && !isMeasured(at: index) && !isUnit(behind: end) ? index..<end : nil
    }

    /// What counts, measures or says where something stands, as the last word of a name.
    private static let measures: [StaticString] = [
        "bytes", "size", "offset", "length", "count", "total", "sum", "position", "lsn", "duration", "elapsed",
        "latency", "time", "timestamp", "ts", "seconds", "millis", "micros", "nanos", "ms", "us", "ns",
    ]

    /// `bytes=…`, `"elapsed_ns": …`, `process_cpu_ns{pod="a"} …`: whether the number at `start` is behind such a name.
    private func isMeasured(at start: Int) -> Bool {
        var end = start
        while end > start - 8, at(end - 1).isBlank || at(end - 1).isQuote || "=:\\".utf8.contains(at(end - 1)) {
            end -= 1
        }
        if at(end - 1) == UInt8(ascii: "}") {
            while end > start - Self.sight, at(end) != UInt8(ascii: "{"), at(end) != 10 { end -= 1 }
        }
        return end < start
            && Self.measures.contains {
                let word = end - $0.utf8CodeUnitCount
                return hasWord($0, at: word) && SecretName.isWhole(from: word, in: bytes)
            }
    }

    /// `… bytes`, `… ns`.
    private func isUnit(behind end: Int) -> Bool {
        at(end) == 32
            && ["bytes", "ns", "us", "ms", "microseconds", "nanoseconds"].contains { (unit: StaticString) in
                has(unit, at: end + 1) && !at(end + 1 + unit.utf8CodeUnitCount).isWord
            }
    }

    /// The end of the groups behind the first four digits, all behind the same blank or hyphen: 4-4-4(-3), 6-5 or 6-4.
    private func groups(of number: inout CardNumber, from start: Int, isJoined: Bool) -> Int? {
        let separator = at(start)
        guard separator == 32 || (separator == 45 && !isJoined) else { return nil }
        var end = start
        switch group(&number, separator, &end) {
        case 4:
            guard group(&number, separator, &end) == 4, group(&number, separator, &end) == 4 else { return nil }
            var (longer, further) = (number, end)
            if group(&longer, separator, &further) == 3 { (number, end) = (longer, further) }
        case 6: guard [4, 5].contains(group(&number, separator, &end)) else { return nil }
        default: return nil
        }
        return separator == 45 && at(end) == 45 && at(end + 1).isAlphanumeric ? nil : end
    }

    /// How many digits follow behind the separator; more than seven are as good as none.
    private func group(_ number: inout CardNumber, _ separator: UInt8, _ end: inout Int) -> Int {
        guard at(end) == separator, at(end + 1).isDigit else { return 0 }
        let count = number.count
        end += 1
        number.read(self, &end, atMost: 7)
        return number.count - count
    }
}

/// The digits of what may be a payment card's number.
private struct CardNumber {
    private(set) var count = 0
    /// Up to nineteen digits fit; more are no card.
    private var value: UInt64 = 0

    mutating func read(_ text: SecretScanner, _ index: inout Int, atMost limit: Int) {
        let last = index + limit
        while index < last, text.at(index).isDigit {
            value = value &* 10 &+ UInt64(text.at(index) - 48)
            (count, index) = (count + 1, index + 1)
        }
    }

    /// Whether a known issuer gives numbers that begin so and are so long, and the check digit is right.
    var isCard: Bool {
        guard count >= 13, count <= 19 else { return false }
        var four = value
        for _ in 4..<count { four /= 10 }
        let isIssued =
            switch four {
            case 2221...2720, 5100...5599: count == 16
            case 3000...3059, 3600...3699, 3800...3999: count >= 14
            case 3400...3499, 3700...3799: count == 15
            case 3528...3589, 5000...5099, 5600...5899, 6000...6999: count >= 16
            case 4000...4999: [13, 16, 19].contains(count)
            default: false
            }
        return isIssued && hasCheckDigit
    }

    /// Luhn's formula: every second digit from the right doubled, its digits added, the sum a multiple of ten.
    private var hasCheckDigit: Bool {
        var (rest, sum, isSecond) = (value, UInt64(0), false)
        while rest > 0 {
            let digit = isSecond ? 2 * (rest % 10) : rest % 10
            sum += digit > 9 ? digit - 9 : digit
            (rest, isSecond) = (rest / 10, !isSecond)
        }
        return sum.isMultiple(of: 10)
    }
}

extension UInt8 {
    /// A character of an address before its `@`: ASCII's usual ones, and every character beyond ASCII.
    var isMailbox: Bool { isToken || self == UInt8(ascii: ".") || self == UInt8(ascii: "+") || self >= 0x80 }
}
