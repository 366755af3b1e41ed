import AutoSRECore

extension AccessiblePage {
    /// Reads the page through Chrome's accessibility tree: one command for all of it, at one moment.
    ///
    /// chromedriver's element ids are `f.FRAME.d.DOCUMENT.e.NODE`, where NODE is the tree's `backendDOMNodeId`. That is
    /// its own affair, so `PageDriver` asks the driver for the role and name of an element made so before a click that
    /// counts.
    ///
    /// - Parameters:
    ///   - isBinding: whether each node gets its element, in a way that one of a later document is none of it. Costs a
    ///     command more.
    ///   - isFrame: whether a frame of the page is looked at.
    init(
        devTools session: WebDriverSession, isBinding: Bool = true, isFrame: Bool = false
    ) async throws(WebDriverError) {
        let prefix = isBinding || isFrame ? try await Self.prefix(session) : nil
        var parameters: JSONValue = [:]
        if isBinding || isFrame {
            // Where the driver names elements in another way, the page is read by the standard's commands.
            guard let frame = prefix.flatMap(Self.frame) else {
                self = try await AccessiblePage(standard: session)
                return
            }
            if isFrame { parameters = ["frameId": .string(frame)] }
        }
        // The tree does not say how far cells reach, nor what a time is for machines, and they and it are not read at
        // one moment.
        let told = try await session.execute(CellSpan.script)
        let spans = told["list"]
        let raw = try await session.devTools("Accessibility.getFullAXTree", parameters, as: Tree.self).nodes
        let url = raw.first?.properties?.first { $0.name == "url" }?.value?.string ?? ""
        var nodes = Self.nodes(raw, prefix: prefix)
        if nodes.contains(where: { $0.role == "row" || $0.role == "time" }) {
            // Drawn anew while it was read: nothing on it counts.
            if try await session.execute(CellSpan.script)["list"] != spans { nodes = [] }
            guard let cells = Self.byNumber(spans) else {
                self = try await AccessiblePage(standard: session)
                return
            }
            for (place, node) in nodes.enumerated() {
                guard let item = node.number.flatMap({ cells[$0] }) else { continue }
                (nodes[place].span, nodes[place].time) = (CellSpan(item), item["time"]?.string)
            }
        }
        // What has changed since does not fit what the tree holds, and is not taken.
        let drawn = Self.byNumber(told["parts"]) ?? [:]
        for (place, node) in nodes.enumerated() {
            nodes[place].drawn = node.number.flatMap { drawn[$0]?["drawn"]?.string }.map(Self.spaced)
        }
        self.init(url: url, nodes: nodes)
    }

    /// What a script has found of elements, by their numbers in the tree; nil where the driver names elements in
    /// another way.
    private static func byNumber(_ answer: JSONValue?) -> [Int64: JSONValue]? {
        var told: [Int64: JSONValue] = [:]
        for item in answer?.array ?? [] {
            guard let id = item["element"].flatMap({ ElementReference($0) })?.id,
                let dot = id.lastIndex(of: "."), let number = Int64(id[id.index(after: dot)...])
            else { return nil }
            told[number] = item
        }
        return told
    }

    /// What the ids of the present document's elements begin with; nil where the driver names them in another way.
    static func prefix(_ session: WebDriverSession) async throws(WebDriverError) -> String? {
        guard let element = try await session.elements(css: "html").first else { return nil }
        guard let dot = element.id.lastIndex(of: "."), element.id[..<dot].hasSuffix(".e") else { return nil }
        return String(element.id[...dot])
    }

    /// The frame's id, of what the ids of its elements begin with: `f.FRAME.d.DOCUMENT.e.`.
    private static func frame(_ prefix: String) -> String? {
        let parts = prefix.split(separator: ".")
        return parts.count > 1 && parts[0] == "f" ? String(parts[1]) : nil
    }

    /// The nodes that are told, in the document's order; the tree itself comes level by level.
    private static func nodes(_ raw: [Node], prefix: String?) -> [AccessibleNode] {
        let places = Dictionary(raw.enumerated().map { ($1.nodeId, $0) }) { first, _ in first }
        var (nodes, seen): ([AccessibleNode], Set<Int>) = ([], [])
        // What is left to do, the next at the end, each with the place of what holds it, and all that does.
        var left: [(place: Int, parent: Int?, path: [Int])] = raw.isEmpty ? [] : [(0, nil, [])]
        while let (place, parent, path) = left.popLast() {
            guard seen.insert(place).inserted else { continue }
            let item = raw[place]
            let role = item.role?.value ?? ""
            guard role != "InlineTextBox" else { continue }
            // What is ignored is not told to anybody: its children belong to what holds it.
            var around = parent
            if item.ignored != true {
                around = nodes.count
                var node = node(item, role: self.role(role), parent: parent, prefix: prefix)
                if node.role == "text" { (node.path, node.written) = (path, item.name?.value) }
                nodes.append(node)
            }
            let children = (item.childIds ?? []).reversed().compactMap { places[$0] }
            guard !children.isEmpty else { continue }
            let inner = path + [place]
            for child in children { left.append((child, around, inner)) }
        }
        return nodes
    }

    private static func node(_ item: Node, role: String, parent: Int?, prefix: String?) -> AccessibleNode {
        var node = AccessibleNode(role: role, name: spaced(item.name?.value ?? ""))
        node.parent = parent
        node.isDisabled = item.has("disabled")
        node.isBusy = item.has("busy")
        node.number = item.backendDOMNodeId
        if Self.valued.contains(role) { node.value = item.value?.text }
        if let prefix, let number = node.number { node.element = ElementReference(id: "\(prefix)\(number)") }
        return node
    }

    /// Roles of what shows a value that is not told as a text inside it.
    private static let valued: Set = ["combobox", "meter", "progressbar", "slider"]

    /// Chrome's own words for what ARIA calls otherwise, or has no word for.
    private static let words = [
        "StaticText": "text", "LayoutTable": "table", "LayoutTableRow": "row", "LayoutTableCell": "cell",
        "Iframe": "frame", "IframePresentational": "frame",
    ]

    private static func role(_ name: String) -> String { words[name] ?? name }
}

/// What we read of https://chromedevtools.github.io/devtools-protocol/tot/Accessibility/#type-AXNode.
private struct Tree: Decodable {
    let nodes: [Node]
}

private struct Node: Decodable {
    let nodeId: String
    let childIds: [String]?
    let ignored: Bool?
    let role: Text?
    let name: Text?
    let value: Shown?
    let backendDOMNodeId: Int64?
    let properties: [Property]?

    func has(_ name: String) -> Bool {
        let value = properties?.first { $0.name == name }?.value
        return value?.bool ?? (value?.integer == 1)
    }
}

private struct Text: Decodable {
    let value: String?
}

/// What a field shows: a text, or a number.
private struct Shown: Decodable {
    let value: JSONValue?

    var text: String? {
        value?.string.map(AccessiblePage.spaced) ?? value?.integer.map { "\($0)" }
    }
}

private struct Property: Decodable {
    let name: String
    /// Read of those that matter.
    let value: JSONValue?

    private static let read: Set<String> = ["url", "disabled", "busy"]

    private enum CodingKeys: String, CodingKey { case name, value }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        name = try members.decode(String.self, forKey: .name)
        guard Self.read.contains(name) else {
            value = nil
            return
        }
        value = try members.decode([String: JSONValue].self, forKey: .value)["value"]
    }
}
