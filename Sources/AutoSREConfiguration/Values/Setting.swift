/// One setting: its name, its meaning, the syntax of its value and its place in a group.
///
/// A new setting is a property of a group and one line in the section of its part; reading, checking, `autosre config`,
/// the reference page and `.env.example` follow from that line.
public struct Setting: Sendable {
    /// The variable, in upper case.
    public let name: String
    /// Its key in `autosre.yaml`; nil for what the file says by what is in it.
    let key: String?
    /// What it is for, in a sentence or two of Markdown.
    let summary: String
    /// What is allowed, in words.
    let allowed: String
    /// Whether it is a path.
    let isPath: Bool
    /// Whether the value is never shown, and may also come from the file that `<name>_FILE` names.
    let isSecret: Bool
    /// Writes a text into its group; false where it is not allowed.
    let store: @Sendable (String, inout Configuration) -> Bool
    /// Puts it back to its default.
    let reset: @Sendable (inout Configuration) -> Void
    /// The value as text; empty where unset. Reading it again gives an equal value.
    let show: @Sendable (Configuration) -> String
    /// The value as `autosre config` shows it, where that is not `show`.
    let display: (@Sendable (Configuration) -> String)?
    /// What must never be seen of the value; nothing where it is no secret.
    let secrets: @Sendable (Configuration) -> [String]
    /// A refused text as a message may show it.
    let conceal: @Sendable (String) -> String
    /// What to do instead of a refused text; nil where `allowed` says it all.
    let advice: @Sendable (String) -> String?

    /// Ties a name to a place in a group.
    /// - Parameters:
    ///   - key: in `autosre.yaml`, inside the mapping of its part; nil where it cannot be set there.
    ///   - summary: what it is for, in a sentence or two of Markdown.
    ///   - display: the value as `autosre config` shows it, where that differs from what is set.
    ///   - advice: what to do instead of a refused text.
    public init<Group: SettingsGroup, Value>(
        _ name: String, key: String? = nil, _ path: any WritableKeyPath<Group, Value> & Sendable,
        _ form: ValueSyntax<Value>,
        isSecret: Bool = false, _ summary: String, display: (@Sendable (Configuration) -> String)? = nil,
        advice: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        (self.name, self.key, self.summary, self.display, self.advice) = (name, key, summary, display, advice)
        (allowed, isPath, self.isSecret, conceal) = (form.allowed, form.isPath, isSecret, form.conceal)
        let hidden = form.secrets ?? { [form.show($0)] }
        secrets = { isSecret ? hidden($0[Group.self][keyPath: path]).filter { !$0.isEmpty } : [] }
        show = { form.show($0[Group.self][keyPath: path]) }
        reset = { $0[Group.self][keyPath: path] = Group()[keyPath: path] }
        store = { text, configuration in
            guard let value = form.read(text) else { return false }
            configuration[Group.self][keyPath: path] = value
            return true
        }
    }

    /// The variable that names a file with the value; nil for what is no secret.
    var fileName: String? { isSecret ? name + "_FILE" : nil }

    /// The default as text; empty where there is none.
    var standard: String { show(Configuration(of: SettingsCatalogue([]))) }
}

/// Where a setting's value came from.
enum SettingSource: Sendable, Hashable, CustomStringConvertible {
    case standard
    case environment
    case dotenv
    /// The file that this variable names.
    case file(String)
    /// `autosre.yaml`, by its path.
    case settingsFile(String)

    var description: String {
        switch self {
        case .standard: "default"
        case .environment: "environment"
        case .dotenv: ".env"
        case .file(let variable): variable
        case .settingsFile(let path): path
        }
    }
}
