import AutoSRECore

extension AccessiblePage {
    /// Reads the page through Chrome's accessibility tree: one command for all of it, at one moment.
    ///
    /// chromedriver's element ids are `f.FRAME.d.DOCUMENT.e.NODE`, where NODE is the tree's `backendDOMNodeId`. That is
    /// its own affair, so `BrowserHand` asks the driver for the role and name of an element made so before it uses it.
    init(devTools session: WebDriverSession) async throws(WebDriverError) {
        let root = try await session.elements(css: "html").first
        let answer = try await session.devTools("Accessibility.getFullAXTree")
        guard let raw = answer["nodes"]?.array else { throw .nonsense("an accessibility tree without nodes") }
        url = raw.first.flatMap { Self.property("url", of: $0)?.string } ?? ""
        nodes = Self.nodes(raw, prefix: root.flatMap { Self.prefix(of: $0) })
    }

    private static func prefix(of element: ElementReference) -> String? {
        guard let dot = element.id.lastIndex(of: "."), element.id[..<dot].hasSuffix(".e") else { return nil }
        return String(element.id[...dot])
    }

    private static func nodes(_ raw: [JSONValue], prefix: String?) -> [AccessibleNode] {
        var nodes: [AccessibleNode] = []
        var places: [String: Int] = [:]
        for item in raw {
            guard let id = item["nodeId"]?.string else { continue }
            let parent = item["parentId"]?.string.flatMap { places[$0] }
            if item["ignored"]?.bool == true {
                // Not told to anybody: its children belong to what holds it.
                if let parent { places[id] = parent }
                continue
            }
            let role = item["role"]?["value"]?.string ?? ""
            guard role != "InlineTextBox" else { continue }
            var node = AccessibleNode(role: self.role(role), name: spaced(item["name"]?["value"]?.string ?? ""))
            node.parent = parent
            node.isDisabled = isTrue(property("disabled", of: item))
            node.isBusy = isTrue(property("busy", of: item))
            if let prefix, let number = item["backendDOMNodeId"]?.integer {
                node.element = ElementReference(id: "\(prefix)\(number)")
            }
            places[id] = nodes.count
            nodes.append(node)
        }
        return nodes
    }

    /// Chrome's own words for what ARIA calls otherwise.
    private static func role(_ name: String) -> String { name == "StaticText" ? "text" : name }

    private static func property(_ name: String, of item: JSONValue) -> JSONValue? {
        item["properties"]?.array?.first { $0["name"]?.string == name }?["value"]?["value"]
    }

    private static func isTrue(_ value: JSONValue?) -> Bool { value?.bool ?? (value?.integer == 1) }

    /// Text with every run of blanks as one.
    static func spaced(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
