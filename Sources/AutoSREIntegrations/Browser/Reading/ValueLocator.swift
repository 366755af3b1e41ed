import AutoSRECore

/// Where on a page a value stands, by role and accessible name, as a map's `state` has it:
///
/// - `definition "Version"`: what the term is defined as;
/// - `column "Version" in row "Checkout"`: the cell where both cross; the row may be known `by column "App"`;
/// - `row "Version"`: the other cell of a row of two;
/// - `label "Version" in article "Checkout"`: what stands alone beside that text;
/// - `text "Version: {value}"`: what stands for `{value}` in the name of such an element;
/// - `region "Version"`, `status "Version"`, …: the texts inside.
struct ValueLocator: Sendable, Hashable, CustomStringConvertible {
    /// The element, its name without the hole.
    var locator: Locator
    /// What follows the hole in the name, where there is one; before it stands the locator's name.
    var after: NamePattern?

    /// What marks the value in a name.
    static let hole = "{value}"
    /// A value of more characters is none.
    static let longest = 200
    /// Why a text is none.
    struct Flaw: Error {
        let words: String
    }

    /// Reads it.
    init(_ text: String) throws(Flaw) {
        var locator: Locator
        do throws(Locator.Flaw) { locator = try Locator(parsing: text) } catch { throw Flaw(words: error.words) }
        let parts = locator.name.text.split(separator: Self.hole, omittingEmptySubsequences: false).map(String.init)
        let around = locator.scopes.flatMap { [$0.name.core, $0.column?.core ?? ""] }
        guard parts.count <= 2, !around.contains(where: { $0.contains(Self.hole) }) else {
            throw Flaw(words: "{value} stands once, in the first name")
        }
        if parts.count == 2 {
            guard !Self.places.contains(locator.role) else {
                throw Flaw(words: "\(locator.role) names where the value stands and holds no {value}")
            }
            let (before, rest) = (NamePattern(parts[0]), NamePattern(parts[1]))
            guard !parts[0].hasSuffix("*"), !parts[1].hasPrefix("*") else {
                throw Flaw(words: "between a star and {value} some text is expected")
            }
            (locator.name, after) = (before, rest)
        } else if AccessiblePage.namedByContent.contains(locator.role) {
            throw Flaw(words: "\(locator.role) is called by what is in it: say with {value} which part of it is meant")
        }
        if locator.role == "column", locator.scopes.first?.role != "row" {
            throw Flaw(words: "column \"HEADER\" in row \"NAME\" is expected")
        }
        self.locator = locator
    }

    private static let places: Set = ["column", "row", "definition", "label"]
    /// Words of a value's place that are no roles.
    static let words: Set = ["column", "label"]

    /// As written.
    var description: String {
        guard let after else { return locator.description }
        var whole = locator
        whole.name = NamePattern("")
        let rest = whole.description.dropFirst(locator.role.count + 3)
        return "\(locator.role) '\(locator.name.text)\(Self.hole)\(after.text)'\(rest)"
    }

    /// The value that a page shows.
    /// - Parameter isTime: whether it is a time, which a page may write for machines too.
    /// - Throws: `Flaw` where it shows none, or several.
    func value(on page: AccessiblePage, isTime: Bool = false) throws(Flaw) -> String {
        let values = try found(on: page, isTime)
        guard let value = values.first else {
            throw Flaw(words: "the page '\(page.title)' does not show \(self)" + (page.rowTrouble(locator) ?? ""))
        }
        guard values.count == 1 else { throw Flaw(words: "\(self) is there \(values.count.counted("time"))") }
        guard !value.isEmpty else { throw Flaw(words: "\(self) is empty") }
        guard !AccessiblePage.isTurned(value) else {
            throw Flaw(words: "\(self) is drawn in another order than written")
        }
        guard value.count <= Self.longest else { throw Flaw(words: "\(self) is longer than a value") }
        return value
    }

    private func found(on page: AccessiblePage, _ isTime: Bool) throws(Flaw) -> [String] {
        let words = isTime ? page.moment(in:) : page.content(of:)
        if let after { return caught(on: page, before: locator.name, after: after) }
        switch locator.role {
        case "definition": return page.definitions(of: locator.name, in: locator.scopes).map(words)
        case "column": return try crossings(on: page).map(words)
        case "row": return try others(on: page).map(words)
        case "label": return try page.labelled(locator.name, in: locator.scopes, isTime: isTime)
        default: return page.places(of: locator).map(words)
        }
    }

    private func caught(on page: AccessiblePage, before: NamePattern, after: NamePattern) -> [String] {
        page.nodes.indices.compactMap { place in
            let node = page.nodes[place]
            guard node.role == locator.role, page.isInside(place, locator.scopes) else { return nil }
            return Self.part(of: node.name, before, after)
        }
    }

    /// What stands between the two in a name.
    private static func part(of name: String, _ before: NamePattern, _ after: NamePattern) -> String? {
        var rest = name[...]
        if before.isOpenAtStart, !before.core.isEmpty {
            guard let range = rest.firstRange(of: before.core) else { return nil }
            rest = rest[range.upperBound...]
        } else {
            guard rest.hasPrefix(before.core) else { return nil }
            rest = rest.dropFirst(before.core.count)
        }
        if after.isOpenAtEnd, !after.core.isEmpty {
            guard let range = rest.firstRange(of: after.core) else { return nil }
            rest = rest[..<range.lowerBound]
        } else {
            guard rest.hasSuffix(after.core) else { return nil }
            rest = rest.dropLast(after.core.count)
        }
        return AccessiblePage.spaced(String(rest))
    }

    /// The cells where the column and the row cross.
    private func crossings(on page: AccessiblePage) throws(Flaw) -> [Int] {
        var values: [Int] = []
        for row in rows(on: page, locator.scopes[0], Array(locator.scopes.dropFirst())) {
            guard let table = page.table(around: row) else { continue }
            let columns = page.columns(of: table, locator.name)
            guard columns.count <= 1 else { throw Flaw(words: "its table has \(columns.count) such columns") }
            guard let column = columns.first, column.row != row else { continue }
            values.append(try page.cell(of: row, in: column))
        }
        return values
    }

    /// What stands beside the header in a row of two cells.
    private func others(on page: AccessiblePage) throws(Flaw) -> [Int] {
        var values: [Int] = []
        for row in rows(on: page, Locator.Scope(role: "row", name: locator.name), locator.scopes) {
            let cells = page.cells(of: row)
            guard cells.count == 2 else {
                throw Flaw(words: "\(self) has \(cells.count.counted("cell")), not a name and a value")
            }
            guard locator.name.fits(page.content(of: cells[0])) else { continue }
            values.append(cells[1])
        }
        return values
    }

    private func rows(on page: AccessiblePage, _ row: Locator.Scope, _ scopes: [Locator.Scope]) -> [Int] {
        page.nodes.indices.filter { page.fits($0, row) && page.isInside($0, scopes) }
    }
}
