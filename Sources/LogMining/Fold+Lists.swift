extension Fold {
    /// How many terms an element of a list may have: an object of a few members, as loggers print them.
    private static let longestElement = 12

    /// A list whose length varies is one element: forms that differ only in how often it is repeated are one.
    mutating func joinLists() {
        var shorter: [Int: Form] = [:]
        var hashed: [(hash: UInt64, member: Int)] = []
        for index in forms.indices {
            let form = withoutRepeats(forms[index])
            shorter[index] = form
            hashed.append((hash(form), index))
        }
        for run in Self.runs(hashed) {
            let lengths = Set(run.map { forms[$0].terms.count })
            guard lengths.count > 1 else { continue }
            for member in run { if let form = shorter[member] { forms[member] = form } }
        }
    }

    /// A form in which every list with a variable in it has one element.
    private mutating func withoutRepeats(_ form: Form) -> Form {
        var current = form
        guard form.terms.count > 1, form.terms.contains(where: { kind($0) == .variable || kind($0) == .partial }) else {
            return form
        }
        for length in 1...Self.longestElement where current.terms.count >= 2 * length {
            current = withoutRepeats(current, of: length)
        }
        return current
    }

    private mutating func withoutRepeats(_ form: Form, of length: Int) -> Form {
        let all = gaps[Int(form.gaps)]
        var (terms, kept): ([Int32], [Int32]) = ([], [all[0]])
        var place = 0
        var separator: Int32?
        while place < form.terms.count {
            let start = terms.count - length
            if start >= 0, place + length <= form.terms.count,
                isRepeat(form.terms[place..<place + length], all[place + 1..<place + length], terms, kept, start),
                separator ?? kept[terms.count] == kept[terms.count],
                isSeparator(all[place], around: all[place + 1..<place + length])
            {
                separator = kept[terms.count]
                kept[terms.count] = all[place + length]
                place += length
            } else {
                separator = nil
                terms.append(form.terms[place])
                kept.append(all[place + 1])
                place += 1
            }
        }
        guard terms.count < form.terms.count else { return form }
        return Form(terms: terms, gaps: number(of: kept))
    }

    /// Whether the last terms that were kept come again, with the same gaps between them.
    private func isRepeat(
        _ element: ArraySlice<Int32>, _ inner: ArraySlice<Int32>, _ terms: [Int32], _ kept: [Int32], _ start: Int
    ) -> Bool {
        terms[start...].elementsEqual(element) && kept[(start + 1)..<terms.count].elementsEqual(inner)
            && element.contains { kind($0) == .variable || kind($0) == .partial }
    }

    /// Whether a gap may part elements with these gaps in them, so that every bracket that is opened is closed.
    private func isSeparator(_ number: Int32, around inner: ArraySlice<Int32>) -> Bool {
        let gap = text(number)
        guard !gap.isEmpty, gap.allSatisfy({ " ,;|()[]{}\"'".utf8.contains($0) }) else { return false }
        let all = inner.reduce(into: Array(gap)) { $0 += text($1) }
        return all.count { "([{".utf8.contains($0) } == all.count { ")]}".utf8.contains($0) }
    }
}
