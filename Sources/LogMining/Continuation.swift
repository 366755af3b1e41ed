/// Whether a line goes on with the record before it: a frame of a stack trace, a wrapped message.
///
/// A line that is indented goes on with a record that began with a time, and a frame with any. Lines that are not
/// indented go on only with what stack traces have there: `Caused by:` and the name of an error under its frames.
enum Continuation {
    /// What begins a frame of a stack trace after its blanks: Java and JavaScript, Java's omitted frames, Python, Ruby.
    private static let frames = ["at ", "... ", "File \"", "from /", "Caused by", "Suppressed:"].map { Array($0.utf8) }
    /// What goes on with a stack trace without being indented.
    private static let heads = ["Caused by: ", "Traceback (most recent call last)", "Suppressed: "].map {
        Array($0.utf8)
    }
    /// How the name of an error ends under the frames of Python and others.
    private static let errors = ["Error", "Exception", "Interrupt", "Exit", "Warning"].map { Array($0.utf8) }
    /// How much of a line may come before the time that its record begins with.
    private static let prefix = 16

    /// Whether the line at `start` goes on.
    /// - Parameters:
    ///   - record: where the record before it begins.
    ///   - isInside: whether the line before it went on as well.
    static func holds(_ bytes: Span<UInt8>, _ start: Int, record: Int, isInside: Bool) -> Bool {
        let first = bytes[start]
        if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
            var place = start
            while place < bytes.count, bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\t") {
                place += 1
            }
            guard place < bytes.count, bytes[place] != UInt8(ascii: "\n"), bytes[place] != UInt8(ascii: "\r") else {
                return false
            }
            return frames.contains { starts(bytes, place, with: $0) } || isDated(bytes, record)
        }
        if heads.contains(where: { starts(bytes, start, with: $0) }) { return true }
        return isInside && isError(bytes, start)
    }

    /// Whether an unindented line could go on at all; asked for every line, so it looks at one byte.
    static func mayHold(_ first: UInt8, isInside: Bool) -> Bool {
        first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") || first == UInt8(ascii: "C")
            || first == UInt8(ascii: "T") || first == UInt8(ascii: "S") || isInside
    }

    private static func starts(_ bytes: Span<UInt8>, _ start: Int, with text: [UInt8]) -> Bool {
        guard start + text.count <= bytes.count else { return false }
        for (offset, byte) in text.enumerated() where bytes[start + offset] != byte { return false }
        return true
    }

    /// Whether a line begins with the name of an error: `ValueError: …`, `java.io.IOException`.
    private static func isError(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        var end = start
        while end < bytes.count,
            ByteClass.isLetter(bytes[end]) || bytes[end] == UInt8(ascii: ".")
                || bytes[end] == UInt8(ascii: "_") || ByteClass.isDigit(bytes[end])
        { end += 1 }
        guard end == bytes.count || ":\n\r".utf8.contains(bytes[end]) else { return false }
        return errors.contains { end - start >= $0.count && starts(bytes, end - $0.count, with: $0) }
    }

    /// Whether a line begins with a time: digits of it with `:` between, within the first bytes or after a date.
    static func isDated(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        var place = start
        let end = min(bytes.count, start + prefix + 12)
        while place + 4 < end, bytes[place] != UInt8(ascii: "\n") {
            // 12:34, the hours and minutes of every format.
            if bytes[place + 2] == UInt8(ascii: ":"), ByteClass.isDigit(bytes[place]),
                ByteClass.isDigit(bytes[place + 1]),
                ByteClass.isDigit(bytes[place + 3]), ByteClass.isDigit(bytes[place + 4])
            {
                return true
            }
            place += 1
        }
        return false
    }
}
