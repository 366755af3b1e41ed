/// Colours and other codes for terminals inside a text (ECMA-48, sections 5.4 and 8.3.117), as loggers write them also
/// where no terminal reads along.
public enum TerminalCodes {
    /// The text without such codes, also where their escape was written out (`\u001b[31m`, `#033[31m`, `^[[31m`) or
    /// taken away by whoever carried the text (`[31m`).
    public static func removed(from text: some Sequence<UInt8>) -> [UInt8] {
        let bytes = Array(text)
        guard bytes.contains(where: { $0 == UInt8(ascii: "[") || $0 == escape }) else { return bytes }
        var (plain, index): ([UInt8], Int) = ([], 0)
        plain.reserveCapacity(bytes.count)
        while index < bytes.count {
            if let end = end(ofCodeAt: index, in: bytes) {
                index = end
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return plain
    }

    private static let escape: UInt8 = 0x1B
    /// What stands for an escape that could not be kept: programs' spellings of it, its picture, the character for what
    /// is no character, and the control of eight bits that stands for escape and bracket.
    private static let spellings = [
        "\\u001b", "\\u001B", "\\x1b", "\\x1B", "\\033", "\\e", "#033", "^[", "\u{241B}", "\u{FFFD}",
    ].map { Array($0.utf8) }

    private static func end(ofCodeAt start: Int, in bytes: [UInt8]) -> Int? {
        switch bytes[start] {
        case escape: return endOfEscape(start + 1, in: bytes)
        case 0xC2 where start + 1 < bytes.count && bytes[start + 1] == 0x9B: return endOfControl(start + 2, in: bytes)
        case UInt8(ascii: "["): return endOfColour(start, in: bytes)
        case UInt8(ascii: "\\"), UInt8(ascii: "#"), UInt8(ascii: "^"), 0xE2, 0xEF:
            guard let spelling = spellings.first(where: { bytes[start...].starts(with: $0) }) else { return nil }
            return endOfColour(start + spelling.count, in: bytes, mayBeEmpty: true)
        default: return nil
        }
    }

    /// Behind an escape: a control sequence, a string for the terminal (a title, a link), or a short code.
    private static func endOfEscape(_ start: Int, in bytes: [UInt8]) -> Int {
        guard start < bytes.count else { return start }
        if bytes[start] == UInt8(ascii: "[") { return endOfControl(start + 1, in: bytes) }
        if bytes[start] == UInt8(ascii: "]") {
            guard let end = bytes[start...].firstIndex(where: { $0 == 7 || $0 == escape }) else { return start }
            return bytes[end] == 7 ? end + 1 : min(end + 2, bytes.count)
        }
        let last = bytes[start...].firstIndex { !(0x20...0x2F).contains($0) } ?? bytes.count
        return min(last + 1, bytes.count)
    }

    private static func endOfControl(_ start: Int, in bytes: [UInt8]) -> Int {
        let last = bytes[start...].firstIndex { !(0x20...0x3F).contains($0) } ?? bytes.count
        return last < bytes.count && (0x40...0x7E).contains(bytes[last]) ? last + 1 : last
    }

    /// `[0;31m`, and nothing that only begins so, as `[5m]`.
    private static func endOfColour(_ start: Int, in bytes: [UInt8], mayBeEmpty: Bool = false) -> Int? {
        guard start < bytes.count, bytes[start] == UInt8(ascii: "[") else { return nil }
        let last = bytes[(start + 1)...].firstIndex { !(48...57).contains($0) && $0 != UInt8(ascii: ";") }
        guard let last, bytes[last] == UInt8(ascii: "m"), mayBeEmpty || last > start + 1 else { return nil }
        let isSpan = last + 1 < bytes.count && bytes[last + 1] == UInt8(ascii: "]")
        return isSpan ? nil : last + 1
    }
}
