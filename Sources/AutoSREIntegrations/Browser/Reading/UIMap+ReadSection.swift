import AutoSRECore

// The section `read` of a map: how a person finds out what runs, in what state it is, and what was deployed.

extension UIMap {
    /// What stands for the service; what is not planned yet cannot be read about.
    static let readVariables: Set = ["id", "service"]

    /// The steps of `read`; nil where the map has none.
    static func readSteps(_ value: JSONValue?) throws(UIMapError) -> [Step]? {
        guard let value else { return nil }
        let steps = try steps(value, at: "read", isReading: true)
        var known: Set<String> = []
        for (index, step) in steps.enumerated() {
            let place = "read[\(index + 1)]"
            if step.isActing { throw UIMapError("\(place): act belongs to an action") }
            for name in step.variables where !readVariables.contains(name) {
                throw UIMapError("\(place): {\(name)} is not known while reading; {id} and {service} are")
            }
            for word in step.words where !known.insert(word).inserted {
                throw UIMapError("\(place): \(word) is read twice")
            }
        }
        guard !known.isEmpty else { throw UIMapError("read: state, history or instances is expected") }
        return steps
    }

    /// A reading, where the step is one.
    static func reading(_ item: JSONValue, at place: String) throws(UIMapError) -> Reading? {
        if let members = item["state"] {
            try refuse(others: ["state"], in: item, at: place)
            return try state(members, at: "\(place).state")
        }
        for kind in TableReading.Kind.allCases {
            guard let members = item[kind.rawValue] else { continue }
            try refuse(others: [kind.rawValue], in: item, at: place)
            return .rows(try rows(kind, members, at: "\(place).\(kind.rawValue)"))
        }
        return nil
    }

    private static func state(_ value: JSONValue, at place: String) throws(UIMapError) -> Reading {
        try refuse(others: Set(Reading.Fact.allCases.map(\.rawValue)), in: value, at: place)
        var facts: [Reading.Fact: ValueLocator] = [:]
        for fact in Reading.Fact.allCases {
            guard let item = value[fact.rawValue] else { continue }
            let place = "\(place).\(fact.rawValue)"
            guard let text = item.string else { throw UIMapError("\(place): ROLE \"NAME\" is expected") }
            facts[fact] = try valueLocator(text, at: place)
        }
        guard !facts.isEmpty else { throw UIMapError("\(place): a value to read is expected") }
        return .state(facts)
    }

    private static func valueLocator(_ text: String, at place: String) throws(UIMapError) -> ValueLocator {
        if let locator = Locator(text) {
            try refuseUnfit(locator, at: place, roles: Roles.all.union(ValueLocator.words))
        }
        _ = try known(text.replacing(ValueLocator.hole, with: ""), at: place)
        do throws(ValueLocator.Flaw) { return try ValueLocator(text) } catch {
            throw UIMapError("\(place): \(error.words)")
        }
    }

    private static func rows(
        _ kind: TableReading.Kind, _ value: JSONValue, at place: String
    ) throws(UIMapError) -> TableReading {
        let fields = kind.needed + kind.optional
        try refuse(others: Set(fields.map(\.rawValue) + ["table", "where"]), in: value, at: place)
        var reading = TableReading(kind: kind, table: nil, columns: [:], conditions: [:])
        if let table = value["table"] {
            let locator = try locator(table, at: "\(place).table")
            guard AccessiblePage.tables.contains(locator.role) else {
                throw UIMapError("\(place).table: table \"NAME\" is expected, or grid or treegrid")
            }
            reading.table = locator
        }
        for field in fields {
            guard let header = value[field.rawValue] else { continue }
            reading.columns[field] = try name(header, at: "\(place).\(field.rawValue)")
        }
        for field in kind.needed where reading.columns[field] == nil {
            throw UIMapError("\(place): \(field.rawValue) is missing, the header of its column")
        }
        guard let conditions = (value["where"] ?? [:]).object else {
            throw UIMapError("\(place).where: a header with what stands under it is expected")
        }
        for (header, text) in conditions {
            let place = "\(place).where"
            reading.conditions[try name(.string(header), at: place)] = try name(text, at: place)
        }
        return reading
    }

    private static func name(_ value: JSONValue, at place: String) throws(UIMapError) -> NamePattern {
        guard let text = value.string, !text.isEmpty else { throw UIMapError("\(place): a name is expected") }
        _ = try known(text, at: place)
        try refuseUnfit(text, at: place)
        return NamePattern(text)
    }

    /// The names that the pages have for services, by their ids.
    static func names(_ value: JSONValue?) throws(UIMapError) -> [String: String] {
        guard let members = (value ?? [:]).object else { throw UIMapError("names: ids with names are expected") }
        var names: [String: String] = [:]
        for (id, name) in members {
            guard let name = name.string, !name.isEmpty else { throw UIMapError("names.\(id): a name is expected") }
            guard names.updateValue(AccessiblePage.spaced(name), forKey: id.lowercased()) == nil else {
                throw UIMapError("names.\(id): is there twice, in upper and lower case")
            }
        }
        return names
    }

    /// What shows that an action of a kind is done has to be read, where the pages alone can tell.
    func refuseUnseen() throws(UIMapError) {
        guard let read else { return }
        let words = Set(read.flatMap(\.words))
        for (kind, proof) in Self.proofs where actions[kind] != nil && !words.isSuperset(of: proof) {
            let missing = proof.filter { !words.contains($0) }.joined(separator: ", ")
            throw UIMapError("actions.\(kind.rawValue): read has no \(missing), so nothing would show that it is done")
        }
    }

    private static let proofs: [(ActionKind, [String])] = [
        (.rollback, ["version"]), (.scaleUp, ["replicas"]),
        (.restart, ["instances", "instances.started", "replicas"]),
        (.restartDatabasePool, ["pool_size", "pool_in_use", "pool_restarted"]),
    ]
}

extension UIMap.Step {
    /// What a reading step reads, by its words in a map.
    var words: [String] {
        switch self {
        case .read(.state(let facts)): facts.keys.map(\.rawValue)
        case .read(.rows(let table)):
            [table.kind.rawValue] + table.columns.keys.map { "\(table.kind.rawValue).\($0.rawValue)" }
        default: []
        }
    }

    /// The names of the variables in it.
    var variables: [String] {
        let texts: [String] =
            switch self {
            case .open(let path): [path]
            case .fill(let locator, let text): locator.names + [text]
            case .click(let locator), .expect(let locator), .act(let locator, _): locator.names
            case .frame(let path): path.map(\.core)
            case .read(.state(let facts)): facts.values.flatMap { $0.locator.names + [$0.after?.core ?? ""] }
            case .read(.rows(let table)):
                (table.table?.names ?? []) + table.columns.values.map(\.core)
                    + table.conditions.flatMap { [$0.core, $1.core] }
            }
        return texts.flatMap(MapVariables.names)
    }
}

extension Locator {
    /// Its name, those around it, and the headers by which rows are known.
    fileprivate var names: [String] { [name.core] + scopes.flatMap { [$0.name.core, $0.column?.core ?? ""] } }
}
