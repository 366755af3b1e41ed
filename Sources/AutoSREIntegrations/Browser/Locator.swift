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

    /// As written.
    var text: String { "\(isOpenAtStart ? "*" : "")\(core)\(isOpenAtEnd ? "*" : "")" }
}

/// Which element is meant, by role and accessible name as a person with a screen reader would say it:
/// `button "Rollback to v1.4.1"`, `cell "running" in row "v1.4.2" in table "Releases"`.
struct Locator: Sendable, Hashable, CustomStringConvertible {
    /// What is around it.
    struct Scope: Sendable, Hashable {
        let role: String
        var name: NamePattern
    }

    /// Its role.
    let role: String
    /// Its name.
    var name: NamePattern
    /// What has to be around it, the nearest first.
    var scopes: [Scope]

    /// How many may be around it.
    private static let mostScopes = 3

    /// Reads `role "name"`, perhaps followed by `in role "name"`, up to three times; nil where the text is something
    /// else.
    init?(_ text: String) {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, parts.count % 2 == 1, parts.count <= 3 + 2 * Self.mostScopes,
            let role = Self.word(parts[0]), Self.isBlank(parts[parts.count - 1])
        else { return nil }
        (self.role, name, scopes) = (role, NamePattern(parts[1]), [])
        for place in stride(from: 2, to: parts.count - 1, by: 2) {
            let words = parts[place].split(separator: " ")
            guard words.count == 2, words[0] == "in", let around = Self.word(String(words[1])) else { return nil }
            scopes.append(Scope(role: around, name: NamePattern(parts[place + 1])))
        }
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
        scopes.reduce("\(role) '\(name.text)'") { "\($0) in \($1.role) '\($1.name.text)'" }
    }
}
