import AutoSRECore
import AutoSREPlatform

extension UIMap {
    /// The map of the operations dashboard that AutoSRE brings along.
    public static func builtIn() throws(UIMapError) -> UIMap { try UIMap(yaml: Array(builtInText.utf8)) }

    /// Reads a file.
    public init(path: String) throws(UIMapError) {
        do { try self.init(yaml: try Files.read(path, maximumBytes: 1 << 20)) } catch {
            throw UIMapError("\(path): \(error)")
        }
    }

    /// Reads YAML of the shape of the built-in map. A word that is not known is an error: a misspelt expectation would
    /// otherwise be one that is never checked.
    public init(yaml bytes: [UInt8]) throws(UIMapError) {
        let value: JSONValue
        do { value = try YAML.parse(bytes) } catch { throw UIMapError(error.message + Self.hint(error)) }
        guard let members = value.object else { throw UIMapError("login and actions are expected") }
        try Self.refuse(others: ["login", "names", "read", "actions"], in: value, at: "the map")
        (names, read) = (try Self.names(members["names"]), try Self.readSteps(members["read"]))
        login = try Self.steps(members["login"] ?? .array([]), at: "login")
        let raw = members["actions"]?.object ?? [:]
        // A map that only reads is one too.
        guard !raw.isEmpty || read != nil && members["actions"] == nil else { throw UIMapError("actions are missing") }
        var actions: [ActionKind: [Step]] = [:]
        for (name, steps) in raw {
            guard let kind = ActionKinds.standard.all.first(where: { $0.rawValue == name }) else {
                let known = ActionKinds.standard.all.map(\.rawValue).joined(separator: ", ")
                throw UIMapError("actions.\(name): one of \(known) is expected")
            }
            actions[kind] = try Self.actingSteps(steps, at: "actions.\(name)")
        }
        self.actions = actions
        if login.contains(where: \.isActing) { throw UIMapError("login: act belongs to an action") }
        try refuseUnseen()
    }

    /// `text "Version: 2"` has to be quoted as a whole.
    private static func hint(_ error: YAMLError) -> String {
        error.reason.contains("mapping values") ? "; a text with a colon goes between single quotes" : ""
    }

    private static func actingSteps(_ value: JSONValue, at place: String) throws(UIMapError) -> [Step] {
        let steps = try steps(value, at: place)
        guard steps.last?.isActing == true, steps.dropLast().allSatisfy({ !$0.isActing }) else {
            throw UIMapError("\(place): exactly one act is expected, at the end")
        }
        if case .act(let button, _)? = steps.last, let dialog = button.dialog, dialog.name.core.isEmpty {
            throw UIMapError(
                "\(place): an act in a \(dialog.role) says which: its name is expected, or let the question of one "
                    + "without a name be a confirm")
        }
        return steps
    }

    /// - Parameter isReading: whether a step may take something from the page.
    static func steps(
        _ value: JSONValue, at place: String, isReading: Bool = false
    ) throws(UIMapError) -> [Step] {
        guard let items = value.array else { throw UIMapError("\(place): a list of steps is expected") }
        var steps: [Step] = []
        for (index, item) in items.enumerated() {
            let place = "\(place)[\(index + 1)]"
            if isReading, let reading = try reading(item, at: place) {
                steps.append(.read(reading))
            } else {
                steps.append(try step(item, at: place))
            }
        }
        return steps
    }

    private static func step(_ item: JSONValue, at place: String) throws(UIMapError) -> Step {
        if let path = item["open"]?.string {
            try refuse(others: ["open"], in: item, at: place)
            guard path.hasPrefix("/"), !path.hasPrefix("//") else {
                throw UIMapError("\(place): a path that begins with / is expected")
            }
            return .open(try known(path, at: place))
        }
        if let path = item["frame"] {
            try refuse(others: ["frame"], in: item, at: place)
            return .frame(try frame(path, at: place))
        }
        if let target = item["fill"] {
            try refuse(others: ["fill", "with"], in: item, at: place)
            let field = try field(target, item["with"], at: place)
            return .fill(field.locator, with: field.text)
        }
        if let target = item["act"] {
            try refuse(others: ["act", "confirm"], in: item, at: place)
            return .act(try locator(target, at: place), confirm: try confirmation(item["confirm"], at: place))
        }
        let isClick = item["click"] != nil
        guard let target = item["click"] ?? item["expect"] else {
            throw UIMapError("\(place): open, frame, click, fill, expect or act is expected")
        }
        try refuse(others: [isClick ? "click" : "expect"], in: item, at: place)
        let found = try locator(target, at: place)
        return isClick ? .click(found) : .expect(found)
    }

    /// A frame's name, or those of the frames around it and its own; none for the page as a whole.
    private static func frame(_ value: JSONValue, at place: String) throws(UIMapError) -> [NamePattern] {
        let names = value.array ?? [value]
        var path: [NamePattern] = []
        for name in names {
            guard let text = name.string, !text.isEmpty else {
                throw UIMapError("\(place): a frame's name is expected")
            }
            try refuseUnfit(text, at: place)
            path.append(NamePattern(try known(text, at: place)))
        }
        return path
    }

    private static func field(
        _ target: JSONValue, _ text: JSONValue?, at place: String
    ) throws(UIMapError) -> Field {
        guard let text = text?.string else { throw UIMapError("\(place): with: TEXT is expected") }
        return Field(
            locator: try locator(target, at: place), text: try known(text, at: place, maySecret: true))
    }

    /// The fields of a question: one, or a list of them.
    private static func fields(_ value: JSONValue, at place: String) throws(UIMapError) -> [Field] {
        guard let target = value["fill"] else {
            if value["with"] != nil { throw UIMapError("\(place): with belongs to fill") }
            return []
        }
        guard let items = target.array else { return [try field(target, value["with"], at: place)] }
        if value["with"] != nil { throw UIMapError("\(place): with belongs into the list of fill") }
        var fields: [Field] = []
        for (index, item) in items.enumerated() {
            let place = "\(place).fill[\(index + 1)]"
            try refuse(others: ["fill", "with"], in: item, at: place)
            fields.append(try field(item["fill"] ?? .null, item["with"], at: place))
        }
        return fields
    }

    private static func confirmation(_ value: JSONValue?, at place: String) throws(UIMapError) -> Confirmation? {
        guard let value else { return nil }
        let place = place + ".confirm"
        try refuse(others: ["expect", "fill", "with", "click", "optional"], in: value, at: place)
        guard let click = value["click"] else { throw UIMapError("\(place): click is missing") }
        guard let items = (value["expect"] ?? .array([])).array else {
            throw UIMapError("\(place): expect takes a list")
        }
        guard let isOptional = (value["optional"] ?? false).bool else {
            throw UIMapError("\(place): optional takes true or false")
        }
        var expected: [Locator] = []
        for item in items { expected.append(try locator(item, at: place)) }
        return Confirmation(
            expected: expected, click: try locator(click, at: place), isOptional: isOptional,
            fields: try fields(value, at: place))
    }

    static func locator(_ value: JSONValue, at place: String) throws(UIMapError) -> Locator {
        let text = value.string ?? ""
        let locator: Locator
        do throws(Locator.Flaw) { locator = try Locator(parsing: text) } catch {
            throw UIMapError("\(place): \(error.words)")
        }
        _ = try known(text, at: place)
        try refuseUnfit(locator, at: place)
        return locator
    }

    /// The text, all of whose variables there are: what a plan does not know is not expected, so a misspelt one never
    /// would be.
    static func known(
        _ text: String, at place: String, maySecret: Bool = false
    ) throws(UIMapError) -> String {
        if !maySecret, let name = MapVariables.secretNames(in: text).first {
            throw UIMapError("\(place): ${\(name)} may stand only after with:, where it is typed")
        }
        let strangers = MapVariables.names(in: text).filter { !MapVariables.all.contains($0) }
        guard let stranger = strangers.first else { return text }
        let all = MapVariables.all.map { "{\($0)}" }.joined(separator: ", ")
        throw UIMapError("\(place): {\(PlainText.oneLine(stranger))} is not one of \(all)")
    }

    static func refuse(others known: Set<String>, in value: JSONValue, at place: String) throws(UIMapError) {
        guard let members = value.object else { throw UIMapError("\(place): names with values are expected") }
        guard let stranger = members.keys.filter({ !known.contains($0) }).min() else { return }
        throw UIMapError("\(place): \(PlainText.oneLine(stranger)) is not known here")
    }
}

extension UIMap.Step {
    /// Whether it is the one that changes something.
    var isActing: Bool { if case .act = self { true } else { false } }

    /// The fields that it fills, those of its question among them.
    var fields: [UIMap.Field] {
        switch self {
        case .fill(let locator, let text): [UIMap.Field(locator: locator, text: text)]
        case .act(_, let confirm): confirm?.fields ?? []
        default: []
        }
    }
}
