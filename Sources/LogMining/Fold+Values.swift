extension Fold {
    /// How many forms there must be before values that hardly ever repeat are told from choices of the program, such as
    /// the transitions of a state machine: more than those usually have.
    private static let leastForms = 16
    /// How often forms are parted by a column before the rest is left as it is.
    private static let depth = 16
    /// How many templates of a group are tried on its other forms: those that most forms have.
    private static let widest = 64

    /// Makes forms one that differ in several terms at once which hardly ever repeat: a user, a host and a file.
    ///
    /// Forms are parted by the column with the fewest different terms until all columns in which they differ have
    /// nearly as many different terms as there are forms; a choice of the program repeats.
    mutating func mergeUnique(_ members: [Int]) {
        guard members.count >= Self.leastForms else { return }
        var groups: [Int: [Int]] = [:]
        let forms = distinct(members)
        split(forms.map(\.first), Self.depth) { columns, run in
            for form in run { groups[form] = columns }
        }
        for (first, same) in forms {
            guard let columns = groups[first] else { continue }
            for member in same { for column in columns { self.forms[member].terms[column] = Self.variable } }
        }
    }

    /// The different forms among these, each with all its members.
    private func distinct(_ members: [Int]) -> [(first: Int, same: [Int])] {
        var places: [[Int32]: Int] = [:]
        var result: [(first: Int, same: [Int])] = []
        for member in members {
            if let place = places[forms[member].terms] {
                result[place].same.append(member)
            } else {
                places[forms[member].terms] = result.count
                result.append((member, [member]))
            }
        }
        return result
    }

    private func split(_ run: [Int], _ depth: Int, _ found: ([Int], [Int]) -> Void) {
        guard run.count >= Self.leastForms, depth > 0 else { return }
        var differing: [(count: Int, column: Int)] = []
        var words = 0
        for column in forms[run[0]].terms.indices {
            let first = forms[run[0]].terms[column]
            if run.allSatisfy({ forms[$0].terms[column] == first }) {
                if kind(first) == .word { words += 1 }
            } else {
                differing.append((Set(run.map { forms[$0].terms[column] }).count, column))
            }
        }
        let choices = differing.filter { !isWide($0.count, column: $0.column, of: run.count, words) }
        if choices.isEmpty, words >= Self.leastContext {
            found(differing.map(\.column), run)
            return
        }
        // The first term tells kinds of lines apart, unless there are too many of it.
        let least = choices.min { one, other in
            let isFirst = one.column == 0 && one.count < Self.manyValues
            return isFirst || (other.column > 0 || other.count >= Self.manyValues) && one.count < other.count
        }
        guard let parting = least else { return }
        var parts: [Int32: [Int]] = [:]
        for form in run { parts[forms[form].terms[parting.column], default: []].append(form) }
        for part in parts.values { split(part, depth - 1, found) }
    }

    /// Whether a column has as many different terms as values have: most of them stand in one form only, or they are
    /// more than a program's choices are.
    private func isWide(_ count: Int, column: Int, of forms: Int, _ words: Int) -> Bool {
        let isMany = count >= Self.manyValues && words >= Self.manyContext
        return isMany || (column > 0 && 3 * count >= 2 * forms)
    }

    /// Lets templates have the forms that fit them, and those that fit but for one term where several words stand
    /// there: what some forms showed to be a variable is one in others too.
    mutating func absorb(_ members: [Int]) {
        var forms = distinct(members)
        let templates = forms.indices.filter { index in
            forms[index].same.count >= Self.leastValues && self.forms[forms[index].first].terms.contains(Self.variable)
        }.sorted { (forms[$1].same.count, $0) < (forms[$0].same.count, $1) }.prefix(Self.widest)
        var taken = Set<Int>()
        for template in templates where !taken.contains(template) {
            absorb(into: template, &forms, &taken)
        }
    }

    private mutating func absorb(
        into template: Int, _ forms: inout [(first: Int, same: [Int])], _ taken: inout Set<Int>
    ) {
        let pattern = self.forms[forms[template].first]
        var near: [Int: [Int]] = [:]
        var fitting: [Int] = []
        for index in forms.indices where index != template && !taken.contains(index) {
            switch difference(pattern.terms, self.forms[forms[index].first].terms) {
            case .none: fitting.append(index)
            case .one(let column): near[column, default: []].append(index)
            case .more: continue
            }
        }
        var merged = pattern.terms
        for (column, indices) in near.sorted(by: { $0.key < $1.key }) {
            let values = Set(indices.map { self.forms[forms[$0].first].terms[column] } + [pattern.terms[column]])
            guard let term = self.merged(values.sorted(), column, pattern) else { continue }
            merged[column] = term
            fitting += indices
        }
        guard !fitting.isEmpty else { return }
        for index in fitting {
            taken.insert(index)
            forms[template].same += forms[index].same
        }
        for member in forms[template].same { self.forms[member].terms = merged }
    }

    private enum Difference {
        case none, one(Int), more
    }

    /// In how many terms a form differs from a template, other than by what the template has a variable for.
    private func difference(_ template: [Int32], _ terms: [Int32]) -> Difference {
        var (words, different): (Int, Int?) = (0, nil)
        for (column, (pattern, term)) in zip(template, terms).enumerated() {
            if pattern == term {
                if kind(term) == .word { words += 1 }
            } else if pattern != Self.variable || kind(term) == .fixed {
                if different != nil { return .more }
                different = column
            }
        }
        guard words >= Self.leastContext else { return .more }
        return different.map(Difference.one) ?? .none
    }
}
