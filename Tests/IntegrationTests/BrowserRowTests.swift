import AutoSRECore
import Testing

@testable import AutoSREIntegrations

/// By what a row is known: what another column says of it is no name.
@Suite(.timeLimit(.minutes(1))) struct BrowserRowTests {
    /// A page of one table, `Services`: its headers, its rows with the role of their first cells, and a button in each
    /// row.
    private func page(
        _ headers: [String], _ rows: [[String]], first: String = "cell", names: [String] = []
    ) -> AccessiblePage {
        var nodes = [AccessibleNode(role: "RootWebArea", name: "")]
        @discardableResult func add(_ role: String, _ name: String, in parent: Int) -> Int {
            nodes.append(AccessibleNode(role: role, name: name, parent: parent))
            return nodes.count - 1
        }
        func cell(_ role: String, _ text: String, in row: Int) {
            let cell = add(role, text, in: row)
            if !text.isEmpty { add("text", text, in: cell) }
        }
        let table = add("table", "Services", in: 0)
        let head = add("row", "", in: table)
        for header in headers { cell("columnheader", header, in: head) }
        for (place, row) in rows.enumerated() {
            let line = add("row", place < names.count ? names[place] : "", in: table)
            for (column, text) in row.enumerated() {
                guard text == "[]" else {
                    cell(column == 0 ? first : "cell", text, in: line)
                    continue
                }
                let button = add("button", "Restore", in: add("cell", "Restore", in: line))
                add("text", "Restore", in: button)
            }
        }
        return AccessiblePage(url: "http://x", nodes: nodes)
    }

    private func count(_ text: String, on page: AccessiblePage) throws -> Int {
        page.matches(try #require(Locator(text))).count
    }

    private let headers = ["Name", "Release", "Needs", "Go"]
    private let lager = ["Lager", "r42", "Kasse", "[]"]
    private let kasse = ["Kasse", "r42", "-", "[]"]

    @Test("Whoever needs a service is not that service", arguments: ["cell", "rowheader"])
    func anotherColumnIsNoName(_ first: String) throws {
        let alone = page(headers, [lager], first: first)
        #expect(try count(#"button "Restore" in row "Kasse""#, on: alone) == 0)
        #expect(try count(#"button "Restore" in row "*asse*""#, on: alone) == 0)
        #expect(try count(#"cell "r42" in row "Kasse""#, on: alone) == 0)
        #expect(try count(#"button "Restore" in row "Lager""#, on: alone) == 1)
        let both = page(headers, [lager, kasse], first: first)
        #expect(try count(#"button "Restore" in row "Kasse" in table "Services""#, on: both) == 1)
        #expect(try ValueLocator(#"column "Release" in row "Kasse""#).value(on: both) == "r42")
        #expect(throws: ValueLocator.Flaw.self) {
            try ValueLocator(#"column "Release" in row "Kasse""#).value(on: alone)
        }
    }

    @Test func theColumnMayBeSaid() throws {
        let page = page(headers, [lager, kasse])
        #expect(try count(#"button "Restore" in row "Kasse" by column "Name""#, on: page) == 1)
        #expect(try count(#"button "Restore" in row "Kasse" by column "Needs" in table "Services""#, on: page) == 1)
        #expect(try count(#"button "Restore" in row "r42" by column "Release""#, on: page) == 2)
        #expect(try count(#"button "Restore" in row "Lager" by column "Needs""#, on: page) == 0)
        #expect(try count(#"button "Restore" in row "Kasse" by column "Owner""#, on: page) == 0)
        #expect(try count(#"columnheader "Name" in row "Name" by column "Name""#, on: page) == 0)
        let value = try ValueLocator(#"column "Name" in row "Kasse" by column "Needs""#)
        #expect(try value.value(on: page) == "Lager")
    }

    @Test("A column that could be either of two, or stands elsewhere in the row, names no row")
    func unclearColumns() throws {
        let twice = page(["Name", "Name", "Go"], [["Kasse", "Kasse", "[]"]])
        #expect(try count(#"button "Restore" in row "Kasse" by column "Name""#, on: twice) == 0)
        let short = page(headers, [["Kasse", "r42", "[]"]])
        #expect(try count(#"button "Restore" in row "Kasse" by column "Name""#, on: short) == 0)
    }

    @Test("Below a cell that spans two rows the first cell stands in another column")
    func spannedRows() throws {
        let page = page(["Name", "Needs", "Go"], [["Lager", "Kunden", "[]"], ["Kasse", "[]"]])
        #expect(try count(#"button "Restore" in row "Kasse""#, on: page) == 0)
        #expect(try count(#"button "Restore" in row "Lager""#, on: page) == 1)
    }

    @Test func emptyCellsAreNoNames() throws {
        let page = page(["", "Name", "Needs", "Go"], [["", "Lager", "Kasse", "[]"], ["", "Kasse", "", "[]"]])
        #expect(try count(#"button "Restore" in row "Kasse""#, on: page) == 1)
        #expect(try count(#"button "Restore" in row "Lager""#, on: page) == 1)
    }

    @Test("A row header stands before the first cell, and a row of headers is no row that is meant")
    func rowHeaders() throws {
        let nodes = [
            AccessibleNode(role: "table", name: ""),
            AccessibleNode(role: "row", name: "", parent: 0),
            AccessibleNode(role: "cell", name: "7", parent: 1),
            AccessibleNode(role: "button", name: "Restore", parent: 2),
            AccessibleNode(role: "rowheader", name: "Kasse", parent: 1),
            AccessibleNode(role: "row", name: "", parent: 0),
            AccessibleNode(role: "columnheader", name: "Lager", parent: 5),
            AccessibleNode(role: "cell", name: "Kasse", parent: 5),
            AccessibleNode(role: "button", name: "Restore", parent: 7),
        ]
        let page = AccessiblePage(url: "http://x", nodes: nodes)
        #expect(try count(#"button "Restore" in row "Kasse""#, on: page) == 1)
        #expect(try count(#"button "Restore" in row "7""#, on: page) == 0)
        #expect(try count(#"button "Restore" in row "Lager""#, on: page) == 0)
    }

    @Test("A row's own label names it; a name that a browser makes of all its cells does only as a whole")
    func ownNames() throws {
        let labelled = page(headers, [lager], names: ["Store 7"])
        #expect(try count(#"button "Restore" in row "Store 7""#, on: labelled) == 1)
        #expect(try count(#"button "Restore" in row "Store*""#, on: labelled) == 1)
        let whole = "Lager r42 Kasse Restore"
        let told = page(headers, [lager], names: [whole])
        #expect(try count(#"button "Restore" in row "*Kasse*""#, on: told) == 0)
        #expect(try count("button \"Restore\" in row \"\(whole)\"", on: told) == 1)
    }

    @Test func columnsAreReadFilledAndPrinted() throws {
        let text = #"button "Go" in row "{service}" by column "Name {id}" in table "T" in region "R""#
        let locator = try MapVariables(id: "7", serviceName: "Kasse").fill(try #require(Locator(text)))
        #expect(locator.scopes.count == 3 && locator.scopes.first?.column?.core == "Name 7")
        #expect(
            locator.description
                == "button 'Go' in row 'Kasse' by column 'Name 7' in table 'T' in region 'R'")
        #expect(Locator(text + #" in main "M""#) == nil, "three scopes, whatever columns are said")
    }

    @Test(arguments: [
        (#"button "x" by column "y""#, #"after in row "NAME" alone, and not after button "x""#),
        (#"row "x" by column "y""#, #"not after row "x""#),
        (#"button "x" in table "t" by column "y""#, #"not after in table "t""#),
        (#"button "x" in row "r" by columns "y""#, "not by columns"),
        (#"button "x" in row "r" by column "y" by column "z""#, "one column"),
        (#"button "x" in row "r" by column "y  z""#, "single blanks"),
        (#"button "x" in row "r" by column "{verison}""#, "{verison}"),
        (#"button "x" in row "r" by column"#, "ROLE"),
    ])
    func mistakesAreNamed(_ locator: String, _ words: String) {
        let map = "actions:\n  restart:\n    - open: /\n    - act: '\(locator)'\n"
        let error = #expect(throws: UIMapError.self) { try UIMap(yaml: Array(map.utf8)) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        (#"column "V" in table "t" by column "y""#, "not after in table"),
        (#"text "a" in row "r" by column "{value}""#, "once"), (#"column "V" in row "{version}" by column "N""#, ""),
        (#"column "V" in row "r" by column "{version}""#, "{version} is not known while reading"),
    ])
    func mistakesOfReadingsAreNamed(_ locator: String, _ words: String) {
        let map = "read:\n  - open: /\n  - state:\n      version: '\(locator)'\n"
        let error = #expect(throws: UIMapError.self) { try UIMap(yaml: Array(map.utf8)) }
        #expect(words.isEmpty || error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
}
