/// Finds the trace that a line belongs to, wherever loggers put it.
public enum TraceReference {
    /// What loggers call it, without `.`, `_` and `-`, in small letters: OpenTelemetry, Zipkin, Sleuth, Datadog,
    /// Elastic, AWS, W3C Trace Context.
    private static let names: [[UInt8]] = [
        "traceid", "xb3traceid", "ddtraceid", "xamzntraceid", "traceparent", "trace",
    ].map { Array($0.utf8) }
    /// How much of a line is searched.
    private static let reach = 4096

    /// Where the identifier of the trace stands in a line; nil without one. Identifiers have 16 to 32 hexadecimal
    /// digits; Datadog's decimal ones have up to 20 digits.
    public static func find(_ line: Span<UInt8>) -> Range<Int>? {
        var place = 0
        let end = min(line.count, reach)
        while place < end {
            // Every name has "trace" in it.
            if line[place] | 32 == UInt8(ascii: "t"), let value = value(line, at: place, end) { return value }
            place += 1
        }
        return nil
    }

    private static func value(_ line: Span<UInt8>, at place: Int, _ end: Int) -> Range<Int>? {
        var stop = place
        while stop < end, isName(line[stop]) { stop += 1 }
        guard stop - place >= 5, matches(line, place, "trace") else { return nil }
        var start = place
        while start > 0, isName(line[start - 1]) { start -= 1 }
        let name = (start..<stop).map { line[$0] }.filter { !"._-/".utf8.contains($0) }.map(LogSeverity.lower)
        guard names.contains(where: { name.elementsEqual($0) }) else { return nil }
        var first = stop
        while first < end, first - stop < 4, " =:\"'[".utf8.contains(line[first]) { first += 1 }
        guard first > stop else { return nil }
        return identifier(line, first, end, isParent: name.elementsEqual("traceparent".utf8))
    }

    private static func identifier(_ line: Span<UInt8>, _ start: Int, _ end: Int, isParent: Bool) -> Range<Int>? {
        // traceparent is version-trace-parent-flags, and only the trace is asked for; others may have dashes in them.
        let first = isParent ? start + 3 : start
        var stop = first
        while stop < end,
            ByteClass.isHexLetter(line[stop]) || ByteClass.isDigit(line[stop]) || isJoint(line[stop], isParent)
        {
            stop += 1
        }
        return (16...40).contains(stop - first) ? first..<stop : nil
    }

    private static func isJoint(_ byte: UInt8, _ isParent: Bool) -> Bool { !isParent && byte == UInt8(ascii: "-") }

    private static func isName(_ byte: UInt8) -> Bool {
        ByteClass.isLetter(byte) || ByteClass.isDigit(byte) || "._-/".utf8.contains(byte)
    }

    private static func matches(_ line: Span<UInt8>, _ place: Int, _ word: StaticString) -> Bool {
        word.withUTF8Buffer { word in
            guard place + word.count <= line.count else { return false }
            for offset in word.indices where LogSeverity.lower(line[place + offset]) != word[offset] { return false }
            return true
        }
    }
}
