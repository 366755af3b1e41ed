/// Forms as `Tokens` writes them: gaps and terms in turn, with a border before and behind each term.
enum EncodedForm {
    /// Parts terms and gaps: a control byte, which no key holds.
    static let border: UInt8 = 2

    /// Writes a form of its parts.
    static func encode(terms: [ArraySlice<UInt8>], gaps: [ArraySlice<UInt8>]) -> [UInt8] {
        var form: [UInt8] = []
        for (index, term) in terms.enumerated() {
            form += gaps[index] + [border] + term + [border]
        }
        return form + gaps[terms.count]
    }

    /// Its parts: one more gap than there are terms.
    static func parts(_ form: [UInt8]) -> (terms: [ArraySlice<UInt8>], gaps: [ArraySlice<UInt8>]) {
        var (terms, gaps): ([ArraySlice<UInt8>], [ArraySlice<UInt8>]) = ([], [])
        for (index, part) in form.split(separator: border, omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 0 { gaps.append(part) } else { terms.append(part) }
        }
        return (terms, gaps)
    }

    /// The template, with `<*>` where a variable is. What is no UTF-8 is replaced.
    static func template(_ form: [UInt8]) -> String {
        var text: [UInt8] = []
        for byte in form where byte != border {
            if byte == LineScanner.mark { text += "<*>".utf8 } else { text.append(byte) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether a term is a variable.
    static func hasVariable(_ form: [UInt8]) -> Bool {
        form.indices.contains { form[$0] == LineScanner.mark && isAlone(form.span, $0) }
    }

    /// A hash of the gaps.
    static func shape(_ form: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0
        var isTerm = false
        for place in 0..<form.count {
            if form[place] == border { isTerm.toggle() }
            if !isTerm { hash = ByteTable.mix(hash ^ UInt64(form[place])) }
        }
        return hash
    }

    /// Whether a form is what a pattern has, term by term, where the pattern has no variable.
    static func fits(_ pattern: Span<UInt8>, _ form: Span<UInt8>) -> Bool {
        var (left, right) = (0, 0)
        var isTerm = false
        while left < pattern.count, right < form.count {
            if isTerm, pattern[left] == LineScanner.mark, isAlone(pattern, left) {
                left += 1
                while right < form.count, form[right] != border { right += 1 }
            } else {
                guard pattern[left] == form[right] else { return false }
                if pattern[left] == border { isTerm.toggle() }
                left += 1
                right += 1
            }
        }
        return left == pattern.count && right == form.count
    }

    private static func isAlone(_ text: Span<UInt8>, _ place: Int) -> Bool {
        place > 0 && text[place - 1] == border && place + 1 < text.count && text[place + 1] == border
    }
}
