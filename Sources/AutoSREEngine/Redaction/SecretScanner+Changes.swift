/// Secrets of which two are told: what it was and what it became, what was expected and what came.
extension SecretScanner {
    /// Whether a value is hardly a word, a version, a time or a thing's name: of a password letters and digits are
    /// enough, of another that a name before `end` tells of it has to look drawn by lot.
    func isGiven(_ value: Range<Int>, named end: Int) -> Bool {
        isPassword(endingAt: end) ? isGiven(value) : isLot(value) && (isStrong(value) || isPlainWord(value))
    }

    private func isGiven(_ value: Range<Int>) -> Bool {
        if startsWithMarker(value.lowerBound) { return true }
        return isOneWord(value) && isTold(value) && !isMethod(value) && at(value.lowerBound) != UInt8(ascii: "/")
            && !(at(value.lowerBound).isDigit && value.count > 7 && isFigure(value))
    }

    /// Whether what begins at `start` may be given at all, told by a look at its first word: nearly none has a letter
    /// and a digit or a capital beside it.
    private func mayBeGiven(_ start: Int) -> Bool {
        if startsWithMarker(start) { return true }
        var (index, hasLetter, hasOther) = (unquoted(opening(start)), false, false)
        let last = index + 64
        while index < last, !at(index).endsAddress {
            if hasLetter, hasOther { return true }
            let byte = at(index)
            hasOther = hasOther || byte.isDigit || byte.isUpper
            hasLetter = hasLetter || byte.isLower || byte.isUpper
            index += 1
        }
        return hasLetter && hasOther || index == last
    }

    /// The same of a text of its own, a password's.
    static func isGiven(_ text: String) -> Bool {
        var copy = text
        return copy.withUTF8 { SecretScanner(bytes: $0).isGiven($0.indices) }
    }

    private func isPlainWord(_ value: Range<Int>) -> Bool { bytes[value].allSatisfy(\.isWord) }

    /// Behind whose it is and what was done with it, `for bob was changed `; and whether anything was.
    func deed(from start: Int) -> (index: Int, isDone: Bool) {
        var index = owner(from: start) ?? start
        for word in ["was ", "has been "] as [StaticString] where hasWord(word, at: index) {
            index += word.utf8CodeUnitCount
        }
        for verb in Self.verbs where hasWord(verb, at: index) { return (index + verb.utf8CodeUnitCount, true) }
        return (index, false)
    }

    /// Whether a word says that something was changed.
    func isDeed(_ word: Range<Int>) -> Bool {
        Self.verbs.contains { verb in
            // Each has a blank behind it.
            verb.utf8CodeUnitCount == word.count + 1
                && word.allSatisfy { at($0).lowered == verb.utf8Start[$0 - word.lowerBound] }
        }
    }

    private static let verbs: [StaticString] = [
        "changed ", "set ", "reset ", "updated ", "rotated ", "modified ", "replaced ", "renewed ", "switched ",
    ]

    /// What a secret was, in `password changed from … to …`, `api_key rotated from … to …`: what it became is found
    /// behind it. Where one of the two is more than a word both are taken.
    mutating func former(from start: Int, named end: Int) -> Range<Int>? {
        let (index, isDone) = deed(from: start)
        guard hasWord("from ", at: index), let old = value(from: index + 5, within: Self.sight) else { return nil }
        let behind = old.upperBound + old.lowerBound - index - 5
        guard hasWord(" to ", at: behind), let new = value(from: behind + 4, within: Self.sight) else { return nil }
        let isQuoted = at(new.lowerBound - 1).isQuote && at(old.lowerBound - 1).isQuote && isPassword(endingAt: end)
        let isTold = [old, new].contains { isDone ? isGiven($0, named: end) : isGiven($0, named: end) && isLot($0) }
        guard isTold || isDone && isQuoted else { return nil }
        successorAt = behind + 3
        return old
    }

    /// The same value, where another follows that it became, or was: `… -> …`, `… (was …)`; that one is next.
    mutating func followed(_ value: Range<Int>?) -> Range<Int>? {
        guard let value else { return nil }
        let sign = value.upperBound + (at(value.upperBound).isQuote ? 1 : 0)
        for words in [" -> ", " => ", " → ", " (was "] as [StaticString] where has(words, at: sign) {
            let next = sign + words.utf8CodeUnitCount
            if let other = self.value(from: next, within: Self.sight), isGiven(other) { successorAt = next - 1 }
        }
        return value
    }

    /// What a secret is set to, `to …`, `with …`, where it looks drawn by lot; and what is taken in its place where it
    /// is not there: `is not set, using default …`, `unset; falling back to …`.
    func standIn(from start: Int) -> Range<Int>? {
        for words in ["to ", "with ", "defaults to "] as [StaticString] where hasWord(words, at: start) {
            let value = value(from: start + words.utf8CodeUnitCount)
            return value.flatMap { isLot($0) && (isStrong($0) || isDrawn($0)) ? $0 : nil }
        }
        let first = hasWord("is ", at: start) ? start + 3 : start
        guard Self.absences.contains(where: { hasWord($0, at: first) }) else { return nil }
        for index in first + 5..<first + 64 where at(index - 1).isBlank || at(index - 1) == UInt8(ascii: "(") {
            if at(index) == 10 { return nil }
            for words in Self.standIns where hasWord(words, at: index) {
                let place = skippingBlanks(from: index + words.utf8CodeUnitCount)
                if let value = value(from: place), isStandIn(value) || isGiven(value) && isPlainWord(value) {
                    return value
                }
            }
        }
        return nil
    }

    /// Whether a value that is quoted, or looks drawn by lot, is more than a word that tells of one, and no path.
    private func isStandIn(_ value: Range<Int>) -> Bool {
        let isQuoted = at(value.lowerBound - 1).isQuote && !SecretName.isProse(bytes[value])
        return (isQuoted || isLot(value)) && at(value.lowerBound) != UInt8(ascii: "/")
    }

    private static let absences: [StaticString] = [
        "not set", "not found", "not provided", "not configured", "not specified", "not defined", "unset", "missing",
        "undefined", "empty", "absent",
    ]

    private static let standIns: [StaticString] = [
        "default value ", "default value: ", "default: ", "default=", "default ", "falling back to ", "defaulting to ",
        "fallback ", "fallback: ",
    ]

    /// `password (default: …)`, and the value that a program's help tells of an option whose name is a secret's:
    /// `--password string  database login (default "…")`; `word` is where `default` begins.
    func standIn(behind word: Int, from start: Int) -> Range<Int>? {
        guard at(word - 1) == UInt8(ascii: "(") || at(word - 1) == UInt8(ascii: "["),
            let value = value(from: start), isStandIn(value) || isMixed(value), at(value.lowerBound) != 47
        else { return nil }
        var (place, lines) = (word - 1, 0)
        while place > max(0, word - Self.sight), lines < 2 {
            place -= 1
            if at(place) == 10 { lines += 1 }
            guard at(place) == UInt8(ascii: "-"), at(place + 1).isAlphanumeric,
                at(place - 1).endsAddress || has("--", at: place - 1) && at(place - 2).endsAddress
            else { continue }
            return SecretName.kind(endingAt: tokenEnd(from: place + 1), in: bytes) == .value ? value : nil
        }
        guard at(word - 2).isBlank, let end = nameEnd(before: word - 2) else { return nil }
        return SecretName.kind(endingAt: end, in: bytes) == .value ? value : nil
    }

    /// What stands in for a reference: `substituting ${DB_PASSWORD} with …`, `resolved ${db.password} to …`, where the
    /// reference ends before `end`.
    func substitute(for end: Int, from start: Int) -> Range<Int>? {
        let isBraced = at(end - 1) == UInt8(ascii: "}")
        var last = end - (isBraced || at(end - 1).isQuote ? 1 : 0)
        while isBraced, at(last - 1) == UInt8(ascii: "}") || at(last - 1) == 32 && last > end - 4 { last -= 1 }
        guard SecretName.kind(endingAt: last, in: bytes) == .value else { return nil }
        var first = last
        while first > last - 64, at(first - 1).isToken || at(first - 1) == 46 { first -= 1 }
        let isReference = isBraced ? "{ .".utf8.contains(at(first - 1)) : at(first - 1) == UInt8(ascii: "$")
        guard isReference || at(first - 1).isQuote && last < end, let value = value(from: start) else { return nil }
        return isReference && at(value.lowerBound - 1).isQuote || isLot(value) || isReference && isGiven(value)
            ? value : nil
    }

    private static let comparisons: [StaticString] = ["got", "want", "wanted", "expected", "actual", "received"]

    /// Whether it is said what was expected, or what came.
    func isComparison(at start: Int) -> Bool {
        at(start - 1) == 32
            && Self.comparisons.contains {
                hasWord($0, at: start) && ": =".utf8.contains(at(start + $0.utf8CodeUnitCount))
            }
    }

    /// `expected: …`, `got=…`.
    func compared(named end: Int, from start: Int) -> Range<Int>? {
        // Before every name's `=` and `:` this is asked.
        let last = at(end - 1).lowered
        guard last == UInt8(ascii: "t") || last == UInt8(ascii: "d") || last == UInt8(ascii: "l"), mayBeGiven(start)
        else { return nil }
        let word = Self.comparisons.first {
            hasWord($0, at: end - $0.utf8CodeUnitCount) && !at(end - $0.utf8CodeUnitCount - 1).isWord
        }
        return word.flatMap { compared(from: start, word: end - $0.utf8CodeUnitCount) }
    }

    /// `invalid token: got "…", want "…"`, `password mismatch: expected … but got …`: what was compared, where a
    /// secret's name stands before `word` on the line.
    func compared(from start: Int, word: Int) -> Range<Int>? {
        guard mayBeGiven(start), let value = value(from: start, within: Self.sight), isGiven(value) else { return nil }
        var place = word - 1
        while place > max(0, word - 128), at(place) != 10 {
            // Behind a member's name stands a quote.
            let isEnd = at(place) == 32 || at(place) == UInt8(ascii: ":") || at(place) == UInt8(ascii: ",")
            if isEnd, SecretName.kind(endingAt: place, in: bytes) == .value {
                // An audience, a kind and a count of tokens are shorter.
                let isLong = isPassword(endingAt: place) || isStrong(value) || isDrawn(value) || value.count >= 20
                return isLong && isGiven(value, named: place) ? value : nil
            }
            place -= 1
        }
        return nil
    }

    /// The value of `before`, `to` and their kin, where a sibling, or the name of the object, says that it is a
    /// secret's; another may follow.
    func changedContent(from start: Int) -> Range<Int>? {
        guard mayBeGiven(start), let value = value(from: start, within: Self.sight), isGiven(value) else { return nil }
        if isNear(namedAt, start), let named = namedAt { return isGiven(value, named: named) ? value : nil }
        if isNear(markedAt, start) || isNamed(behind: value) { return value }
        // `password updated (old: …, new: …)`.
        return isStrong(value) ? compared(from: start, word: start - 1) : nil
    }

    private static let twins: [StaticString] = [
        "old", "new", "from", "to", "before", "after", "previous", "current",
    ]

    /// Whether the name that ends before `end` is `old_value`, `newValue` and the like, of which there are two.
    func isTwin(named end: Int) -> Bool {
        guard hasWord("value", at: end - 5) else { return false }
        let last = at(end - 6).isJoiner ? end - 6 : end - 5
        return Self.twins.contains { hasWord($0, at: last - $0.utf8CodeUnitCount) }
    }

    /// Remembers where a patch (RFC 6902, RFC 7644) puts what stands beside it: `"path": "/spec/password"`, and `op`.
    mutating func point(label start: Int, named end: Int) {
        var copy = self
        copy.namedAt = nil
        copy.hint(label: start)
        if copy.namedAt != nil, isPatch(around: end) { namedAt = copy.namedAt }
    }

    private func isPatch(around end: Int) -> Bool {
        func isOperation(_ index: Int) -> Bool {
            has("op", at: index) && at(index - 1).isQuote && !at(index + 2).isToken
        }
        var place = end
        while place > max(0, end - 96), !at(place).isBrace {
            if isOperation(place) { return true }
            place -= 1
        }
        place = end
        while place < min(end + Self.reach, bytes.count), !at(place).isBrace {
            if isOperation(place) { return true }
            place += 1
        }
        return false
    }
}
