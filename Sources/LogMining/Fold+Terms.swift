extension Fold {
    /// How many words must stand in one place, all else being equal, before they are values: two are often a choice
    /// that the program makes (opened or closed). Three and four score alike on the labelled logs, two and more worse.
    static let leastValues = 3
    /// How many other words must agree for that. More than one only costs: on the labelled logs nothing, and much where
    /// more of their variables are made words.
    static let leastContext = 1
    /// How many words must agree, a whole sentence, before even the first term may be a value, such as a host: what
    /// comes first says who speaks or what is done, and where it differs, lines are mostly of different kinds. As many
    /// make two words values if they stand nowhere else in the log.
    private static let longContext = 6

    /// How many words make even the first term a value behind which two others agree: more than there are programs in a
    /// log that say the same.
    static let manyValues = 32
    static let manyContext = 2

    /// Whether what stands here is a value by its place or its looks, whatever stands elsewhere.
    private func isValue(_ form: Form, _ column: Int, _ words: Int) -> Bool {
        switch kind(form.terms[column]) {
        case .variable, .dotted: column > 0 || words >= Self.longContext
        default: isAssigned(form, column)
        }
    }

    private func words(_ form: Form) -> Int { form.terms.count { kind($0) == .word } }

    /// Makes forms one that differ in values only, however many of them differ.
    mutating func mergeValues(_ members: [Int]) {
        var hashed: [(hash: UInt64, member: Int)] = []
        for member in members {
            let form = forms[member]
            let all = words(form)
            var (hash, words) = (UInt64(0), 0)
            for (column, term) in form.terms.enumerated() {
                let isValue = isValue(form, column, all)
                hash &+= Self.weight(column, isValue ? -1 : term)
                if !isValue, kind(term) == .word { words += 1 }
            }
            if words > 0 { hashed.append((hash, member)) }
        }
        for run in Self.runs(hashed) {
            let first = forms[run[0]]
            let words = words(first)
            for column in first.terms.indices where isValue(first, column, words) {
                let differs = run.contains { forms[$0].terms[column] != first.terms[column] }
                if differs { for member in run { forms[member].terms[column] = Self.variable } }
            }
        }
    }

    /// Makes forms one that differ in one term, and in values, column by column, until nothing more changes.
    mutating func mergeTerms(_ members: [Int]) {
        let words = members.map { self.words(forms[$0]) }
        var hashes = members.indices.map { hash(forms[members[$0]], words[$0]) }
        var isDone = false
        while !isDone {
            isDone = true
            for column in forms[members[0]].terms.indices where mergeColumn(column, members, words, &hashes) {
                isDone = false
            }
        }
    }

    /// What a column adds to a hash that forms have in common which differ in values only.
    private func part(_ form: Form, _ column: Int, _ words: Int) -> UInt64 {
        Self.weight(column, isValue(form, column, words) ? -1 : form.terms[column])
    }

    private func hash(_ form: Form, _ words: Int) -> UInt64 {
        form.terms.indices.reduce(UInt64(0)) { $0 &+ part(form, $1, words) }
    }

    private mutating func mergeColumn(
        _ column: Int, _ members: [Int], _ words: [Int], _ hashes: inout [UInt64]
    ) -> Bool {
        let first = forms[members[0]].terms[column]
        guard members.contains(where: { forms[$0].terms[column] != first }) else { return false }
        let hashed = members.indices.map { member in
            (hash: hashes[member] &- part(forms[members[member]], column, words[member]), member: member)
        }
        var hasChanged = false
        for run in Self.runs(hashed) {
            let values = Set(run.map { forms[members[$0]].terms[column] })
            guard values.count > 1, let merged = merged(values.sorted(), column, forms[members[run[0]]]) else {
                continue
            }
            let model = forms[members[run[0]]].terms
            let differing = model.indices.filter { place in
                place != column && run.contains { forms[members[$0]].terms[place] != model[place] }
            }
            for member in run {
                var form = forms[members[member]]
                let before = hash(form, words[member])
                form.terms[column] = merged
                for place in differing { form.terms[place] = Self.variable }
                forms[members[member]] = form
                hashes[member] = hashes[member] &- before &+ hash(form, words[member])
            }
            hasChanged = true
        }
        return hasChanged
    }

    /// What terms that stand in one place become; nil where they stay apart.
    mutating func merged(_ values: [Int32], _ column: Int, _ form: Form) -> Int32? {
        let kinds = values.map { kind($0) }
        if kinds.contains(.fixed) { return nil }
        if column > 0, form.terms[column - 1] == Self.variable, kinds.allSatisfy({ $0 == .unit || $0 == .variable }) {
            return Self.unit
        }
        let context = form.terms.enumerated().count { $0.offset != column && kind($0.element) == .word }
        let hasVariable = kinds.contains { $0 == .variable || $0 == .empty }
        if isAssigned(form, column) || (hasVariable && context > 0) { return Self.variable }
        if kinds.allSatisfy({ $0 == .numbered || $0 == .partial }) {
            let skeletons = Set(values.map { Skeleton.of(text($0)) })
            if skeletons.count == 1, let skeleton = skeletons.first { return intern(Skeleton.widened(skeleton)[...]) }
        }
        if values.count < Self.leastValues {
            let areNames = column > 0 && context >= Self.longContext && values.allSatisfy(isExclusive)
            return areNames ? Self.variable : nil
        }
        let areNames = kinds.allSatisfy { $0 == .numbered || $0 == .partial || $0 == .dotted }
        let mayVary = column > 0 ? context >= Self.leastContext : areNames && context >= Self.longContext
        let areMany = values.count >= Self.manyValues && context >= Self.manyContext
        return mayVary || areMany ? Self.variable : nil
    }

    /// Where the unit of one size varies, units are chosen by the size, and belong to every size of the form.
    mutating func joinUnits() {
        for index in forms.indices where forms[index].terms.contains(Self.unit) {
            let terms = forms[index].terms
            for column in terms.indices.dropFirst()
            where kind(terms[column]) == .unit && terms[column - 1] == Self.variable {
                forms[index].terms[column] = Self.unit
            }
        }
    }
}
