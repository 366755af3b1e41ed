/// What a term is by its looks, which says how readily it is taken for a variable.
enum TermKind {
    /// A variable, and nothing else.
    case variable
    /// A variable with text around it: `rack-<*>`.
    case partial
    /// A word with a small number in it: `eth0`.
    case numbered
    /// Words with single dots between them: a host, a class, a file.
    case dotted
    /// The unit of a size: `KB`.
    case unit
    /// What is never a value: signs (`****`), and levels in capitals, by which lines are of different kinds.
    case fixed
    /// A value that is missing: `user=`.
    case empty
    /// Everything else.
    case word

    /// Units that are chosen by the size they belong to.
    private static let units = Set("B KB MB GB TB PB KiB MiB GiB TiB PiB".split(separator: " ").map { Array($0.utf8) })

    init(_ term: ArraySlice<UInt8>) {
        if term.isEmpty {
            self = .empty
        } else if term.elementsEqual([LineScanner.mark]) {
            self = .variable
        } else if term.contains(LineScanner.mark) {
            self = .partial
        } else if term.count <= 3, Self.units.contains(Array(term)) {
            self = .unit
        } else if term.contains(where: ByteClass.isDigit) {
            self = .numbered
        } else if !term.contains(where: { ByteClass.isLetter($0) || $0 > 127 }) {
            self = .fixed
        } else if term.count >= 4, term.allSatisfy(ByteClass.isUpper), LogSeverity(word: term) != nil {
            self = .fixed
        } else {
            self = Self.isDotted(term) ? .dotted : .word
        }
    }

    private static func isDotted(_ term: ArraySlice<UInt8>) -> Bool {
        let dot = UInt8(ascii: ".")
        guard term.first != dot, term.last != dot, term.contains(dot) else { return false }
        return !zip(term, term.dropFirst()).contains { $0 == dot && $1 == dot }
    }
}

/// Terms without their numbers: what `eth0` and `eth1` have in common.
enum Skeleton {
    /// The term with a mark for each number.
    static func of(_ term: some Sequence<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        for byte in term {
            if byte != LineScanner.mark, !ByteClass.isDigit(byte) {
                text.append(byte)
            } else if text.last != LineScanner.mark {
                text.append(LineScanner.mark)
            }
        }
        return text
    }

    /// The template of terms that have this skeleton: an atom that varies in part is a variable (`worker<*>` is `<*>`,
    /// `rack-<*>` stays), as the guidelines have it that `ByteClass` names.
    static func widened(_ skeleton: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var hasMark = false
        for byte in skeleton {
            if byte == LineScanner.mark {
                while let last = text.last, !ByteClass.isFine(last) { text.removeLast() }
                hasMark = true
                text.append(byte)
            } else if ByteClass.isFine(byte) || !hasMark {
                hasMark = false
                text.append(byte)
            }
        }
        return joined(text[...])
    }

    /// Whether an atom holds a digit or a mark.
    private static func hasNumber(_ atom: ArraySlice<UInt8>) -> Bool {
        atom.contains { ByteClass.isDigit($0) || $0 == LineScanner.mark }
    }

    /// Whether a term is a code of several parts that are letters with a number (`A12-B3-CD`), such as places in a
    /// rack have; its other parts are values as well.
    static func isCode(_ term: ArraySlice<UInt8>) -> Bool {
        var parts = 0
        for atom in term.split(separator: UInt8(ascii: "-")) {
            guard atom.allSatisfy({ ByteClass.isLetter($0) || ByteClass.isDigit($0) || $0 == LineScanner.mark }) else {
                return false
            }
            if atom.contains(where: ByteClass.isDigit) { parts += 1 }
        }
        return parts >= 2
    }

    /// A term in which numbers with nothing but a dot or a dash between them are one (`v1.12`). Other signs part fields
    /// of their own.
    static func joined(_ term: ArraySlice<UInt8>) -> [UInt8] {
        var (text, between): ([UInt8], [UInt8]) = ([], [])
        var wasNumber = false
        var place = term.startIndex
        while place < term.endIndex {
            if ByteClass.isFine(term[place]) {
                between.append(term[place])
                place += 1
                continue
            }
            let end = term[place...].firstIndex(where: ByteClass.isFine) ?? term.endIndex
            let isNumber = hasNumber(term[place..<end])
            if isNumber, wasNumber, between == [UInt8(ascii: ".")] || between == [UInt8(ascii: "-")] {
                while let last = text.last, !ByteClass.isFine(last) { text.removeLast() }
                text.append(LineScanner.mark)
            } else {
                text += between + term[place..<end]
            }
            (between, wasNumber, place) = ([], isNumber, end)
        }
        return text + between
    }
}
