/// Whom failing lines name: components of the case in another's line that reports a failure ("timed out waiting for a
/// reply from X"). Names come from the case alone.
struct Mentions: Sendable {
    struct Mention: Sendable {
        /// Row of the log.
        let row: Int
        /// The component that writes the line, and the one that it names.
        let writer: Int
        let named: Int
    }

    let all: [Mention]

    /// A line that says what is wrong in the house speaks of its writer, and a caller that is named is only who asked.
    init(_ logs: LogTable, _ entities: Entities, _ graph: CallGraph) {
        let names = Names(entities.names)
        let writers = logs.components.map { entities.number($0) }
        let callees = entities.names.indices.map { Set(graph.reachable(from: $0).map(\.component)) }
        // By template, whether a line speaks of its writer.
        var isOwn: [Int32: Bool] = [:]
        var all: [Mention] = []
        for row in 0..<logs.count where logs.templates[Int(logs.template[row])].isFailure {
            let known = isOwn[logs.template[row]] ?? Self.speaksOfWriter(logs, row)
            isOwn[logs.template[row]] = known
            guard !known, let writer = writers[Int(logs.component[row])] else { continue }
            for (named, isPlace) in names.found(in: logs.bytes, logs.message(row)) where named != writer {
                let isCaller = callees[named].contains(writer) && !callees[writer].contains(named)
                if isPlace, !isCaller { all.append(Mention(row: row, writer: writer, named: named)) }
            }
        }
        self.all = all
    }

    private static func speaksOfWriter(_ logs: LogTable, _ row: Int) -> Bool {
        let topic = Topics.kind(String(decoding: logs.bytes[logs.message(row)], as: UTF8.self))
        return topic != nil && topic != .dependency
    }

    /// Whether a name stands in a line as a word, or as the first part of a host's.
    static func stands(_ name: String, in line: [UInt8]) -> Bool {
        line.split { !Names.isNamed($0) }.contains { word in
            let word = word.last == Names.dot ? word.dropLast() : word
            return word.elementsEqual(name.utf8) || word.prefix { $0 != Names.dot }.elementsEqual(name.utf8)
        }
    }

    /// Finds names as whole words.
    private struct Names {
        static let dot = UInt8(ascii: ".")

        private var numbers: [UInt64: Int] = [:]
        private var isWord: [Bool] = []

        init(_ names: [String]) {
            for (number, name) in names.enumerated() {
                let bytes = Array(name.utf8)
                numbers[Hash.of(bytes, 0..<bytes.count)] = number
                isWord.append(bytes.allSatisfy(\.isLetter))
            }
        }

        /// Words behind which a plain word is a place and no thing: `order` is a word of the language too.
        private static let pointers: Set<String> = [
            "to", "from", "for", "by", "at", "host", "service", "upstream", "calling", "peer", "server",
        ]

        /// Each name once, as it stands first, and whether it stands for a place.
        func found(in bytes: [UInt8], _ text: Range<Int>) -> [(number: Int, isPlace: Bool)] {
            var found: [(number: Int, isPlace: Bool)] = []
            var previous = 0..<0
            var at = text.lowerBound
            while at < text.upperBound {
                guard Self.isNamed(bytes[at]) else {
                    at += 1
                    continue
                }
                let start = at
                while at < text.upperBound, Self.isNamed(bytes[at]) { at += 1 }
                if let number = number(bytes, start..<at), !found.contains(where: { $0.number == number }) {
                    let isPlace = !isWord[number] || isPlace(bytes, start..<at, in: text, behind: previous)
                    found.append((number, isPlace))
                }
                previous = start..<at
            }
            return found
        }

        /// A word is a name as it stands, without a full stop behind it, or as the first part of a host's.
        private func number(_ bytes: [UInt8], _ word: Range<Int>) -> Int? {
            let end = bytes[word].last == Self.dot ? word.upperBound - 1 : word.upperBound
            guard end > word.lowerBound else { return nil }
            if let number = numbers[Hash.of(bytes, word.lowerBound..<end)] { return number }
            guard let first = bytes[word].firstIndex(of: Self.dot), first > word.lowerBound else { return nil }
            return numbers[Hash.of(bytes, word.lowerBound..<first)]
        }

        private func isPlace(
            _ bytes: [UInt8], _ word: Range<Int>, in text: Range<Int>, behind previous: Range<Int>
        ) -> Bool {
            if word.lowerBound > text.lowerBound, "/@".utf8.contains(bytes[word.lowerBound - 1]) { return true }
            if word.upperBound + 1 < text.upperBound, bytes[word.upperBound] == UInt8(ascii: ":"),
                bytes[word.upperBound + 1].isDigit
            {
                return true
            }
            return Self.pointers.contains(String(decoding: bytes[previous], as: UTF8.self).lowercased())
        }

        static func isNamed(_ byte: UInt8) -> Bool {
            byte.isLetter || byte.isDigit || byte >= 0x80 || "-_.".utf8.contains(byte)
        }
    }
}
