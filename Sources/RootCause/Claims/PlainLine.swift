/// A message read again for the verifier: of its first 400 bytes the first line, word by word.
struct PlainLine {
    private let text: [UInt8]

    init(_ message: String) {
        let start = String(decoding: Array(message.utf8.prefix(400)), as: UTF8.self)
        let first = start.utf8.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)[0]
        let words = first.split { $0 == 32 || $0 == 9 || $0 == 13 }
        text = Array(words.joined(separator: [32]))
    }

    /// Whether a template fits: `<*>` is anything, all else stands as it is.
    func isOne(of template: String) -> Bool {
        let pattern = Array(template.utf8)
        // Where to go on after the latest variable, if what follows it does not fit.
        var retry: (pattern: Int, text: Int)?
        var (left, right) = (0, 0)
        while right < text.count || left < pattern.count {
            if pattern.count - left >= 3, pattern[left..<(left + 3)].elementsEqual([60, 42, 62]) {
                retry = (left + 3, right)
                left += 3
            } else if left < pattern.count, right < text.count, pattern[left] == text[right] {
                (left, right) = (left + 1, right + 1)
            } else {
                guard let again = retry, again.text < text.count else { return false }
                retry = (again.pattern, again.text + 1)
                (left, right) = (again.pattern, again.text + 1)
            }
        }
        return true
    }

    /// Whether a name stands in it as a word, or as the first part of a host's.
    func names(_ name: String) -> Bool {
        let words = text.split { byte in
            switch byte {
            case 45, 46, 48...57, 65...90, 95, 97...122, 128...255: false
            default: true
            }
        }
        return words.contains { word in
            let whole = String(decoding: word.last == 46 ? word.dropLast() : word, as: UTF8.self)
            return whole == name || String(decoding: word.prefix { $0 != 46 }, as: UTF8.self) == name
        }
    }
}
