import AutoSRECore

/// What a line without a level says of failures. It tells of one only where it unmistakably reports it: by a level that
/// stands as one, by an exception with its message, or by a predicate (`failed to`, `connection refused`) of something
/// that failed. A word in a name, a path or a key is none, nor one that is denied, counted, supposed or set. Doubt is
/// calm, for what is silent accuses no release.
struct FailureReport {
    private let words: [LogWord]

    /// Reads a line, without its colours.
    init(_ line: some Sequence<UInt8>) { words = LogWord.words(of: TerminalCodes.removed(from: line.prefix(2000))) }

    /// How grave the line is.
    var severity: Severity {
        // A test that passed is named after what it provokes.
        if let head = words.first, Self.passes.contains(head.text) { return .calm }
        let severity = level ?? words.indices.map(grade).max() ?? .calm
        return severity == .warning && isDeprecation ? .calm : severity
    }

    /// Whether it says that something will go away some day: old code says so, whatever was released.
    var isDeprecation: Bool {
        words.contains { Self.isOne(of: $0.text, ["deprecat", "pendingdeprecat", "futurewarn"]) }
    }

    private static func isOne(of text: String, _ heads: [String]) -> Bool { heads.contains { text.hasPrefix($0) } }

    // MARK: - The level

    /// The level that stands as one near the beginning: in capitals, in brackets, as a member, before the first colon.
    private var level: Severity? {
        for (index, word) in words.prefix(9).enumerated() {
            let isMember =
                index > 0 && words[index - 1].isKey && Self.levelKeys.contains(words[index - 1].text)
                && !Self.isCapital(words[index - 1].raw.filter(\.isLetter))
            guard let level = Self.levels[word.text], isMember || word.isProse else { continue }
            if isMember { return level }
            guard !isEmpty(index), !isValue(behind: index) else { continue }
            let isTitle = isHarmless(after: index) && Self.isCapital(words[index + 1].raw)
            let isCapital = Self.isCapital(word.raw) && !isTitle && !isDenied(index) && !isObject(index)
            let isBracketed = word.gap.last == UInt8(ascii: "[") && word.rest.first == UInt8(ascii: "]")
            let isHead = index == 0 && (word.rest.first == UInt8(ascii: ":") || level == .calm && word.text != "trace")
            if isCapital || isBracketed || isHead { return level }
        }
        return nil
    }

    private static func isCapital(_ word: String) -> Bool { word.utf8.allSatisfy { $0 &- 65 < 26 } }

    /// Whether the word before makes a thing of a level: `set log level to ERROR`.
    private func isObject(_ index: Int) -> Bool { preceding(index).map { Self.levelled.contains($0.text) } ?? false }

    // MARK: - One word

    private func grade(_ index: Int) -> Severity {
        let word = words[index]
        if let phrase = Self.phrases[word.text]?.first(where: { stands($0, at: index) }) {
            let last = index + phrase.count - 1
            let describes = phrase == ["timed", "out"] ? isAdjective(last) : isHarmless(after: last)
            return isDenied(index) || describes || isValue(behind: last) ? .calm : .failure
        }
        if Self.isException(word) { return isReported(exception: index) ? .failure : .calm }
        if word.isKey { return Self.errorKeys.contains(word.text) && isProseValue(index) ? .failure : .calm }
        if Self.names.contains(word.text) { return isDenied(index) || isHarmless(after: index) ? .calm : .failure }
        if Self.serverErrors.contains(word.text) { return isStatus(index) ? .failure : .calm }
        guard word.isProse, !isDenied(index), !isValue(behind: index) else { return .calm }
        if Self.predicates.contains(word.text) { return isAdjective(index) ? .calm : .failure }
        if Self.participles.contains(word.text) { return isPredicate(index) ? .failure : .calm }
        if Self.nouns.contains(word.text) { return isReported(noun: index) ? .failure : .calm }
        if word.text == "timeout" { return isReported(timeout: index) ? .failure : .calm }
        if word.text == "slow" {
            let isOfWork = Self.work.contains(following(index)?.text ?? "")
            return isOfWork && !isHarmless(after: index + 1) ? .warning : .calm
        }
        return Self.warnings.contains(word.text) && !isHarmless(after: index) ? .warning : .calm
    }

    /// The word behind in the same clause.
    private func following(_ index: Int) -> LogWord? {
        index + 1 < words.count && !words[index].endsClause ? words[index + 1] : nil
    }

    /// The word before in the same clause.
    private func preceding(_ index: Int) -> LogWord? {
        index > 0 && !words[index].startsClause ? words[index - 1] : nil
    }

    private func stands(_ phrase: [String], at index: Int) -> Bool {
        guard index + phrase.count <= words.count, words[index].text == phrase[0], !words[index].isKey else {
            return false
        }
        for offset in phrase.indices.dropFirst() {
            guard words[index + offset].text == phrase[offset], !words[index + offset].startsClause,
                !words[index + offset].isKey
            else { return false }
        }
        return true
    }

    /// `failed to start`, `payment failed: …`, `X crashed`; not `failed jobs`, nor `failed` as the head of a column.
    private func isPredicate(_ index: Int) -> Bool {
        guard let next = following(index) else {
            if words[index].hasColon { return !isEmpty(index) }
            if words[index].text.hasPrefix("exit") { return false }
            if index > 0, words[index - 1].isKey { return Self.states.contains(words[index - 1].text) }
            return preceding(index) != nil || words[index].gap == [UInt8(ascii: ":")]
        }
        if next.isNumber { return preceding(index) != nil }
        if words[index].text.hasPrefix("exit"), words.dropFirst(index + 1).prefix(3).contains(where: { $0.text == "0" })
        {
            return false
        }
        return Self.relations.contains(next.text) || Self.isActivity(next.text)
    }

    /// `error: …`, `an error occurred`, `error while reading`, `internal error`.
    private func isReported(noun index: Int) -> Bool {
        if isHarmless(after: index) || isStatistic(index) { return false }
        if let next = following(index) {
            return Self.happenings.contains(next.text) || Self.isActivity(next.text)
        }
        if words[index].hasColon { return !isEmpty(index) && words.dropFirst(index + 1).contains { !$0.isNumber } }
        guard let before = preceding(index) else { return false }
        return Self.qualities.contains(before.text)
    }

    /// `i/o timeout`, `timeout while reading`; not `timeout 30s`.
    private func isReported(timeout index: Int) -> Bool {
        let isSetting = words[max(index - 4, 0)..<min(index + 5, words.count)].contains {
            Self.setting.contains($0.text)
        }
        if isSetting { return false }
        if let next = following(index) {
            return Self.happenings.contains(next.text)
                || ["after", "waiting", "exceeded", "calling"].contains(next.text)
                || Self.isActivity(next.text)
        }
        let before = preceding(index)?.text ?? ""
        return Self.waits.contains(before)
            && !(words[index].hasColon && words.dropFirst(index + 1).first?.isNumber == true)
    }

    /// `KeyError: 'price'`, `threw TimeoutException`, `NullPointerException in …`; not `handler for IOException`.
    private func isReported(exception index: Int) -> Bool {
        let word = words[index]
        let before = preceding(index)?.text ?? ""
        if isDenied(index) || isHarmless(after: index) || Self.handlers.contains(before) || word.isKey { return false }
        if word.hasColon { return !isEmpty(index) && !isValue(behind: index) }
        if index > 0, Self.throwing.contains(words[index - 1].text) { return true }
        if let next = following(index), Self.happenings.contains(next.text) { return true }
        let isFirst = words[..<index].allSatisfy { $0.isNumber || $0.text == "exception" }
        return isFirst && following(index)?.isNumber ?? true
    }

    private static func isException(_ word: LogWord) -> Bool {
        guard let name = word.raw.split(whereSeparator: { ".:/$".contains($0) }).last, let first = name.first else {
            return false
        }
        return first.isUppercase && name.count > 6 && (name.hasSuffix("Exception") || name.hasSuffix("Error"))
            && name != "Exception"
    }

    /// Whether the value of a key is a sentence: of one word nobody knows what it means.
    private func isProseValue(_ index: Int) -> Bool {
        guard !isValue(behind: index), !isEmpty(index), words[index].rest.last == UInt8(ascii: "\""),
            words.count > index + 2
        else { return false }
        let (first, second) = (words[index + 1], words[index + 2])
        return !Self.denials.contains(first.text) && !first.rest.contains(UInt8(ascii: "\"")) && !second.isKey
    }

    /// Whether a 5xx is an answer and no quantity; the words before it say that it is a status.
    private func isStatus(_ index: Int) -> Bool {
        guard index > 0, Self.statusWords.contains(words[index - 1].text), !isDenied(index) else { return false }
        guard let next = following(index) else { return !isValue(behind: index) }
        return next.isNumber || next.isKey && next.text != "count" || Self.relations.contains(next.text)
            || next.text == "error"
    }

    // MARK: - What takes the gravity away

    /// Whether it is denied, supposed, or counted: `no errors`, `if it failed`, `0 failed`.
    private func isDenied(_ index: Int) -> Bool {
        if isCounted(index) { return true }
        var place = index
        for _ in 0..<4 {
            guard let before = preceding(place) else { return false }
            if Self.denials.contains(before.text) || Self.conditions.contains(before.text) { return true }
            place -= 1
        }
        return false
    }

    /// Whether a number of it is told: `0 failed, 12 passed`, `with 3 errors`; not `batch 815 failed`.
    private func isCounted(_ index: Int) -> Bool {
        guard let number = preceding(index), number.isCount else { return false }
        if number.text == "0" || words[index].text.hasSuffix("s") { return true }
        guard let before = preceding(index - 1) else { return true }
        return Self.countings.contains(before.text) || before.text.hasSuffix("ed")
    }

    /// Whether something else is meant, which it only names: `error handler`, `panic mode`, `failed jobs`.
    private func isHarmless(after index: Int) -> Bool {
        guard let next = following(index) else { return false }
        return Self.harmless.contains(next.text)
    }

    /// Whether it only describes what stands behind it: `timed out sessions`, `unavailable slots`.
    private func isAdjective(_ index: Int) -> Bool {
        guard let next = following(index) else { return false }
        if Self.harmless.contains(next.text) || next.text == "fail" { return true }
        return next.isProse && next.text.count > 3 && next.text.hasSuffix("s") && !next.text.hasSuffix("ss")
            && !Self.relations.contains(next.text) && !["cannot", "can't", "couldn't"].contains(words[index].text)
    }

    /// Whether the value behind it denies it or only counts: `fatal: false`, `errors: 0`, `panic = off`.
    private func isValue(behind index: Int) -> Bool {
        guard words[index].hasColon, index + 1 < words.count else { return false }
        let value = words[index + 1]
        if value.text == "0" { return true }
        let isLast = index + 2 >= words.count || value.endsClause
        return isLast && (value.isCount || Self.denials.contains(value.text) || Self.settings.contains(value.text))
    }

    /// Whether a colon is followed by nothing: `error:`, `errors=[]`, `error=""`.
    private func isEmpty(_ index: Int) -> Bool {
        guard words[index].hasColon else { return false }
        let rest = String(decoding: words[index].rest, as: UTF8.self)
        return index + 1 >= words.count || ["[]", "{}", "\"\"", "''"].contains { rest.contains($0) }
    }

    /// Whether the sentence is a statistic: `errors in the last minute: 0`.
    private func isStatistic(_ index: Int) -> Bool {
        var place = index
        while place < words.count, place < index + 9 {
            if isValue(behind: place) { return true }
            if words[place].endsClause { return false }
            place += 1
        }
        return false
    }

    private static func isActivity(_ text: String) -> Bool {
        text.hasSuffix("ing") && text.count > 5 && !harmless.contains(text)
    }
}
