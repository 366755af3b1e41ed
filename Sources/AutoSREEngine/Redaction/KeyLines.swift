import AutoSRECore

/// Private keys that a log holds line by line: from the line with `BEGIN` to the one with `END`, instance by instance.
struct KeyLines {
    /// More lines than the longest key has; what follows is something else.
    private static let maximum = 256

    /// How many lines may still be of a key.
    private var open: [String: Int] = [:]

    /// The line, already redacted by itself, without its part of a key that began before it.
    /// - Parameter original: the message as it came.
    mutating func redact(_ line: LogLine, as original: String) -> LogLine {
        // What begins a key was replaced, so that nearly all lines are over here.
        guard !open.isEmpty || line.message != original else { return line }
        if original.utf8.count <= Redactor.longestLine, original.contains("PRIVATE KEY") {
            let isEnded = original.contains("-END ") || original.contains("- END ")
            open[line.instance] = isEnded ? nil : Self.maximum
            return line
        }
        guard let left = open[line.instance] else { return line }
        let words = original.utf8.split { $0 <= 32 }
        open[line.instance] = left > 1 && words.count <= 8 ? left - 1 : nil
        guard let word = words.last.map(Array.init) else { return line }
        guard Self.isBase64(word), words.count == 1 || word.count >= 16 else {
            // `Proc-Type: …` and `DEK-Info: …` of RFC 1421 stand before the key itself.
            if !word.contains(UInt8(ascii: ",")) { open[line.instance] = nil }
            return line
        }
        let kept = line.message.utf8.dropLast(
            line.message.utf8.reversed().starts(with: word.reversed()) ? word.count : 0)
        return LogLine(
            at: line.at, message: String(decoding: kept, as: UTF8.self) + Redactor.marker, level: line.level,
            instance: line.instance)
    }

    private static func isBase64(_ word: [UInt8]) -> Bool {
        word.allSatisfy {
            $0.isAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "=")
        }
    }
}
