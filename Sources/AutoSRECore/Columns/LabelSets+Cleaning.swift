extension LabelSets {
    /// The same without their secrets, and where each set is now: two that only a secret told apart are one. Of two
    /// names that are the same now, the first one's value stays.
    func cleaned(by texts: inout some TextCleaner) -> (sets: LabelSets, places: [Int]) {
        var (table, places, pairs) = (LabelTable(), [Int](), [Pair: (String, String)]())
        for set in 0..<count {
            var names: Set<String> = []
            for at in stride(from: start(of: set), to: ends[set], by: 2) {
                let pair = Pair(name: numbers[at], value: numbers[at + 1])
                let (name, value) = pairs[pair] ?? clean(pair, &texts)
                pairs[pair] = (name, value)
                if names.insert(name).inserted { table.add(name: name, value: value) }
            }
            guard let place = table.close() else { preconditionFailure("a name was added twice") }
            places.append(place)
        }
        return (table.sets, places)
    }

    private struct Pair: Hashable {
        let name, value: Int32
    }

    private func clean(_ pair: Pair, _ texts: inout some TextCleaner) -> (String, String) {
        let name = self.texts[Int(pair.name)]
        return (texts.name(name), texts.value(self.texts[Int(pair.value)], of: name))
    }
}
