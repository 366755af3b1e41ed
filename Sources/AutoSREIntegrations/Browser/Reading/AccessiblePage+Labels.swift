import AutoSRECore

// Labels and values that are neither terms nor cells: `Version <strong>2.8.1</strong>`, and boxes side by side.

extension AccessiblePage {
    /// What stands alone beside each text of this name: the nearest box around the label that holds another text holds
    /// just two parts, the label first. Of more nobody can tell which belongs to which, for what is empty is not told.
    /// - Throws: where a label has no such box.
    func labelled(
        _ name: NamePattern, in scopes: [Locator.Scope], isTime: Bool
    ) throws(ValueLocator.Flaw) -> [String] {
        let texts = nodes.indices.filter { nodes[$0].role == "text" && !nodes[$0].name.isEmpty }
        var values: [String] = []
        for (order, label) in texts.enumerated() where name.fits(nodes[label].name) && isInside(label, scopes) {
            // In the document's order whatever shares the nearest box is right before or right after.
            let near = [order - 1, order + 1].filter(texts.indices.contains).map { shared(label, texts[$0]) }
            let depth = near.max() ?? 0
            let box = texts.filter { shared(label, $0) >= depth }
            let parts = Set(box.map { part($0, depth) })
            let value = box.filter { part($0, depth) != part(label, depth) }
            guard parts.count == 2, let first = value.first, first > label else {
                let others = parts.count - 1
                throw ValueLocator.Flaw(
                    words: "beside the text '\(nodes[label].name)' stand \(others.counted("part")) of the page, "
                        + "and not one value after it")
            }
            guard box.count == value.count + 1, value.allSatisfy({ isInside($0, scopes) }) else { continue }
            let times = Set(value.compactMap { places(around: $0).first { nodes[$0].time != nil } })
            values.append(isTime && times.count == 1 ? moment(in: times.first ?? first) : joined(value))
        }
        return values
    }

    /// Texts as they are read: those of one box with the blanks that are written there, for pages often write a word in
    /// several parts.
    func joined(_ texts: [Int]) -> String {
        var words = ""
        for (before, text) in zip([nil] + texts, texts) {
            let hasBlank = before.map { isApart($0, text) } ?? false
            words += (hasBlank ? " " : "") + (nodes[text].written ?? nodes[text].name)
        }
        return Self.spaced(words)
    }

    /// Whether two texts stand in different boxes or lines, or nobody knows in which.
    private func isApart(_ before: Int, _ text: Int) -> Bool {
        nodes[text].path.isEmpty || nodes[before].path != nodes[text].path
            || nodes[before..<text].contains { $0.role == "LineBreak" }
    }

    /// How many boxes around two texts are the same.
    private func shared(_ one: Int, _ other: Int) -> Int {
        zip(nodes[one].path, nodes[other].path).prefix { $0 == $1 }.count
    }

    /// The part of a box, by its depth, that a text stands in: the next box inside it, or the text itself.
    private func part(_ text: Int, _ depth: Int) -> Int {
        nodes[text].path.count > depth ? nodes[text].path[depth] : -1 - text
    }
}
