extension Tokens {
    /// Puts a mark in place of every term that is a variable by its form: paths, truth values, addresses, dates.
    mutating func mask() {
        if gaps.contains(where: { $0.count > 0 && text[Int($0.start)] == UInt8(ascii: ":") }) { joinAddresses() }
        for index in terms.indices { maskTerm(index) }
        joinNumbers()
        maskDates()
    }

    /// Whether a term is a variable.
    func isVariable(_ index: Int) -> Bool {
        guard terms.indices.contains(index) else { return false }
        return terms[index].count == 1 && terms[index].bytes == TermBytes.mark
    }

    /// Whether a gap is this one byte.
    func isGap(_ index: Int, _ byte: StaticString) -> Bool {
        gaps.indices.contains(index) && gaps[index].count == 1 && text[Int(gaps[index].start)] == byte.utf8Start.pointee
    }

    private mutating func maskTerm(_ index: Int) {
        let term = terms[index]
        guard term.count > 1 else {
            if term.count == 1, text[Int(term.start)] == LineScanner.pathMark { setVariable(index) }
            return
        }
        let isFine = term.bytes & TermBytes.fine != 0
        if isTruth(term) || (term.bytes & TermBytes.stroke != 0 && isPath(term))
            || (term.bytes & TermBytes.other == 0 && isIdentifier(term)) || isEndpoint(index)
            || (isFine && isAssigned(index) && text[term.range].count { $0 == UInt8(ascii: ".") } >= 2)
        {
            setVariable(index)
        } else if isFine, term.bytes & TermBytes.digit != 0, Skeleton.isCode(text[term.range]) {
            setVariable(index)
        } else if isFine, term.bytes & (TermBytes.mark | TermBytes.digit) != 0 {
            replace(index, by: Skeleton.joined(text[term.range]))
        }
    }

    /// Whether a term is the value in `name=value`.
    private func isAssigned(_ index: Int) -> Bool {
        text[gaps[index].range].last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\"") } == UInt8(ascii: "=")
    }

    /// Whether a term says yes, no or nothing.
    private func isTruth(_ term: Piece) -> Bool {
        guard term.count == 4 || term.count == 5 else { return false }
        switch text[Int(term.start)] | 32 {
        case UInt8(ascii: "t"): return isTerm(term, "true")
        case UInt8(ascii: "f"): return isTerm(term, "false")
        case UInt8(ascii: "n"): return text[term.range].elementsEqual("null".utf8)
        default: return false
        }
    }

    /// Whether a term is a word, in any case.
    private func isTerm(_ term: Piece, _ word: StaticString) -> Bool {
        word.withUTF8Buffer { $0.elementsEqual(text[term.range].lazy.map { $0 | 32 }) }
    }

    /// Whether a term is a place in a file system or the like; two words with a stroke between (`read/write`) are not.
    private func isPath(_ piece: Piece) -> Bool {
        let term = text[piece.range]
        if term.contains(LineScanner.pathMark) { return true }
        let (first, second) = (term[term.startIndex], term[term.startIndex + 1])
        if first == UInt8(ascii: "/"), second == UInt8(ascii: "/") { return false }
        if first == UInt8(ascii: "/") || first == UInt8(ascii: "~") {
            return term.contains { ByteClass.isLetter($0) || $0 == LineScanner.mark }
        }
        return term.count(where: ByteClass.isStroke) >= 2 || term.contains(UInt8(ascii: "."))
    }

    /// Whether a longer term has hexadecimal digits only: an identifier, or the parts of one. It has no other bytes.
    private func isIdentifier(_ term: Piece) -> Bool {
        let letters = text[term.range].count(where: ByteClass.isHexLetter)
        return letters >= 8 || letters > 0 && text[term.range].count { $0 == LineScanner.mark } >= 2
    }

    /// Whether a term is a host with its port behind it.
    private func isEndpoint(_ index: Int) -> Bool {
        guard isGap(index + 1, ":"), isVariable(index + 1) else { return false }
        let term = text[terms[index].range]
        let dots = term.count { $0 == UInt8(ascii: ".") }
        let isLower = term.allSatisfy { $0 >= 97 && $0 <= 122 || ".-".utf8.contains($0) }
        return term.contains(LineScanner.mark) || dots >= 2 || (dots == 1 && isLower)
    }

    /// Joins `12:34:56,789` and `host:port` to one variable.
    private mutating func joinNumbers() {
        var index = 0
        var isTime = false
        while index + 1 < terms.count {
            if isVariable(index), isVariable(index + 1), isGap(index + 1, ":") || (isTime && isGap(index + 1, ",")) {
                remove(index + 1)
                isTime = true
            } else {
                index += 1
                isTime = false
            }
        }
    }
}

// Addresses.
extension Tokens {
    /// Joins what is one address over colons: `http://host:80/x`, `C:\\Windows`, `00:0c:29:5e`.
    private mutating func joinAddresses() {
        var index = 0
        while index + 1 < terms.count {
            defer { index += 1 }
            guard isGap(index + 1, ":") else { continue }
            if isLocator(index) {
                joinLocator(index)
            } else {
                var end = index
                while end + 1 < terms.count, isGroup(end), isGap(end + 1, ":") { end += 1 }
                guard end >= index + 3, isGroup(end) else { continue }
                setVariable(index)
                for _ in index..<end { remove(index + 1) }
            }
        }
    }

    /// Whether a term may be one group of an address in hexadecimal digits.
    private func isGroup(_ index: Int) -> Bool {
        let term = terms[index]
        if isVariable(index) { return true }
        return (1...4).contains(term.count) && term.bytes & ~TermBytes.digit == 0
    }

    private func isLocator(_ index: Int) -> Bool {
        let (scheme, rest) = (terms[index], terms[index + 1])
        guard rest.count >= 2, rest.bytes & TermBytes.stroke != 0 else { return false }
        let (first, second) = (text[Int(rest.start)], text[Int(rest.start) + 1])
        if first == UInt8(ascii: "\\") { return scheme.count == 1 }
        guard first == UInt8(ascii: "/"), second == UInt8(ascii: "/") else { return false }
        return text[scheme.range].allSatisfy {
            ByteClass.isLetter($0) || $0 == LineScanner.mark || ".+-".utf8.contains($0)
        }
    }

    /// A locator ends where a blank, a quote or a bracket does; one without any number in it may be part of the text.
    private mutating func joinLocator(_ index: Int) {
        var end = index + 1
        while end + 1 < terms.count, text[gaps[end + 1].range].allSatisfy({ ":=;!|".utf8.contains($0) }) { end += 1 }
        let hasMark = terms[index...end].contains { term in
            text[term.range].contains { $0 == LineScanner.mark || $0 == LineScanner.pathMark }
        }
        let isFile = text[terms[index + 1].range].starts(with: "///".utf8)
        guard hasMark || terms[index].count == 1 || isFile else { return }
        setVariable(index)
        for _ in index..<end { remove(index + 1) }
    }
}

// Dates.
extension Tokens {
    private static let months = Set([
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ])
    private static let weekdays = Set(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])

    private func isOne(_ index: Int, of names: Set<String>) -> Bool {
        guard terms.indices.contains(index), terms[index].count == 3 else { return false }
        return names.contains(String(decoding: text[terms[index].range].lazy.map { $0 | 32 }, as: UTF8.self))
    }

    /// Joins `Sat Jul 9 12:16:49 2005` to one variable.
    private mutating func maskDates() {
        var index = 0
        while index < terms.count {
            defer { index += 1 }
            guard terms[index].count == 3, isGap(index + 1, " "), isVariable(index + 1),
                isOne(index, of: Self.months)
            else { continue }
            setVariable(index)
            while isGap(index + 1, " ") {
                if isVariable(index + 1) {
                    remove(index + 1)
                } else if isZone(index + 1), isGap(index + 2, " "), isVariable(index + 2) {
                    remove(index + 1)
                    remove(index + 1)
                } else {
                    break
                }
            }
            let isWeekday = isOne(index - 1, of: Self.weekdays)
            if isWeekday, isGap(index, " ") || text[gaps[index].range].elementsEqual(", ".utf8) {
                remove(index)
                index -= 1
                setVariable(index)
            }
        }
    }

    /// Whether a term may be the abbreviation of a time zone; it is asked between a time and a year.
    private func isZone(_ index: Int) -> Bool {
        guard terms.indices.contains(index), (3...4).contains(terms[index].count) else { return false }
        return text[terms[index].range].allSatisfy(ByteClass.isUpper)
    }
}
