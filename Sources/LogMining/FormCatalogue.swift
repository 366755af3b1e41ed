/// The forms that a miner knows: exact ones, and after a merge patterns with variables.
struct FormCatalogue: Sendable {
    private var forms = ByteTable()
    /// For each form the number that its lines get.
    private var numbers: [Int32] = []
    /// The forms with variables, by the hash of their gaps.
    private var patterns: [UInt64: [Int32]] = [:]
    /// Whether no more forms are taken.
    var isFull = false

    /// How many forms there are.
    var count: Int { forms.count }
    /// How many bytes they have.
    var size: Int { forms.size }

    /// The number of a form that is known, or fits a pattern.
    func number(of form: Span<UInt8>) -> Int32? {
        if let known = forms.known(form) { return numbers[known] }
        if patterns.isEmpty { return nil }
        let fitting = patterns[EncodedForm.shape(form)]?.first { entry in
            EncodedForm.fits(forms.bytes.span.extracting(forms.range(of: Int(entry))), form)
        }
        return fitting.map { numbers[Int($0)] }
    }

    /// Adds a form whose lines get this number.
    /// - Returns: its entry.
    mutating func add(_ form: Span<UInt8>, _ number: Int32) -> Int32 {
        let (entry, isNew) = forms.number(of: form)
        if isNew { numbers.append(number) }
        return Int32(truncatingIfNeeded: entry)
    }

    /// The template of an entry.
    func template(_ entry: Int) -> String { EncodedForm.template(form(entry)) }

    private func form(_ entry: Int) -> [UInt8] { Array(forms.bytes[forms.range(of: entry)]) }

    /// The catalogue of merged forms, and for each entry of this one its entry there.
    func merged() -> (FormCatalogue, [Int32]) {
        var fold = Fold()
        for entry in 0..<count { fold.add(form(entry)) }
        fold.run()
        var merged = FormCatalogue()
        var places: [Int32] = []
        places.reserveCapacity(count)
        for entry in 0..<count {
            let form = fold.encoded(entry)
            let before = merged.count
            let place = merged.add(form.span, numbers[entry])
            places.append(place)
            if merged.count > before, EncodedForm.hasVariable(form) {
                merged.patterns[EncodedForm.shape(form.span), default: []].append(place)
            }
        }
        return (merged, places)
    }
}
