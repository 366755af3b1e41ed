import AutoSRECore

extension AccessiblePage {
    /// Reads the page through Chrome's accessibility tree: one command for all of it, at one moment.
    ///
    /// chromedriver's element ids are `f.FRAME.d.DOCUMENT.e.NODE`, where NODE is the tree's `backendDOMNodeId`. That is
    /// its own affair, so `PageDriver` asks the driver for the role and name of an element made so before a click that
    /// counts.
    ///
    /// - Parameter isBinding: whether each node gets its element, in a way that one of a later document is none of it.
    ///   Costs a command more.
    init(devTools session: WebDriverSession, isBinding: Bool = true) async throws(WebDriverError) {
        let prefix = isBinding ? try await Self.prefix(session) : nil
        let raw = try await session.devTools("Accessibility.getFullAXTree", as: Tree.self).nodes
        url = raw.first?.properties?.first { $0.name == "url" }?.value?.string ?? ""
        nodes = Self.nodes(raw, prefix: prefix)
    }

    /// What the ids of the present document's elements begin with; nil where the driver names them in another way.
    static func prefix(_ session: WebDriverSession) async throws(WebDriverError) -> String? {
        guard let element = try await session.elements(css: "html").first else { return nil }
        guard let dot = element.id.lastIndex(of: "."), element.id[..<dot].hasSuffix(".e") else { return nil }
        return String(element.id[...dot])
    }

    private static func nodes(_ raw: [Node], prefix: String?) -> [AccessibleNode] {
        var nodes: [AccessibleNode] = []
        var places: [String: Int] = [:]
        for item in raw {
            let parent = item.parentId.flatMap { places[$0] }
            if item.ignored == true {
                // Not told to anybody: its children belong to what holds it.
                if let parent { places[item.nodeId] = parent }
                continue
            }
            let role = item.role?.value ?? ""
            guard role != "InlineTextBox" else { continue }
            var node = AccessibleNode(role: self.role(role), name: spaced(item.name?.value ?? ""))
            node.parent = parent
            node.isDisabled = item.has("disabled")
            node.isBusy = item.has("busy")
            node.number = item.backendDOMNodeId
            if let prefix, let number = node.number { node.element = ElementReference(id: "\(prefix)\(number)") }
            places[item.nodeId] = nodes.count
            nodes.append(node)
        }
        return nodes
    }

    /// Chrome's own words for what ARIA calls otherwise.
    private static func role(_ name: String) -> String { name == "StaticText" ? "text" : name }

    /// Text with every run of blanks as one.
    static func spaced(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// What we read of https://chromedevtools.github.io/devtools-protocol/tot/Accessibility/#type-AXNode.
private struct Tree: Decodable {
    let nodes: [Node]
}

private struct Node: Decodable {
    let nodeId: String
    let parentId: String?
    let ignored: Bool?
    let role: Text?
    let name: Text?
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
