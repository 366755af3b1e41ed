/// A line's key, cut into terms and what stands between them.
///
/// There is one more gap than there are terms: before the first, between two, and after the last. Both are pieces of
/// one text, so that cutting a line makes no objects; a miner uses the same one again and again.
struct Tokens: Sendable {
    /// A part of `text`.
    struct Piece: Sendable {
        var start: Int32
        var end: Int32
        /// What bytes it has, in the bits of `TermBytes`.
        var bytes: UInt8

        init(_ start: Int, _ end: Int, bytes: UInt8) {
            self.start = Int32(truncatingIfNeeded: start)
            self.end = Int32(truncatingIfNeeded: end)
            self.bytes = bytes
        }

        var range: Range<Int> { Int(start)..<Int(end) }
        var count: Int { Int(end - start) }
    }

    /// The key, with a mark before it, and behind it what was put in place of terms.
    private(set) var text: [UInt8] = [LineScanner.mark]
    /// The terms: what can be a variable. Empty where a value is missing (`user=`, `()`).
    private(set) var terms: [Piece] = []
    /// The delimiters and blanks around the terms.
    private(set) var gaps: [Piece] = []

    /// The piece that is a variable.
    static let variable = Piece(0, 1, bytes: TermBytes.mark)

    /// Makes tokens of nothing.
    init() {}

    /// Cuts a key.
    mutating func cut(_ key: Span<UInt8>) {
        text.removeAll(keepingCapacity: true)
        terms.removeAll(keepingCapacity: true)
        gaps.removeAll(keepingCapacity: true)
        text.append(LineScanner.mark)
        key.withUnsafeBufferPointer { text.append(contentsOf: $0) }
        var (place, gap) = (1, 1)
        while place < text.count {
            let byte = text[place]
            if byte == UInt8(ascii: "\""), let end = valueEnd(from: place, gap: gap) {
                add(gap, place + 1, end)
                gap = end
                place = end + 1
            } else if byte == UInt8(ascii: " ") || ByteClass.isCoarse(byte) {
                place += 1
                if isMissing(after: byte, at: place) {
                    add(gap, place, place)
                    gap = place
                }
            } else {
                let start = place
                place = termEnd(text.span, from: start)
                let end = sentenceEnd(start, place)
                add(gap, start, end)
                gap = end
            }
        }
        gaps.append(Piece(gap, text.count, bytes: 0))
    }

    private mutating func add(_ gap: Int, _ start: Int, _ end: Int) {
        gaps.append(Piece(gap, start, bytes: 0))
        terms.append(Piece(start, end, bytes: Self.bytes(text.span, start, end)))
    }

    private static func bytes(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> UInt8 {
        var bytes: UInt8 = 0
        for place in start..<end { bytes |= TermBytes.of(text[place]) }
        return bytes
    }

    private func termEnd(_ text: Span<UInt8>, from start: Int) -> Int {
        var place = start
        while place < text.count, text[place] != UInt8(ascii: " "), !ByteClass.isCoarse(text[place]) { place += 1 }
        return place
    }

    /// Where a term ends without the full stop behind it; in a path it may be part of the name.
    private func sentenceEnd(_ start: Int, _ end: Int) -> Int {
        guard end - start >= 2, text[end - 1] == UInt8(ascii: "."), text[end - 2] != UInt8(ascii: "."),
            end == text.count || text[end] == UInt8(ascii: " "), !text[start..<end].contains(LineScanner.pathMark)
        else { return end }
        return end - 1
    }

    /// Where a quoted value ends that begins at `start`: one after `=`, or a member's in JSON. Such a value is one
    /// term, whatever is in it, but for a message, which has a template of its own.
    private func valueEnd(from start: Int, gap: Int) -> Int? {
        guard start + 1 < text.count, MemberSyntax.isBeforeValue(text[gap..<start]),
            !(terms.last.map { MemberSyntax.isMessage(text[$0.range]) } ?? false)
        else { return nil }
        var end = start + 1
        while end < text.count, text[end] != UInt8(ascii: "\"") {
            end += text[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return end < text.count ? end : nil
    }

    /// Whether nothing stands where something is expected: `user=`, `()`, `""`.
    private func isMissing(after byte: UInt8, at place: Int) -> Bool {
        switch byte {
        case UInt8(ascii: "\""): place < text.count && text[place] == byte
        case UInt8(ascii: "="), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
            place == text.count || " ,;)]}".utf8.contains(text[place])
        default: false
        }
    }

    /// Puts other text in place of a term.
    mutating func replace(_ index: Int, by term: [UInt8]) {
        let start = text.count
        text += term
        terms[index] = Piece(start, text.count, bytes: Self.bytes(text.span, start, text.count))
    }

    /// Makes a term a variable.
    mutating func setVariable(_ index: Int) { terms[index] = Self.variable }

    /// Takes a term away, with the gap before it.
    mutating func remove(_ index: Int) {
        terms.remove(at: index)
        gaps.remove(at: index)
    }

    /// Writes terms and gaps in one text, from which equal lines are known; a border parts them.
    func encode(into form: inout [UInt8]) {
        let most = text.count + 3 * terms.count
        if form.count < most { form.append(contentsOf: repeatElement(0, count: most - form.count)) }
        let length = write(text.span, to: &form)
        form.removeSubrange(length...)
    }

    private func write(_ text: Span<UInt8>, to form: inout [UInt8]) -> Int {
        var target = form.mutableSpan
        var length = 0
        func append(_ piece: Piece, _ target: inout MutableSpan<UInt8>) {
            for place in piece.range {
                target[length] = text[place]
                length += 1
            }
        }
        for index in terms.indices {
            append(gaps[index], &target)
            target[length] = EncodedForm.border
            length += 1
            append(terms[index], &target)
            target[length] = EncodedForm.border
            length += 1
        }
        append(gaps[terms.count], &target)
        return length
    }
}

/// What bytes a term has, in bits: most terms need no closer look.
enum TermBytes {
    /// A mark of a number.
    static let mark: UInt8 = 1
    /// A stroke, or the mark of a path.
    static let stroke: UInt8 = 2
    /// A delimiter of atoms.
    static let fine: UInt8 = 4
    /// A digit.
    static let digit: UInt8 = 8
    /// What no identifier in hexadecimal digits has.
    static let other: UInt8 = 16

    /// The bits of a byte.
    static func of(_ byte: UInt8) -> UInt8 {
        switch byte {
        case LineScanner.mark: mark
        case LineScanner.pathMark, UInt8(ascii: "/"), UInt8(ascii: "\\"): stroke | other
        case UInt8(ascii: "-"): fine
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): 0
        default: ByteClass.isFine(byte) ? fine | other : other
        }
    }
}
