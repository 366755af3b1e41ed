/// What lines say of failures in words, whatever level they have.
public enum FailureWords {
    /// Words that tell of a failure by themselves, as whole words in small letters.
    private static let words = Set(
        """
        error errors failed failure failing fails fail fatal panic exception traceback crashed crash aborted abort \
        refused denied unreachable unavailable timeout killed oom corrupt corrupted deadlock exhausted overflow \
        segfault unhealthy rejected expired
        """.split(separator: " ").map { Array($0.utf8) })
    private static let pairs = [("timed", "out"), ("out", "of"), ("not", "found"), ("no", "space"), ("reset", "by")]
        .map { (Array($0.0.utf8), Array($0.1.utf8)) }
    /// Words before a failure that deny it: "no errors", "0 failed", "without error".
    private static let denials = Set(["no", "0", "without", "zero", "<*>"].map { Array($0.utf8) })

    /// Whether a line, or its template, tells of a failure: a word of its own, no part of a name, a path or an argument
    /// (`timeout=30`), and none that is denied; or the name of an exception (`ConnectException:`).
    public static func holds(_ text: some Collection<UInt8>) -> Bool {
        var previous: [UInt8] = []
        var word: [UInt8] = []
        var isPart = false
        func tells(_ next: UInt8) -> Bool {
            defer {
                if !word.isEmpty { previous = word }
                word = []
            }
            guard !word.isEmpty else { return false }
            let isName = isPart || next == UInt8(ascii: "=") || next == UInt8(ascii: "/") || next == UInt8(ascii: "_")
            let isException = word.hasSuffix("exception") || (word.count > 5 && word.hasSuffix("error"))
            if isException, next != UInt8(ascii: "=") { return true }
            if isName { return false }
            if words.contains(word) { return !denials.contains(previous) }
            return pairs.contains { $0.0 == previous && $0.1 == word }
        }
        var before = UInt8(ascii: " ")
        for byte in text {
            let isWord =
                ByteClass.isLetter(byte) || ByteClass.isDigit(byte) || byte == UInt8(ascii: "<")
                || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "*")
            if isWord {
                if word.isEmpty { isPart = "/_-".utf8.contains(before) }
                word.append(LogSeverity.lower(byte))
            } else if tells(byte) {
                return true
            }
            before = byte
        }
        return tells(UInt8(ascii: " "))
    }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { count >= $0.count && suffix($0.count).elementsEqual($0) }
    }
}
