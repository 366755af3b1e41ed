extension Fold {
    /// Carries over what the merge has shown: a word between the same words as a variable of another form is one too
    /// (`session closed for user root` beside `session opened for user <*>`).
    /// - Parameter originals: the terms of the forms before the merge.
    mutating func applyContexts(_ originals: [[Int32]]) {
        var values: [UInt64: Set<Int32>] = [:]
        for (index, form) in forms.enumerated() where form.terms.count == originals[index].count {
            for (column, term) in form.terms.enumerated() where term == Self.variable {
                guard kind(originals[index][column]) == .word, let context = context(form, column) else { continue }
                values[context, default: []].insert(originals[index][column])
            }
        }
        values = values.filter { $0.value.count >= Self.leastValues }
        if values.isEmpty { return }
        for index in forms.indices {
            for column in forms[index].terms.indices where kind(forms[index].terms[column]) == .word {
                guard let context = context(forms[index], column), values[context] != nil else { continue }
                forms[index].terms[column] = Self.variable
            }
        }
    }

    /// A hash of the two words before a term and the one after it; nil where there are no two.
    private func context(_ form: Form, _ column: Int) -> UInt64? {
        guard column > 1, kind(form.terms[column - 1]) == .word, kind(form.terms[column - 2]) == .word else {
            return nil
        }
        let gaps = gaps[Int(form.gaps)]
        let next = column + 1 < form.terms.count ? form.terms[column + 1] : -1
        let parts = [
            gaps[column - 1], form.terms[column - 2], form.terms[column - 1], gaps[column], gaps[column + 1], next,
        ]
        var hash: UInt64 = 0
        for (place, part) in parts.enumerated() { hash &+= Self.weight(place, part) }
        return hash
    }
}
