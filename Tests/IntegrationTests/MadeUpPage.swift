@testable import AutoSREIntegrations

/// A page by its elements, each with its depth; cells and their like have their text in them, as in Chromium's tree.
func page(_ elements: [(depth: Int, role: String, name: String)]) -> AccessiblePage {
    var (nodes, open): ([AccessibleNode], [Int]) = ([], [])
    for (depth, role, name) in elements {
        open = Array(open.prefix(depth))
        var node = AccessibleNode(role: role, name: name)
        node.parent = open.last
        open.append(nodes.count)
        nodes.append(node)
        if !name.isEmpty, ["cell", "columnheader", "rowheader", "term", "definition"].contains(role) {
            var text = AccessibleNode(role: "text", name: name)
            text.parent = nodes.count - 1
            nodes.append(text)
            // A definition has no name of its own.
            if role == "definition" { nodes[nodes.count - 2].name = "" }
        }
    }
    return AccessiblePage(url: "http://x", nodes: nodes)
}
