extension Fold {
    /// Units of time that stand behind a number in some lines only: `lifetime <1 sec`, `lifetime 00:17`.
    private static let durations = Set(
        "s sec secs second seconds ms msec msecs millis milliseconds us µs ns min mins minute minutes h hour hours"
            .split(
                separator: " "
            ).map { Array($0.utf8) })

    /// What stands behind a value in some lines only belongs to it: a unit, a second value in brackets
    /// (`3104 bytes (3.03 KB) sent`). Forms that differ in nothing else are one, without it.
    mutating func joinOptions() {
        var plain: [Int: Form] = [:]
        var hashed: [(hash: UInt64, member: Int)] = []
        for index in forms.indices {
            let form = withoutOptions(forms[index])
            plain[index] = form
            hashed.append((hash(form), index))
        }
        for run in Self.runs(hashed) where Set(run.map { forms[$0].gaps }).count > 1 {
            for member in run { if let form = plain[member] { forms[member] = form } }
        }
    }

    private mutating func withoutOptions(_ form: Form) -> Form {
        let all = gaps[Int(form.gaps)]
        var (terms, kept): ([Int32], [Int32]) = ([], [all[0]])
        var place = 0
        while place < form.terms.count {
            if let skipped = option(form, all, at: place), let last = terms.last,
                kind(last) == .variable || skipped.bracketed
            {
                place += skipped.count
                kept[kept.count - 1] = intern(skipped.rest[...])
            } else {
                terms.append(form.terms[place])
                kept.append(all[place + 1])
                place += 1
            }
        }
        return terms.count < form.terms.count ? Form(terms: terms, gaps: number(of: kept)) : form
    }

    /// What may be left out at a term: how many terms, and what then stands before the next one.
    private func option(
        _ form: Form, _ all: [Int32], at place: Int
    ) -> (count: Int, rest: [UInt8], bracketed: Bool)? {
        guard place > 0 else { return nil }
        let before = text(all[place])
        if before.elementsEqual(" ".utf8), isUnit(form.terms[place]) {
            return (1, Array(text(all[place + 1])), false)
        }
        guard before.elementsEqual(" (".utf8), form.terms[place] == Self.variable else { return nil }
        let hasUnit =
            place + 1 < form.terms.count && text(all[place + 1]).elementsEqual(" ".utf8)
            && isUnit(form.terms[place + 1])
        let after = text(all[place + (hasUnit ? 2 : 1)])
        guard after.first == UInt8(ascii: ")") else { return nil }
        return (hasUnit ? 2 : 1, Array(after.dropFirst()), true)
    }

    private func isUnit(_ term: Int32) -> Bool {
        kind(term) == .unit || (kind(term) == .word && Self.durations.contains(Array(text(term))))
    }
}
