/// A message's fixed text, hashed: words without digits; numbers, identifiers and quoted values are left out. Stands in
/// for the template miner.
struct MessageShape {
    private(set) var key: UInt64 = Hash.seed
    private(set) var isFailure = false

    /// Words taken from a message: what follows them is mostly values.
    private static let mostWords = 16
    /// Bytes of a message looked at: a stack trace's first lines name the exception.
    private static let mostBytes = 400

    init(_ bytes: [UInt8], _ message: Range<Int>) {
        var place = 0
        var isCalm = false
        Self.forEachWord(bytes, message) { word, isName in
            key = Hash.of(bytes, word, seed: key)
            isFailure = isFailure || (!isName && FailureWords.matches(bytes, word))
            if place < FailureWords.levelPlaces, !isFailure { isCalm = isCalm || FailureWords.isCalmLevel(bytes, word) }
            place += 1
        }
        // Its own level says that nothing failed, whatever its words.
        if isCalm { isFailure = false }
    }

    /// The fixed words themselves, a space between.
    static func words(_ bytes: [UInt8], _ message: Range<Int>) -> String {
        var words: [String] = []
        forEachWord(bytes, message) { word, _ in words.append(String(decoding: bytes[word], as: UTF8.self)) }
        return words.joined(separator: " ")
    }

    @inline(__always)
    private static func forEachWord(
        _ bytes: [UInt8], _ message: Range<Int>, _ body: (Range<Int>, _ isName: Bool) -> Void
    ) {
        let end = min(message.upperBound, message.lowerBound + mostBytes)
        var at = message.lowerBound
        var words = 0
        while at < end, words < mostWords {
            let byte = bytes[at]
            guard byte.isLetter || byte.isDigit || byte >= 0x80 else {
                at += 1
                continue
            }
            let start = at
            var hasDigit = false
            while at < end, isWord(bytes[at]) {
                hasDigit = hasDigit || bytes[at].isDigit
                at += 1
            }
            if hasDigit { continue }
            words += 1
            // `name=value`: the name is fixed text and reports nothing (`timeout=30`), the value is no word of the
            // message.
            let isName = at < end && bytes[at] == UInt8(ascii: "=")
            body(start..<at, isName)
            if isName { at = valueEnd(bytes, at + 1, end) }
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "#") || byte == UInt8(ascii: ".")
    }

    private static func valueEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        var at = start
        while at < end, bytes[at] != .space, bytes[at] != .comma, bytes[at] != UInt8(ascii: "]") { at += 1 }
        return at
    }
}

/// Words by which programs of any kind report that something failed.
enum FailureWords {
    /// The words themselves.
    static let vocabulary = [
        "error", "err", "fatal", "critical", "severe", "panic", "exception", "failed", "failure", "fail", "timeout",
        "refused", "unavailable", "traceback", "aborted", "denied", "unreachable", "crash", "killed",
    ]
    private static let words = vocabulary.map { Array($0.utf8) }
    /// Levels at which programs report that all is well.
    static let calmLevels = ["info", "debug", "trace", "notice", "verbose"]
    private static let calm = calmLevels.map { Array($0.utf8) }
    /// A level is one of a record's first words.
    static let levelPlaces = 4

    static func isCalmLevel(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        calm.contains { $0.count == range.count && same(bytes, range.lowerBound, $0) }
    }

    private static let endings: [[UInt8]] = ["exception", "error"].map { Array($0.utf8) }

    /// Whether a word is one of them, in any case, or the name of an exception (`IOException`,
    /// `java.lang.OutOfMemoryError`).
    static func matches(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count >= 3 else { return false }
        for word in words where word.count == range.count && same(bytes, range.lowerBound, word) { return true }
        for word in endings where word.count < range.count && same(bytes, range.upperBound - word.count, word) {
            return true
        }
        return false
    }

    private static func same(_ bytes: [UInt8], _ start: Int, _ word: [UInt8]) -> Bool {
        for offset in word.indices where bytes[start + offset] | 0x20 != word[offset] { return false }
        return true
    }
}

extension FailureWords {
    /// Whether a name has one of them as a word.
    static func isFailure(_ name: String) -> Bool {
        SeriesKind.words(name).contains { word in
            let bytes = Array(word.utf8)
            return matches(bytes, 0..<bytes.count)
        }
    }
}
