import AutoSRECore

/// One element as a screen reader would tell it.
struct AccessibleNode: Sendable, Hashable {
    /// Its ARIA role, such as `button`.
    var role: String
    /// Its accessible name with blanks as single ones.
    var name: String
    /// Whether it can be used.
    var isDisabled = false
    /// Whether it says that its content is being changed (`aria-busy`).
    var isBusy = false
    /// The index of the element that holds it; always before it.
    var parent: Int?
    /// What a click on it takes; nil where the driver has no name for it, or was not asked.
    var element: ElementReference?
    /// Its number in Chrome's tree.
    var number: Int64?
    /// How far it reaches, where it is a cell.
    var span = CellSpan()
    /// What a field or a list shows.
    var value: String?
    /// What a time is for machines (`datetime`), whatever it says to people.
    var time: String?
    /// The texts in it as they are drawn, where they are in several parts.
    var drawn: String?
    /// A text as it is written, with the blanks at its ends.
    var written: String?
    /// What holds it, from the document's root on, elements that are told to nobody among them; of texts alone.
    var path: [Int] = []
}

/// What a page says at one moment: its elements, each after the one that holds it.
struct AccessiblePage: Sendable {
    /// The address of the document that is shown, an error page's own included.
    let url: String
    /// The elements.
    let nodes: [AccessibleNode]
    /// How the cells of its tables stand, by the tables' places.
    let grids: [Int: TableGrid]

    init(url: String, nodes: [AccessibleNode]) {
        var nodes = nodes
        // A name is made of the texts too, and has blanks where a word is written in several parts.
        for (place, node) in nodes.enumerated() {
            if let drawn = node.drawn, Self.isSame(drawn, node.name) { nodes[place].name = drawn }
        }
        (self.url, self.nodes, grids) = (url, nodes, TableGrid.all(in: nodes))
    }

    /// The elements that a locator means.
    func matches(_ locator: Locator) -> [AccessibleNode] { places(of: locator).map { nodes[$0] } }

    /// Where they are.
    func places(of locator: Locator) -> [Int] {
        nodes.indices.filter { locator.fits(nodes[$0]) && isInside($0, locator.scopes) }
    }

    /// The places of the elements around the one at `place`, the nearest first.
    func places(around place: Int) -> some Sequence<Int> {
        sequence(state: nodes[place].parent) { place in
            defer { place = place.flatMap { nodes[$0].parent } }
            return place
        }
    }

    /// Whether the scopes are found one around the other, going outwards.
    func isInside(_ place: Int, _ scopes: [Locator.Scope]) -> Bool {
        var wanted = scopes[...]
        for around in places(around: place) {
            guard let scope = wanted.first else { return true }
            if fits(around, scope) { wanted.removeFirst() }
        }
        return wanted.isEmpty
    }

    /// Whether `scope` means the element at `place`. A row is known as rows are, a definition by its term too.
    func fits(_ place: Int, _ scope: Locator.Scope) -> Bool {
        guard nodes[place].role == scope.role else { return false }
        if scope.role == "row" { return isRow(place, scope) }
        return scope.name.fits(nodes[place].name) || scope.role == "definition" && hasTerm(scope.name, before: place)
    }

    private func hasTerm(_ name: NamePattern, before place: Int) -> Bool {
        term(before: place).map { name.fits(content(of: $0)) } ?? false
    }

    /// The term that a definition belongs to.
    func term(before place: Int) -> Int? { nodes[..<place].lastIndex { $0.role == "term" } }

    static let dialogs: Set = ["dialog", "alertdialog"]

    /// What is open above the page, in words; nil where nothing is, or only what holds the one element that is meant
    /// and may do so: many dashboards ask in a dialog of the page. Where the map names a dialog, the element has to be
    /// in that one and in no further one inside it.
    func dialog(over expected: PageDriver.Expectation) -> String? {
        let meant = expected.single.map(places(of:)) ?? []
        let around = meant.count == 1 ? places(around: meant[0]).filter { Self.dialogs.contains(nodes[$0].role) } : []
        let isIts = around.first.map { nearest in
            expected.single?.dialog.map { fits(nearest, $0) } ?? expected.mayBeInDialog
        }
        for (place, node) in nodes.enumerated() where Self.dialogs.contains(node.role) {
            if isIts == true, around.contains(place) { continue }
            let words = node.name.isEmpty ? "a dialog is open" : "the dialog '\(node.name)' is open"
            guard around.contains(place), expected.single?.dialog == nil else { return words }
            return words + ", and act is in it: act: ROLE \"NAME\" in \(node.role) \"NAME\" says that it is meant"
        }
        return nil
    }

    /// What says that it is being loaded, in words; nil for nothing. What stands beside it may be of before.
    var busy: String? {
        nodes.first(where: \.isBusy).map { $0.role + ($0.name.isEmpty ? "" : " '\(PlainText.heard($0.name))'") }
    }

    /// The page's first heading, to say where one is.
    var title: String { nodes.first { $0.role == "heading" && !$0.name.isEmpty }?.name ?? "a page without a heading" }
}
