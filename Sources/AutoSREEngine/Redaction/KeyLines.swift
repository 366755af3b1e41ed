/// Private keys that a log holds line by line: from the line with `BEGIN` to the one with `END`, instance by instance.
struct KeyLines {
    /// More lines than the longest key has; what follows is something else.
    private static let maximum = 256

    /// How many lines may still be of a key.
    private var open: [String: Int] = [:]

    /// Whether a key began that may go on.
    var isOpen: Bool { !open.isEmpty }

    /// A message, already redacted by itself, without its part of a key that began before it.
    /// - Parameters:
    ///   - writer: the instance that wrote it.
    ///   - original: the message as it came.
    mutating func redact(_ message: String, of writer: String, as original: String) -> String {
        // What begins a key was replaced, so that nearly all lines are over here.
        guard !open.isEmpty || message != original else { return message }
        if original.utf8.count <= Redactor.longestLine, original.contains("PRIVATE KEY") {
            let isEnded = original.contains("-END ") || original.contains("- END ")
            open[writer] = isEnded ? nil : Self.maximum
            return message
        }
        guard let left = open[writer] else { return message }
        let words = original.utf8.split { $0 <= 32 }
        open[writer] = left > 1 && words.count <= 8 ? left - 1 : nil
        guard let word = words.last.map(Array.init) else { return message }
        guard Self.isBase64(word), words.count == 1 || word.count >= 16 else {
            // `Proc-Type: …` and `DEK-Info: …` of RFC 1421 stand before the key itself.
            if !word.contains(UInt8(ascii: ",")) { open[writer] = nil }
            return message
        }
        let kept = message.utf8.dropLast(message.utf8.reversed().starts(with: word.reversed()) ? word.count : 0)
        return String(decoding: kept, as: UTF8.self) + Redactor.marker
    }

    private static func isBase64(_ word: [UInt8]) -> Bool {
        word.allSatisfy {
            $0.isAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "=")
        }
    }
}
