/// Merges the forms of lines into templates, so that a variable is a variable.
///
/// A form is a line without its numbers. Forms with the same delimiters stand in a group, and within it those are
/// merged that differ only in what may well be a value: `Fold+Lists` for lists, `Fold+Terms` for single terms,
/// `Fold+Values` for several at once.
struct Fold {
    /// A form: its terms and the delimiters around them, by number.
    struct Form {
        var terms: [Int32]
        var gaps: Int32
    }

    /// The forms, in the order in which they were added.
    var forms: [Form] = []
    /// The gaps of each group of forms, by number.
    private(set) var gaps: [[Int32]] = []
    private var shapes = ByteTable()
    private var names = ByteTable()
    private var kinds: [TermKind] = []
    /// For each term in how many places of the log it stands: columns of groups.
    private var places: [Int32] = []

    /// The number of the term that is a variable.
    static let variable: Int32 = 0
    /// The number of the term that is a unit which belongs to the size before it.
    static let unit: Int32 = 1

    /// Makes a fold without forms.
    init() {
        _ = intern([LineScanner.mark])
        _ = intern([LineScanner.mark, EncodedForm.border])
    }

    /// Adds a form.
    mutating func add(_ form: [UInt8]) {
        let (terms, gaps) = EncodedForm.parts(form)
        let number = number(of: gaps.map { intern($0) })
        forms.append(Form(terms: terms.map { intern($0) }, gaps: number))
    }

    /// Merges all that is to be merged.
    mutating func run() {
        joinLists()
        joinOptions()
        let originals = forms.map(\.terms)
        countPlaces()
        for members in groups() where members.count > 1 {
            mergeValues(members)
            mergeTerms(members)
            mergeUnique(members)
            absorb(members)
        }
        applyContexts(originals)
        joinUnits()
    }

    private mutating func countPlaces() {
        places = Array(repeating: 0, count: kinds.count)
        for members in groups() where !members.isEmpty {
            for column in forms[members[0]].terms.indices {
                for term in Set(members.map { forms[$0].terms[column] }) { places[Int(term)] += 1 }
            }
        }
    }

    /// Whether a word stands in one place of the whole log only, as names do and words of the language do not.
    func isExclusive(_ term: Int32) -> Bool { places.indices.contains(Int(term)) && places[Int(term)] <= 1 }

    /// The forms with the same gaps, group by group.
    private func groups() -> [[Int]] {
        var groups = [[Int]](repeating: [], count: gaps.count)
        for (index, form) in forms.enumerated() { groups[Int(form.gaps)].append(index) }
        return groups
    }

    /// The number of a term, or of a gap.
    mutating func intern(_ term: ArraySlice<UInt8>) -> Int32 {
        let (number, isNew) = names.number(of: term.span)
        if isNew { kinds.append(TermKind(term)) }
        return Int32(truncatingIfNeeded: number)
    }

    /// The number of a group of forms.
    mutating func number(of gaps: [Int32]) -> Int32 {
        var shape: [UInt8] = []
        shape.reserveCapacity(4 * gaps.count)
        for gap in gaps { withUnsafeBytes(of: gap) { shape.append(contentsOf: $0) } }
        let (number, isNew) = shapes.number(of: shape.span)
        if isNew { self.gaps.append(gaps) }
        return Int32(truncatingIfNeeded: number)
    }

    /// The term, or the gap, of this number.
    func text(_ term: Int32) -> ArraySlice<UInt8> { names.bytes[names.range(of: Int(term))] }

    /// What the term of this number looks like.
    func kind(_ term: Int32) -> TermKind { kinds[Int(term)] }

    /// Whether a form's term is the value of a member: in `name=value`, or in JSON. Levels and messages are none: lines
    /// that differ in them are of different kinds.
    func isAssigned(_ form: Form, _ column: Int) -> Bool {
        let gap = text(gaps[Int(form.gaps)][column])
        guard column > 0 else { return MemberSyntax.isBeforeValue(gap) }
        let isNamed = gap.elementsEqual(":".utf8) && kind(form.terms[column - 1]) == .word
        guard isNamed || MemberSyntax.isBeforeValue(gap) else { return false }
        let name = text(form.terms[column - 1])
        return !LevelMember.isName(name) && !MemberSyntax.isMessage(name)
    }

    /// What a term in its column adds to the hash of a form, which is a sum, so that a column can be taken out again.
    static func weight(_ column: Int, _ term: Int32) -> UInt64 {
        let place = UInt64(truncatingIfNeeded: column) << 32 | UInt64(UInt32(bitPattern: term))
        // The offset keeps the first term of the first column from weighing nothing: digits of the golden ratio.
        return ByteTable.mix(place &+ 0x9E37_79B9_7F4A_7C15)
    }

    /// A hash of all of a form.
    func hash(_ form: Form) -> UInt64 {
        var hash = Self.weight(-1, form.gaps)
        for (column, term) in form.terms.enumerated() { hash &+= Self.weight(column, term) }
        return hash
    }

    /// Runs of equal hashes among these, each with more than one member, in the order of their first members.
    static func runs(_ hashed: [(hash: UInt64, member: Int)]) -> [[Int]] {
        let sorted = hashed.sorted { ($0.hash, $0.member) < ($1.hash, $1.member) }
        var runs: [[Int]] = []
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end].hash == sorted[start].hash { end += 1 }
            if end - start > 1 { runs.append(sorted[start..<end].map(\.member)) }
            start = end
        }
        return runs.sorted { $0[0] < $1[0] }
    }

    /// A form after the merge, encoded.
    func encoded(_ index: Int) -> [UInt8] {
        let form = forms[index]
        let all = gaps[Int(form.gaps)]
        var (terms, kept): ([ArraySlice<UInt8>], [ArraySlice<UInt8>]) = ([], [text(all[0])])
        for (place, term) in form.terms.enumerated() {
            let gap = text(all[place + 1])
            if term == Self.unit, !terms.isEmpty {
                // A size is one variable with its unit.
                kept[kept.count - 1] = gap
            } else {
                terms.append(text(term))
                kept.append(gap)
            }
        }
        return EncodedForm.encode(terms: terms, gaps: kept)
    }
}
