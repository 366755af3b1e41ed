/// A template as a pattern of lines: its fixed text, and `<*>` for anything.
struct LinePattern: Sendable {
    private let parts: [[UInt8]]

    init(_ template: String) {
        var parts: [[UInt8]] = [[]]
        var rest = Array(template.utf8)[...]
        let variable = Array("<*>".utf8)
        while let byte = rest.first {
            if rest.starts(with: variable) {
                parts.append([])
                rest = rest.dropFirst(variable.count)
            } else {
                parts[parts.count - 1].append(byte)
                rest = rest.dropFirst()
            }
        }
        self.parts = parts
    }

    /// Whether a line, as `LogTable.line` gives it, is one of these: each part as early as it can stand, the last one
    /// at the end.
    func matches(_ line: [UInt8]) -> Bool {
        guard let first = parts.first, let last = parts.last else { return false }
        if parts.count == 1 { return line == first }
        guard line.count >= first.count + last.count, line.starts(with: first),
            line.suffix(last.count).elementsEqual(last)
        else { return false }
        var place = first.count
        let end = line.count - last.count
        for part in parts.dropFirst().dropLast() {
            guard let found = Self.find(part, in: line, place..<end) else { return false }
            place = found + part.count
        }
        return true
    }

    private static func find(_ part: [UInt8], in line: [UInt8], _ range: Range<Int>) -> Int? {
        guard let first = part.first else { return range.lowerBound }
        guard range.count >= part.count else { return nil }
        for start in range.lowerBound...(range.upperBound - part.count) where line[start] == first {
            if line[start..<(start + part.count)].elementsEqual(part) { return start }
        }
        return nil
    }
}
