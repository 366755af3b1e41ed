import AutoSRECore

/// A text that a name has to be; written with `*` at its start or end, one that the name has to end or begin with.
struct NamePattern: Sendable, Hashable {
    /// What has to be there, perhaps with variables such as `{version}` in it.
    var core: String
    let isOpenAtStart: Bool
    let isOpenAtEnd: Bool

    /// Reads the stars. What is filled in later for a variable is text and never a star.
    init(_ text: String) {
        isOpenAtStart = text.hasPrefix("*")
        isOpenAtEnd = text.hasSuffix("*") && text.utf8.count > 1
        core = String(text.dropFirst(isOpenAtStart ? 1 : 0).dropLast(isOpenAtEnd ? 1 : 0))
    }

    /// Whether a name is meant. Capital letters count: `Stop` and `STOP` may be two buttons.
    func fits(_ name: String) -> Bool {
        switch (isOpenAtStart, isOpenAtEnd) {
        case (false, false): name == core
        case (false, true): name.hasPrefix(core)
        case (true, false): name.hasSuffix(core)
        case (true, true): core.isEmpty || name.contains(core)
        }
    }

    /// Whether a name could be meant if the variables stood for something else. Nothing but variables means any name,
    /// and so none.
    func fitsWhateverIsFilledIn(_ name: String) -> Bool {
        guard let start = core.firstIndex(of: "{"), let end = core.lastIndex(of: "}"), start < end else { return false }
        let (before, after) = (core[..<start], core[core.index(after: end)...])
        guard !(before + after).allSatisfy({ $0 == " " }) else { return false }
        return (isOpenAtStart ? name.contains(before) : name.hasPrefix(before))
            && (isOpenAtEnd ? name.contains(after) : name.hasSuffix(after))
    }

    /// As written.
    var text: String { "\(isOpenAtStart ? "*" : "")\(core)\(isOpenAtEnd ? "*" : "")" }
}

/// Which element is meant, by role and accessible name as a person with a screen reader would say it:
/// `button "Rollback to v1.4.1"`, `cell "running" in row "v1.4.2" in table "Releases"`,
/// `button "Restore" in row "Checkout" by column "Service"`.
struct Locator: Sendable, Hashable, CustomStringConvertible {
    /// What is around it.
    struct Scope: Sendable, Hashable {
        let role: String
        var name: NamePattern
        /// The header of the column in which a row has that name; nil for what a row is known by of itself.
        var column: NamePattern?
    }

    /// Why a text is none.
    struct Flaw: Error {
        let words: String
    }

    /// Its role.
    let role: String
    /// Its name.
    var name: NamePattern
    /// What has to be around it, the nearest first.
    var scopes: [Scope]

    /// How many may be around it.
    private static let mostScopes = 3

    /// Reads `role "name"`, perhaps followed by `in role "name"`, up to three times, where a row may be followed by
    /// `by column "header"`; nil where the text is something else.
    init?(_ text: String) {
        do throws(Flaw) { try self.init(parsing: text) } catch { return nil }
    }

    /// Reads the same, and says what is wrong with another text.
    init(parsing text: String) throws(Flaw) {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, parts.count % 2 == 1, let role = Self.word(parts[0]),
            Self.isBlank(parts[parts.count - 1])
        else { throw Self.otherText }
        (self.role, name, scopes) = (role, NamePattern(parts[1]), [])
        for place in stride(from: 2, to: parts.count - 1, by: 2) {
            let words = parts[place].split(separator: " ").map(String.init)
            guard words.count == 2, let around = Self.word(words[1]) else { throw Self.otherText }
            let name = NamePattern(parts[place + 1])
            switch words[0] {
            case "in": scopes.append(Scope(role: around, name: name))
            case "by": try know(by: around, name)
            default: throw Self.otherText
            }
        }
        guard scopes.count <= Self.mostScopes else { throw Self.otherText }
    }

    /// The one of a role, with the name and what is around it.
    init(role: String, name: NamePattern, scopes: [Scope]) {
        (self.role, self.name, self.scopes) = (role, name, scopes)
    }

    /// The dialog that it has to be in, the nearest first; nil where it names none.
    var dialog: Scope? { scopes.first { AccessiblePage.dialogs.contains($0.role) } }

    private static let otherText = Flaw(words: "ROLE \"NAME\" is expected, perhaps with: in ROLE \"NAME\"")

    /// Takes what follows a row: the column in which its name stands.
    private mutating func know(by word: String, _ header: NamePattern) throws(Flaw) {
        guard word == "column" else { throw Flaw(words: "by column \"HEADER\" is expected, not by \(word)") }
        guard let last = scopes.indices.last, scopes[last].role == "row" else {
            let before = scopes.last.map { "in \($0.role) \"\($0.name.text)\"" } ?? "\(role) \"\(name.text)\""
            throw Flaw(
                words: "by column stands after in row \"NAME\" alone, and not after \(PlainText.oneLine(before))")
        }
        guard scopes[last].column == nil else { throw Flaw(words: "a row is known by one column, not by two") }
        scopes[last].column = header
    }

    private static func word(_ text: String) -> String? {
        let words = text.split(separator: " ")
        guard words.count == 1, words[0].allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        return String(words[0])
    }

    private static func isBlank(_ text: String) -> Bool { text.allSatisfy { $0 == " " } }

    /// Whether an element, wherever it is, has this role and name.
    func fits(_ node: AccessibleNode) -> Bool { node.role == role && name.fits(node.name) }

    /// As written.
    var description: String {
        scopes.reduce("\(role) '\(name.text)'") { words, scope in
            let column = scope.column.map { " by column '\($0.text)'" } ?? ""
            return "\(words) in \(scope.role) '\(scope.name.text)'\(column)"
        }
    }
}
