/// A word of a log line, and what stands around it: enough to tell prose from names, keys and numbers.
struct LogWord {
    /// As it is written, and with small letters.
    let raw: String
    let text: String
    /// What stands between it and the word before, without blanks.
    let gap: [UInt8]
    /// What stands between it and the word behind, or the end, without blanks.
    fileprivate(set) var rest: [UInt8] = []
    /// Whether it holds a digit, as numbers, ids and addresses do.
    let isNumber: Bool
    /// Whether it is an identifier: a path, an option, a name in camel case or with joints, a call. No prose.
    fileprivate(set) var isName: Bool
    /// Whether a value follows: `key=value` or `"key":value`.
    fileprivate(set) var isKey = false

    /// Whether it can be a word of a sentence.
    var isProse: Bool { !isName && !isNumber && !isKey }
    /// Whether it is a number and nothing else, as what is counted is.
    var isCount: Bool { raw.utf8.allSatisfy { $0 &- 48 < 10 || $0 == UInt8(ascii: ".") } }
    /// Whether a clause ends with it.
    var endsClause: Bool { rest.contains { Self.breaks.contains($0) } }
    /// Whether a clause begins with it.
    var startsClause: Bool { gap.contains { Self.breaks.contains($0) } }
    /// Whether a value or an explanation follows.
    var hasColon: Bool { rest.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") } }

    private static let breaks = Set(",;:()[]{}\"=|\n.!?".utf8)
    private static let joints = Set(".-/\\@$#%+&'".utf8)
    private static let marks = Set("/\\.-@$#&?%".utf8)

    /// The words of a line, of its first thousand bytes: nobody says later than that that something fails.
    static func words(of line: some Sequence<UInt8>) -> [LogWord] {
        let bytes = Array(line.prefix(1000))
        var (words, gap): ([LogWord], [UInt8]) = ([], [])
        var index = 0
        while index < bytes.count {
            guard isLetter(bytes[index]) || isDigit(bytes[index]) else {
                if bytes[index] != UInt8(ascii: " "), bytes[index] != UInt8(ascii: "\t") { gap.append(bytes[index]) }
                index += 1
                continue
            }
            let end = end(bytes, from: index)
            if !words.isEmpty { words[words.count - 1].close(gap) }
            words.append(LogWord(bytes, index..<end, gap))
            (index, gap) = (end, [])
        }
        if !words.isEmpty { words[words.count - 1].close(gap) }
        return words
    }

    /// Behind the word, its joints in between taken with it.
    private static func end(_ bytes: [UInt8], from start: Int) -> Int {
        var end = start
        while end < bytes.count {
            if isLetter(bytes[end]) || isDigit(bytes[end]) {
                end += 1
            } else if joints.contains(bytes[end]), end + 1 < bytes.count,
                isLetter(bytes[end + 1]) || isDigit(bytes[end + 1])
            {
                end += 2
            } else if bytes[end] == UInt8(ascii: ":"), end + 2 < bytes.count, bytes[end + 1] == bytes[end],
                isLetter(bytes[end + 2])
            {
                end += 3
            } else {
                break
            }
        }
        return end
    }

    private init(_ bytes: [UInt8], _ range: Range<Int>, _ gap: [UInt8]) {
        let word = bytes[range]
        raw = String(decoding: word, as: UTF8.self)
        text = raw.lowercased()
        self.gap = gap
        isNumber = word.contains(where: Self.isDigit)
        let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : UInt8(ascii: " ")
        let after = range.upperBound < bytes.count ? bytes[range.upperBound] : UInt8(ascii: " ")
        let isCamel = zip(word, word.dropFirst()).contains { ($0 &- 97 < 26) && ($1 &- 65 < 26) }
        let isJoined = word.contains { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ":") || Self.marks.contains($0) }
        isName =
            isCamel || isJoined || Self.marks.contains(before) || after == UInt8(ascii: "/")
            || after == UInt8(ascii: "(")
    }

    private mutating func close(_ gap: [UInt8]) {
        rest = gap
        isKey = gap.first == UInt8(ascii: "=") || gap.starts(with: "\":".utf8)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 32) &- 97 < 26 || byte >= 0x80 || byte == UInt8(ascii: "_")
    }
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}
