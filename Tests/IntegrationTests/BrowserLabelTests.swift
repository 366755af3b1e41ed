import AutoSRECore
import Testing

@testable import AutoSREIntegrations

/// Values that stand beside labels, in fields, and as times for machines.
@Suite(.timeLimit(.minutes(1))) struct BrowserLabelTests {
    /// Elements by depth; a role of `-` is one that is told to nobody and only holds others.
    private func page(
        _ elements: [(depth: Int, role: String, name: String)], _ change: (inout [AccessibleNode]) -> Void = { _ in }
    ) -> AccessiblePage {
        var nodes: [AccessibleNode] = []
        var open: [(node: Int?, element: Int)] = []
        for (element, (depth, role, name)) in elements.enumerated() {
            open = Array(open.prefix(depth))
            let around = open.last { $0.node != nil }?.node
            if role == "-" {
                open.append((nil, element))
                continue
            }
            var node = AccessibleNode(role: role, name: AccessiblePage.spaced(name))
            (node.parent, node.path) = (around, role == "text" ? open.map(\.element) : [])
            if role == "text" { node.written = name }
            open.append((nodes.count, element))
            nodes.append(node)
        }
        change(&nodes)
        return AccessiblePage(url: "http://x", nodes: nodes)
    }

    private func read(_ text: String, on page: AccessiblePage, isTime: Bool = false) -> String {
        do throws(ValueLocator.Flaw) { return try ValueLocator(text).value(on: page, isTime: isTime) } catch {
            return "no: \(error.words)"
        }
    }

    /// A card as Chromium tells it: elements in a line are told to nobody.
    private var cards: AccessiblePage {
        page([
            (0, "RootWebArea", ""), (1, "article", "billing"), (2, "paragraph", ""), (3, "text", "Version "),
            (3, "strong", ""), (4, "text", "9.9"), (1, "article", "checkout"), (2, "paragraph", ""),
            (3, "text", "Version "), (3, "strong", ""), (4, "text", "2.8.1"), (2, "generic", ""), (3, "text", "State"),
            (3, "text", "Degraded"), (2, "-", ""), (3, "generic", ""), (4, "text", "Build"), (3, "generic", ""),
            (4, "text", "v"), (4, "text", "2"), (4, "text", ".8"), (4, "text", " beta"), (2, "generic", ""),
            (3, "text", "Owner"), (2, "generic", ""), (3, "text", "A"), (3, "text", "1"), (3, "text", "B"),
            (3, "text", "2"),
        ])
    }

    @Test(arguments: [("Version", "2.8.1"), ("State", "Degraded"), ("Build", "v2.8 beta"), ("Ver*", "2.8.1")])
    func aValueStandsBesideItsLabel(_ label: String, _ value: String) throws {
        #expect(read("label \"\(label)\" in article \"checkout\"", on: cards) == value)
    }

    @Test("Of what could be either of two, and of a label without a value, nothing is read")
    func noGuess() throws {
        #expect(read(#"label "Version""#, on: cards).hasPrefix("no: label 'Version' is there 2 times"))
        for label in ["Owner", "A", "B", "Degraded", "Region"] {
            #expect(read("label \"\(label)\" in article \"checkout\"", on: cards).hasPrefix("no: "), "\(label)")
        }
        #expect(throws: ValueLocator.Flaw.self) { try ValueLocator(#"label "Version {value}""#) }
        #expect(throws: UIMapError.self) { try UIMap(yaml: Array("read:\n  - expect: label \"Version\"\n".utf8)) }
    }

    @Test func whatAListShowsIsItsValue() throws {
        let form = page([(0, "RootWebArea", ""), (1, "combobox", "State"), (2, "option", "Healthy")]) {
            $0[1].value = "Degraded"
        }
        #expect(read(#"combobox "State""#, on: form) == "Degraded")
    }

    private func releases(_ times: [String?]) throws -> PageRecord {
        let map = try UIMap(yaml: Array("read:\n  - history: {version: V, at: When}\n".utf8))
        guard case .read(let reading)? = map.read?.last else { throw Refusal("no reading") }
        var elements: [(Int, String, String)] = [
            (0, "RootWebArea", ""), (1, "table", ""), (2, "row", ""), (3, "columnheader", "V"), (4, "text", "V"),
            (3, "columnheader", "When"), (4, "text", "When"),
        ]
        for place in times.indices {
            elements += [(2, "row", ""), (3, "cell", ""), (4, "text", "v\(place)"), (3, "cell", "")]
            elements += [(4, "time", ""), (5, "text", "12 minutes ago")]
        }
        return reading.record(
            of: page(elements.map { (depth: $0.0, role: $0.1, name: $0.2) }) { nodes in
                var left = times[...]
                for place in nodes.indices where nodes[place].role == "time" { nodes[place].time = left.removeFirst() }
            })
    }

    @Test("A time is what it is for machines, where that is one")
    func timesForMachines() throws {
        let record = try releases(["2026-11-24T11:48:00Z", nil, "PT12M"])
        let service = DashboardService(record, id: "x", name: nil)
        #expect(service.deployments.map(\.version) == ["v0"])
        #expect(service.deployments.first?.timestamp == Instant("2026-11-24T11:48:00Z"))
        #expect(service.faults.allSatisfy { $0 == "history.at is '12 minutes ago' and no time" })
        #expect(service.faults.count == 2)
    }

    @Test("A deployment of the future is left out and told: a local time without its offset may be one")
    func deploymentsOfTheFuture() throws {
        let service = DashboardService(try releases(["2026-11-24T14:00:00Z"]), id: "x", name: nil).known(by: noon)
        #expect(service.faults == ["1 deployment has a time in the future"] && service.badReleases == 1)
    }
}
