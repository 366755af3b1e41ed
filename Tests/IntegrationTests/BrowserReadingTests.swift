import AutoSRECore
import Testing

@testable import AutoSREIntegrations

/// What a map's `read` makes of a page.
@Suite(.timeLimit(.minutes(1))) struct BrowserReadingTests {
    private func table(_ name: String = "Fleet", _ rows: [[String]]) -> [(depth: Int, role: String, name: String)] {
        var elements: [(Int, String, String)] = [(1, "table", name)]
        for (place, row) in rows.enumerated() {
            elements.append((2, "row", ""))
            for (column, text) in row.enumerated() {
                elements.append((3, place == 0 ? "columnheader" : column == 0 ? "rowheader" : "cell", text))
            }
        }
        return elements.map { (depth: $0.0, role: $0.1, name: $0.2) }
    }

    private let fleet = [["App", "Version", "State"], ["Checkout", "v2", "bad"], ["Payments", "v7", "good"]]

    private func value(_ text: String, on page: AccessiblePage) throws -> String {
        try ValueLocator(text).value(on: page)
    }

    private func flaw(_ text: String, on page: AccessiblePage) -> String {
        do {
            return "read " + (try value(text, on: page))
        } catch let flaw as ValueLocator.Flaw { return flaw.words } catch { return "\(error)" }
    }

    @Test func aCellIsWhereItsRowAndColumnCross() throws {
        let page = page([(0, "RootWebArea", "")] + table("Fleet", fleet))
        #expect(try value(#"column "Version" in row "Checkout""#, on: page) == "v2")
        #expect(try value(#"column "State" in row "Payments" in table "Fleet""#, on: page) == "good")
        #expect(flaw(#"column "Owner" in row "Checkout""#, on: page).contains("does not show"))
        #expect(flaw(#"column "State" in row "Check""#, on: page).contains("does not show"))
    }

    @Test("What could be either of two is none")
    func ambiguity() throws {
        let twice = page([(0, "RootWebArea", "")] + table("A", fleet) + table("B", fleet))
        #expect(flaw(#"column "Version" in row "Checkout""#, on: twice).contains("2 times"))
        #expect(try value(#"column "Version" in row "Checkout" in table "B""#, on: twice) == "v2")
        let rows = page([(0, "RootWebArea", "")] + table("A", fleet + [["Checkout", "v9", "bad"]]))
        #expect(flaw(#"column "Version" in row "Checkout""#, on: rows).contains("2 times"))
        let headers = page([(0, "RootWebArea", "")] + table("A", [["App", "V", "V"], ["Checkout", "1", "2"]]))
        #expect(flaw(#"column "V" in row "Checkout""#, on: headers).contains("2 such columns"))
        let short = page([(0, "RootWebArea", "")] + table("A", [["App", "V", "S"], ["Checkout", "1"]]))
        #expect(flaw(#"column "V" in row "Checkout""#, on: short).contains("2 cells under 3 headers"))
    }

    @Test func termsTextsRegionsAndPairs() throws {
        let page = page([
            (0, "RootWebArea", ""), (1, "region", "Checkout box"), (2, "text", "Status: very bad now"),
            (1, "term", "Active version"), (1, "definition", "v3"), (1, "term", "Owner"), (1, "definition", "me"),
            (1, "definition", "you"), (1, "table", ""), (2, "row", ""), (3, "cell", "Replicas"), (3, "cell", "4"),
            (1, "status", "Health"), (2, "text", "Fine"), (1, "status", "Void"),
        ])
        #expect(try value(#"definition "Active version""#, on: page) == "v3")
        #expect(flaw(#"definition "Owner""#, on: page).contains("2 times"))
        #expect(try value(#"text "Status: {value} now" in region "Checkout box""#, on: page) == "very bad")
        #expect(try value(#"text "*: {value} *""#, on: page) == "very")
        #expect(try value(#"row "Replicas""#, on: page) == "4")
        #expect(try value(#"status "Health""#, on: page) == "Fine")
        #expect(flaw(#"status "Void""#, on: page).contains("empty"), "its name is no value")
        #expect(page.matches(try #require(Locator(#"text "v3" in definition "Active version""#))).count == 1)
    }

    @Test(arguments: [
        ("text", "ROLE"), (#"text "{value}{value}""#, "once"), (#"text "a" in region "{value}""#, "once"),
        (#"cell "Version""#, "called by what is in it"), (#"column "V""#, "in row"),
        (#"column "{value}" in row "x""#, "holds no"), (#"definition "{value}""#, "holds no"),
        (#"text "*{value}""#, "star"), (#"text "a*{value}""#, "star"), (#"text "{value}*b""#, "star"),
    ])
    func whatCanNeverBeReadIsNoReading(_ text: String, _ words: String) {
        let flaw = #expect(throws: ValueLocator.Flaw.self) { try ValueLocator(text) }
        #expect(flaw?.words.contains(words) == true, "\(flaw?.words ?? "")")
    }

    private func rows(_ yaml: String) throws -> Reading {
        let map = try UIMap(yaml: Array("read:\n  - open: /\n  - \(yaml)\n".utf8))
        guard case .read(let reading)? = map.read?.last else { throw Refusal("no reading") }
        return try MapVariables(id: "checkout", serviceName: "Checkout").fill(reading)
    }

    private let releases = [
        ["App", "Version", "Rolled out", "State"],
        ["Checkout", "v2", "2026-11-24 11:48:00", "live"], ["Payments", "v7", "2026-11-24 11:49:00", "live"],
        ["Checkout", "v1", "yesterday", "old"], ["Checkout", "v0", "2026-11-20 10:00:00", "old"],
    ]

    @Test func rowsBecomeDeploymentsAndInstances() throws {
        let page = page([(0, "RootWebArea", "")] + table("", releases) + table("Other", fleet))
        let reading = try rows(
            #"history: {version: Version, at: "Rolled out", status: State, where: {App: "{service}"}}"#)
        let service = DashboardService(reading.record(of: page), id: "checkout", name: "Checkout")
        #expect(service.deployments.map(\.version) == ["v2", "v0"] && service.badReleases == 1)
        #expect(service.faults == ["history.at is 'yesterday' and no time"])
        let none = try rows(#"history: {version: Version, at: "Rolled out", where: {App: Search}}"#)
        #expect(none.record(of: page).faults == ["history: no row of it is the service's"])
        let absent = try rows(#"instances: {id: Host, started: Since}"#)
        #expect(absent.record(of: page).faults.first?.contains("a table with these columns") == true)
    }

    @Test("A version that could not be read is no guess from the history")
    func anUnreadVersionIsNotKnown() throws {
        let page = page([(0, "RootWebArea", "")] + table("", releases))
        let history = #"history: {version: Version, at: "Rolled out", where: {App: "{service}"}}"#
        var record = try rows(history).record(of: page)
        record.faults = ["version: column 'Version' in row 'Checkout' is there 2 times"]
        let service = DashboardService(record, id: "checkout", name: "Checkout")
        #expect(service.runningVersion == nil && service.confirmation(of: .version("v2")) == nil)
        let rollback = Action(
            kind: .rollback, target: Target(kind: .service, name: "checkout"), before: .version("v2"),
            after: .version("v0"), reason: "a test")
        let objection = try #require(service.objection(to: rollback))
        #expect(objection.hasPrefix("the pages do not show which version of checkout runs: version: column"))
    }

    @Test("A history without what runs is a part of it, and told")
    func theHistoryHoldsWhatRuns() throws {
        let page = page([(0, "RootWebArea", "")] + table("", releases))
        var record = try rows(#"history: {version: Version, at: "Rolled out", where: {App: "{service}"}}"#).record(
            of: page)
        record.rows[.history]?.removeAll { Instant($0[.at] ?? "") == nil }
        record.facts[.version] = "v2"
        #expect(DashboardService(record, id: "checkout", name: nil).faults.isEmpty)
        record.facts[.version] = "v3"
        let faults = DashboardService(record, id: "checkout", name: nil).faults
        #expect(faults == ["history does not hold v3, which runs: is it on another page?"])
    }

    @Test("A page of fewer rows than instances proves no restart")
    func aPartIsNoProof() throws {
        let page = page(
            [(0, "RootWebArea", "")]
                + table("", [["Host", "Since"], ["i-1", "2026-11-24T12:00:01Z"], ["i-2", "2026-11-24T12:00:02Z"]])
                + [(1, "text", "3 replicas")])
        var record = try rows("instances: {id: Host, started: Since}").record(of: page)
        let restart = ResourceState.instancesSince(noon)
        let alone = DashboardService(record, id: "x", name: nil)
        #expect(alone.confirmation(of: restart) == nil, "nobody knows how many there are")
        let action = Action(
            kind: .restart, target: Target(kind: .service, name: "x"), before: nil, after: restart, reason: "a test")
        #expect(alone.objection(to: action)?.contains("how many instances x has") == true)
        record.facts[.replicas] = "2"
        let whole = DashboardService(record, id: "x", name: nil)
        #expect(whole.confirmation(of: restart) != nil && whole.objection(to: action) == nil)
        record.facts[.replicas] = nil
        record.add(try rows(#"state: {replicas: 'text "{value} replicas"'}"#).record(of: page))
        #expect(DashboardService(record, id: "x", name: nil).confirmation(of: restart) == nil)
        record.facts[.replicas] = "many"
        let odd = DashboardService(record, id: "x", name: nil)
        #expect(odd.replicas == nil && odd.faults.contains("replicas is 'many' and no number"))
    }

    @Test("A start in the future is no reading: a local clock read as UTC proves no restart")
    func theFutureIsNoReading() throws {
        let ahead = "2026-11-24T14:00:00Z"
        let page = page([(0, "RootWebArea", "")] + table("", [["Host", "Since"], ["i-1", ahead]]))
        var record = try rows("instances: {id: Host, started: Since}").record(of: page)
        (record.facts[.poolSize], record.facts[.poolInUse], record.facts[.poolRestarted]) = ("9", "1", ahead)
        record.facts[.replicas] = "1"
        let service = DashboardService(record, id: "x", name: nil)
        #expect(service.confirmation(of: .instancesSince(noon)) != nil)
        let known = service.known(by: noon)
        #expect(known.confirmation(of: .instancesSince(noon)) == nil)
        #expect(known.confirmation(of: .poolSince(noon)) == nil)
        #expect(known.faults.filter { $0.hasSuffix("in the future") }.count == 2, "\(known.faults)")
        let skewed = service.known(by: noon.advanced(bySeconds: 7200 - 200))
        #expect(skewed.confirmation(of: .instancesSince(noon)) != nil && skewed.faults.isEmpty)
    }

    private static let fine = """
        names:
          checkout: Checkout
        read:
          - open: /fleet
          - frame: Main
          - expect: heading "Fleet"
          - state:
              version: column "Version" in row "{service}"
              status: 'text "State: {value}"'
          - history:
              table: table "Releases"
              version: Version
              at: Rolled out
              where:
                App: "{service}"
        actions:
          rollback:
            - open: /fleet
            - act: button "Go"
        """

    @Test func aMapReads() throws {
        let map = try UIMap(yaml: Array(Self.fine.utf8))
        #expect(map.read?.count == 5 && map.name(of: "CHECKOUT") == "Checkout")
        #expect(map.reads.sorted() == ["reads history", "reads status", "reads version"])
        #expect(try UIMap.builtIn().read == nil)
    }

    @Test(arguments: [
        ("version: column", "versoin: column", "read[4].state: versoin"),
        ("column \"Version\"", "colum \"Version\"", "colum is no"),
        ("heading \"Fleet\"", "heding \"Fleet\"", "is heading meant?"),
        ("at: Rolled out", "ad: Rolled out", "read[5].history: ad"),
        ("\"State: {value}\"", "\"State\"", "read[4].state.status"), ("    where:", "    were:", "were"),
        ("table \"Releases\"", "list \"Releases\"", "grid"),
        ("{service}", "{version}", "{version} is not known while reading"),
        ("heading \"Fleet\"", "heading \"Fleet  now\"", "single blanks"),
        ("heading \"Fleet\"", "heading \" Fleet\"", "single blanks"),
        ("  - frame: Main", "  - act: button \"x\"", "act belongs to an action"),
        ("version: column", "replicas: column", "read has no version"),
        ("  checkout: Checkout", "  checkout: 7", "names.checkout"), ("frame: Main", "frame: 7", "a frame's name"),
        ("expect: heading \"Fleet\"", "state: {version: 'row \"Version\"'}", "version is read twice"),
        ("state:", "states:", "open, frame, click"), ("at: Rolled out", "status: Rolled out", "at is missing"),
    ])
    func mistakesAreNamed(_ old: String, _ new: String, _ names: String) throws {
        let text = Self.fine.replacing(old, with: new)
        try #require(text != Self.fine)
        let error = #expect(throws: UIMapError.self) { try UIMap(yaml: Array(text.utf8)) }
        #expect(error?.description.contains(names) == true, "\(error?.description ?? "")")
    }

    @Test("Nothing shows that all instances were restarted where nobody knows how many there are")
    func aRestartNeedsTheNumberOfInstances() throws {
        let map = """
            read:
              - open: /
              - instances: {id: Host, started: Since}
            actions:
              restart:
                - open: /
                - act: button "Restart"
            """
        let error = #expect(throws: UIMapError.self) { try UIMap(yaml: Array(map.utf8)) }
        #expect(error?.description.contains("actions.restart: read has no replicas") == true)
        let counted = map.replacing("  - instances", with: "  - state: {replicas: 'row \"Copies\"'}\n  - instances")
        #expect(throws: Never.self) { try UIMap(yaml: Array(counted.utf8)) }
    }

    @Test("A reading belongs to read, and nowhere else")
    func whereReadingsMayStand() {
        let text = Self.fine.replacing("    - open: /fleet\n    - act", with: "    - state: {}\n    - act")
        #expect(throws: UIMapError.self) { try UIMap(yaml: Array(text.utf8)) }
    }
}
