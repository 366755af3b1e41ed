/// One setting: its name, its meaning, the syntax of its value and its place in the tree.
///
/// A new setting is a property of a section and one line in `Setting.all`; reading, checking, `autosre config`, the
/// reference page and `.env.example` follow from that line.
struct Setting: Sendable {
    /// The heading that a setting is documented under.
    enum Section: String, Sendable, CaseIterable {
        case aws = "AWS"
        case bedrock = "Bedrock"
        case slack = "Slack"
        case dashboard = "Operations dashboard"
        case lambda = "Lambda"
        case storage = "Storage"
        case workflow = "Workflow"
        case ui = "Acting"
        case policy = "Policy"
    }

    /// The variable, in upper case.
    let name: String
    /// The heading.
    let section: Section
    /// What it is for, in a sentence or two of Markdown.
    let summary: String
    /// What is allowed, in words.
    let allowed: String
    /// Whether the value is never shown, and may also come from the file that `<name>_FILE` names.
    let isSecret: Bool
    /// Writes a text into the tree; false where it is not allowed.
    let store: @Sendable (String, inout Configuration) -> Bool
    /// The value in the tree as text; empty where unset.
    let show: @Sendable (Configuration) -> String
    /// What must never be seen of the value in the tree; nothing where it is no secret.
    let secrets: @Sendable (Configuration) -> [String]
    /// A refused text as a message may show it.
    let conceal: @Sendable (String) -> String
    /// What to do instead of a refused text; nil where `allowed` says it all.
    let advice: @Sendable (String) -> String?

    /// Ties a name to a place in the tree.
    init<Value>(
        _ name: String, _ section: Section, _ path: any WritableKeyPath<Configuration, Value> & Sendable,
        _ form: ValueSyntax<Value>, isSecret: Bool = false, _ summary: String,
        advice: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        (self.name, self.section, self.summary, self.advice) = (name, section, summary, advice)
        (allowed, self.isSecret, conceal) = (form.allowed, isSecret, form.conceal)
        let hidden = form.secrets ?? { [form.show($0)] }
        secrets = { isSecret ? hidden($0[keyPath: path]).filter { !$0.isEmpty } : [] }
        show = { form.show($0[keyPath: path]) }
        store = { text, configuration in
            guard let value = form.read(text) else { return false }
            configuration[keyPath: path] = value
            return true
        }
    }

    /// The variable that names a file with the value; nil for what is no secret.
    var fileName: String? { isSecret ? name + "_FILE" : nil }

    /// The default as text; empty where there is none.
    var standard: String { show(Configuration()) }
}

/// Where a setting's value came from.
enum SettingSource: Sendable, Hashable, CustomStringConvertible {
    case standard
    case environment
    case dotenv
    /// The file that this variable names.
    case file(String)

    var description: String {
        switch self {
        case .standard: "default"
        case .environment: "environment"
        case .dotenv: ".env"
        case .file(let variable): variable
        }
    }
}
