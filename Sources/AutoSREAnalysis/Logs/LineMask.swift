/// Turns a log line into its template: what varies from line to line becomes `<*>`, in a form that `LogPattern` reads.
///
/// Works on bytes in one pass. Masked are words with a digit (numbers, durations, ids, addresses), long hexadecimal
/// words, quoted values and words too long to be words. Versions of the deployment history and HTTP error codes stay,
/// because they tell templates apart; so does a 0 in their place, for what exits with it has not failed.
struct LineMask {
    /// Words that stay although they contain digits.
    private let literals: Set<[UInt8]>
    /// Bit n is set where a literal or a status code has n bytes, so that most words need no look-up.
    private let lengths: UInt64
    private static let wordLimit = 64
    /// A template longer than this many bytes ends in `<*>`: lines are hostile and may be of any length.
    private static let templateLimit = 300
    private static let hole = Array("<*>".utf8)
    private static let statusCodes: Set<[UInt8]> = Set(
        ["0", "400", "401", "403", "404", "408", "409", "429", "500", "502", "503", "504"].map { Array($0.utf8) })

    /// - Parameter versions: known versions; bare numbers among them are not told from other numbers.
    init(versions: some Sequence<String>) {
        var literals: Set<[UInt8]> = []
        for version in versions {
            let bytes = Array(version.utf8)
            let isTelling = bytes.count >= 3 && !bytes.allSatisfy(Self.isDigit)
            if isTelling { literals.insert(bytes) }
        }
        self.literals = literals
        var lengths: UInt64 = 1 << 3 | 1 << 1
        for literal in literals where literal.count <= Self.wordLimit - 1 { lengths |= 1 << UInt64(literal.count) }
        self.lengths = lengths
    }

    /// Replaces `template` by the template of `line`.
    func write(_ line: UnsafeBufferPointer<UInt8>, into template: inout [UInt8]) {
        template.removeAll(keepingCapacity: true)
        var index = 0
        while index < line.count {
            if template.count > Self.templateLimit {
                Self.punch(&template)
                return
            }
            let byte = line[index]
            if Self.isWord(byte) {
                index = word(line, from: index, into: &template)
            } else if byte == UInt8(ascii: "\""), let end = Self.quoted(line, from: index) {
                template.append(byte)
                Self.punch(&template)
                index = end
            } else {
                template.append(byte)
                index += 1
            }
        }
    }

    /// Writes the word that starts at `start`, or a hole for it; returns the index behind it.
    private func word(_ line: UnsafeBufferPointer<UInt8>, from start: Int, into template: inout [UInt8]) -> Int {
        var end = start
        var hasDigit = false
        var isHexadecimal = true
        while end < line.count, Self.isWord(line[end]) {
            let byte = line[end]
            if Self.isDigit(byte) { hasDigit = true } else if !Self.isHexLetter(byte) { isHexadecimal = false }
            end += 1
        }
        while end > start + 1, Self.isJoint(line[end - 1]) { end -= 1 }
        let length = end - start
        let isVariable = hasDigit || (isHexadecimal && length >= 6)
        if length > Self.wordLimit || (isVariable && !isLiteral(line, start, end)) {
            Self.punch(&template)
        } else {
            template.append(contentsOf: line[start..<end])
        }
        return end
    }

    private func isLiteral(_ line: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard lengths & (1 << UInt64(end - start)) != 0 else { return false }
        let word = Array(line[start..<end])
        if literals.contains(word) { return true }
        return Self.statusCodes.contains(word) && Self.speaksOfStatus(line, before: start)
    }

    /// Whether the word before a number says that it is a status code and not a quantity.
    private static func speaksOfStatus(_ line: UnsafeBufferPointer<UInt8>, before start: Int) -> Bool {
        var end = start
        while end > 0, !isWord(line[end - 1]) { end -= 1 }
        var from = end
        while from > 0, isWord(line[from - 1]) { from -= 1 }
        guard start - end <= 3 else { return false }
        return statusWords.contains(line[from..<end].map { $0 &- 65 < 26 ? $0 | 32 : $0 })
    }

    /// What comes before a status code in prose, in access logs (`HTTP/1.1" 503`) and in fields.
    private static let statusWords: Set<[UInt8]> = Set(
        [
            "status", "code", "statuscode", "status_code", "answered", "returned", "returns", "with", "got", "response",
            "http", "1.0", "1.1", "2.0",
        ].map { Array($0.utf8) })

    /// The end of a quoted value without blanks; nil where the quote is not one, as in a line of JSON.
    private static func quoted(_ line: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start > 0, line[start - 1] == UInt8(ascii: " ") || line[start - 1] == UInt8(ascii: "=") else {
            return nil
        }
        for index in (start + 1)..<min(start + wordLimit, line.count) {
            if line[index] == UInt8(ascii: "\"") { return index > start + 1 ? index : nil }
            if line[index] == UInt8(ascii: " ") { return nil }
        }
        return nil
    }

    private static func punch(_ template: inout [UInt8]) {
        if !template.suffix(hole.count).elementsEqual(hole) { template.append(contentsOf: hole) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
    private static func isHexLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 6 }
    private static func isJoint(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") }
    private static func isWord(_ byte: UInt8) -> Bool {
        (byte | 32) &- 97 < 26 || isDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: "_") || isJoint(byte)
    }
}
