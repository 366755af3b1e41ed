/// What names or bills a person: e-mail addresses and payment cards.
extension SecretScanner {
    /// The address around the `@` (or `%40`, `width` 3) at `index`: RFC 5321's everyday form, with a domain that ends in
    /// letters. `pkg@1.2.3` and `git@host` stay.
    func address(at index: Int, width: Int) -> Range<Int>? {
        var start = index
        while start > max(floor, index - 64), at(start - 1).isMailbox { start -= 1 }
        // Not inside a character of several bytes.
        while start < index, at(start) & 0xC0 == 0x80 { start += 1 }
        guard start < index, !(at(start - 1) == UInt8(ascii: "/") && at(start - 2) == UInt8(ascii: "/")) else {
            return nil
        }
        return domainEnd(from: index + width).map { start..<$0 }
    }

    /// Where the domain at `start` ends; nil where there is none. A domain of numbers alone, such as a version, is none.
    private func domainEnd(from start: Int) -> Int? {
        var end = start
        while end < start + 253, at(end).isAlphanumeric || at(end) == 45 || at(end) == 46 { end += 1 }
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

    /// A payment card's number that begins at `index`: a known issuer's first digits and length, written in one piece or
    /// in the usual groups, with a right check digit (ISO/IEC 7812). Times, ids and versions do not have that form.
    func card(at index: Int) -> Range<Int>? {
        let before = at(index - 1)
        guard (50...54).contains(at(index)), !before.isWord else { return nil }
        if before == 46, at(index - 2).isDigit { return nil }
        var digits: [UInt8] = []
        var end = index
        while at(end).isDigit, digits.count < 20 {
            digits.append(at(end) - 48)
            end += 1
        }
        if digits.count == 4 {
            guard let grouped = groups(after: &digits, from: end, isJoined: before == 45) else { return nil }
            end = grouped
        }
        let isDecimal = at(end) == 46 && at(end + 1).isDigit
        guard !at(end).isWord, !isDecimal, Self.isCard(digits) else { return nil }
        return index..<end
    }

    /// The end of the groups that follow the first four digits, all behind the same blank or hyphen.
    private func groups(after digits: inout [UInt8], from start: Int, isJoined: Bool) -> Int? {
        let separator = at(start)
        guard separator == 32 || separator == 45, !(isJoined && separator == 45) else { return nil }
        var (end, sizes) = (start, [4])
        while at(end) == separator, sizes.count < 5 {
            var next = end + 1
            while at(next).isDigit, next < end + 8 { next += 1 }
            let isFitting = sizes == [4] ? [4, 6].contains(next - end - 1) : next - end - 1 <= 5
            guard next > end + 1, isFitting, Self.isBeginning(sizes + [next - end - 1]) else { break }
            for place in end + 1..<next { digits.append(at(place) - 48) }
            sizes.append(next - end - 1)
            end = next
        }
        if separator == 45, at(end) == 45, at(end + 1).isAlphanumeric { return nil }
        return Self.forms.contains(sizes) ? end : nil
    }

    private static let forms: [[Int]] = [[4, 4, 4, 4], [4, 4, 4, 4, 3], [4, 6, 5], [4, 6, 4]]

    private static func isBeginning(_ sizes: [Int]) -> Bool { forms.contains { $0.starts(with: sizes) } }

    private static func isCard(_ digits: [UInt8]) -> Bool {
        let count = digits.count
        guard count >= 13, count <= 19 else { return false }
        let four = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) }
        let isIssued =
            switch four {
            case 2221...2720, 5100...5599: count == 16
            case 3000...3059, 3600...3699, 3800...3999: count >= 14
            case 3400...3499, 3700...3799: count == 15
            case 3528...3589, 5000...5099, 5600...5899, 6000...6999: count >= 16
            case 4000...4999: [13, 16, 19].contains(count)
            default: false
            }
        return isIssued && hasCheckDigit(digits)
    }

    /// Luhn's formula: every second digit from the right doubled, its digits added, the sum a multiple of ten.
    private static func hasCheckDigit(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let value = place.isMultiple(of: 2) ? Int(digit) : 2 * Int(digit)
            sum += value > 9 ? value - 9 : value
        }
        return sum.isMultiple(of: 10)
    }
}

extension UInt8 {
    /// A character of an address before its `@`: ASCII's usual ones, and every character beyond ASCII.
    var isMailbox: Bool { isToken || self == UInt8(ascii: ".") || self == UInt8(ascii: "+") || self >= 0x80 }
}
