import AutoSRECore

/// The roles that an element may have: WAI-ARIA 1.2 (https://www.w3.org/TR/wai-aria-1.2/#role_definitions), `text` for
/// plain text, `frame` for a document in the page, and a few that Chromium has of its own.
enum Roles {
    /// All of them.
    static let all: Set<String> = Set(
        """
        alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox
        complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid
        gridcell group heading image img insertion link list listbox listitem log main mark marquee math menu menubar
        menuitem menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation progressbar
        radio radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status
        strong subscript suggestion superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip
        tree treegrid treeitem text frame Date DateTime DisclosureTriangle InputTime LabelText Legend
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// ` (is "button" meant?)` where a word is close to a role.
    static func hint(for word: String) -> String {
        let near = all.map { (EditDistance.between(Array(word.utf8.prefix(30)), Array($0.utf8)), $0) }.min { $0 < $1 }
        guard let near, near.0 <= 2 else { return "" }
        return " (is \(near.1) meant?)"
    }
}

extension UIMap {
    /// Refuses what no element can ever have.
    static func refuseUnfit(
        _ locator: Locator, at place: String, roles: Set<String> = Roles.all
    ) throws(UIMapError) {
        guard roles.contains(locator.role) else {
            throw UIMapError("\(place): \(locator.role) is no role\(Roles.hint(for: locator.role))")
        }
        try refuseUnfit(locator.name.text, at: place)
        for scope in locator.scopes {
            guard Roles.all.contains(scope.role) else {
                throw UIMapError("\(place): \(scope.role) is no role\(Roles.hint(for: scope.role))")
            }
            try refuseUnfit(scope.name.text, at: place)
            if let column = scope.column { try refuseUnfit(column.text, at: place) }
        }
    }

    /// Names have single blanks and none around them, so that others are never met.
    static func refuseUnfit(_ name: String, at place: String) throws(UIMapError) {
        guard name != AccessiblePage.spaced(name) else { return }
        throw UIMapError(
            "\(place): no name is '\(PlainText.oneLine(name))': there are only single blanks in one, inside, "
                + "and nothing that nobody sees")
    }
}
