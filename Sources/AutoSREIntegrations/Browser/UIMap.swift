public import AutoSRECore

/// How a person works a dashboard: for each action of the catalogue the steps, in words of roles and names. Data, so
/// that another dashboard needs a file (`AUTOSRE_UI_MAP`) and no code.
public struct UIMap: Sendable, Hashable {
    /// One thing that a person does or looks at.
    enum Step: Sendable, Hashable {
        /// Open a path of the dashboard.
        case open(String)
        /// Click what leads on; of several with the same name the first.
        case click(Locator)
        /// Put a text into a field.
        case fill(Locator, with: String)
        /// Go on only where this is seen.
        case expect(Locator)
        /// Go into a frame of the page, or by several names into one inside others; `open` leaves it.
        case frame([NamePattern])
        /// Take something from the page.
        case read(Reading)
        /// The click that counts: there has to be exactly one such element, and it has to be enabled.
        case act(Locator, confirm: Confirmation?)
    }

    /// What the dashboard asks before it does it.
    struct Confirmation: Sendable, Hashable {
        /// What has to be seen first.
        let expected: [Locator]
        /// The answer: there has to be exactly one such element, and it has to be enabled.
        let click: Locator
        /// Whether a dashboard that does not ask is one too.
        let isOptional: Bool
        /// The fields of the question, and what is put into them before the answer.
        var fields: [Field] = []
    }

    /// A field with what is put into it.
    struct Field: Sendable, Hashable {
        /// The field.
        let locator: Locator
        /// What it gets, perhaps with variables in it.
        let text: String
    }

    /// How a session begins.
    let login: [Step]
    /// What the pages call a service, by its id in lower case, where that is something else.
    let names: [String: String]
    /// How a person finds out what runs. A dashboard whose map says that is known by its pages alone: nobody asks an
    /// API.
    let read: [Step]?
    /// The steps of each kind of action; the last one is `act`.
    let actions: [ActionKind: [Step]]

    /// The names of all `${NAME}` in it, each once, sorted: their values come from elsewhere.
    public var secretNames: [String] {
        var names: Set<String> = []
        for step in login + (read ?? []) + actions.values.flatMap(\.self) {
            for field in step.fields { names.formUnion(MapVariables.secretNames(in: field.text)) }
        }
        return names.sorted()
    }

    /// The most steps that an action takes, those of the login and the question after it among them.
    var longestWalk: Int {
        login.count + (actions.values.map { $0.count + ($0.last?.fields.count ?? 0) }.max() ?? 0) + 1
    }

    /// The most steps that reading takes, those of the login among them.
    var readingWalk: Int { login.count + (read?.count ?? 0) + 1 }

    /// What it reads, in words such as `reads version`.
    var reads: [String] { (read ?? []).flatMap(\.words).filter { !$0.contains(".") }.map { "reads \($0)" } }

    /// What the pages call a service.
    func name(of service: String) -> String? { names[service.lowercased()] }

    /// What a driver with this map can do.
    public var kinds: [ActionKind] { ActionKinds.standard.all.filter { actions[$0] != nil } }
}

/// Why a text is no map. One line for a person.
public struct UIMapError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and where.
    public let description: String

    init(_ description: String) { self.description = description }
}
