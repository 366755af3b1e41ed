import AutoSRECore
import Testing

@testable import AutoSREIntegrations

/// Tables whose cells span others: a cell's column is the one that it is drawn in.
@Suite(.timeLimit(.minutes(1))) struct BrowserSpanTests {
    /// A cell of a made-up table: `th` is a header, `[]` a button.
    struct Cell: ExpressibleByStringLiteral {
        var (role, text, span) = ("cell", "", CellSpan())

        init(stringLiteral text: String) { self.text = text }

        init(_ text: String, _ role: String = "cell", rows: Int = 1, columns: Int = 1, at column: Int? = nil) {
            (self.role, self.text, span) = (role, text, CellSpan(rows: rows, columns: columns, column: column))
        }
    }

    private func head(_ text: String, rows: Int = 1, columns: Int = 1, at column: Int? = nil) -> Cell {
        Cell(text, "columnheader", rows: rows, columns: columns, at: column)
    }

    private func page(_ rows: [[Cell]]) -> AccessiblePage {
        var nodes = [AccessibleNode(role: "RootWebArea", name: "")]
        func add(_ role: String, _ name: String, in parent: Int) -> Int {
            nodes.append(AccessibleNode(role: role, name: name, parent: parent))
            return nodes.count - 1
        }
        let table = add("table", "Fleet", in: 0)
        for row in rows {
            let line = add("row", "", in: table)
            for cell in row {
                let isButton = cell.text == "[]"
                let place = add(cell.role, isButton ? "Restart" : cell.text, in: line)
                nodes[place].span = cell.span
                let holder = isButton ? add("button", "Restart", in: place) : place
                if !cell.text.isEmpty { _ = add("text", isButton ? "Restart" : cell.text, in: holder) }
            }
        }
        return AccessiblePage(url: "http://x", nodes: nodes)
    }

    private func restart(_ scope: String, on page: AccessiblePage) throws -> Int {
        page.matches(try #require(Locator(#"button "Restart" in row "\#(scope)""#))).count
    }

    private func restart(_ name: String, by column: String, on page: AccessiblePage) throws -> Int {
        page.matches(try #require(Locator(#"button "Restart" in row "\#(name)" by column "\#(column)""#))).count
    }

    private func trouble(_ text: String, on page: AccessiblePage) throws -> String {
        page.rowTrouble(try #require(Locator(text))) ?? "none"
    }

    private func read(_ text: String, on page: AccessiblePage) throws -> String {
        let locator = try ValueLocator(text)
        do throws(ValueLocator.Flaw) { return try locator.value(on: page) } catch { return error.words }
    }

    @Test("A cell that spans rows moves those below it, whatever the headers count")
    func aCellSpansRows() throws {
        let page = page([
            [head("Team"), head("Service"), head("Needs"), head("Actions", columns: 2)],
            [Cell("Sales", rows: 2), "Cart", "Stock", "[]", "Log"], ["Checkout", "Payments", "[]", "Log"],
            ["Money", "Payments", "Ledger", "[]", "Log"],
        ])
        #expect(try restart("Payments", by: "Service", on: page) == 1)
        #expect(try restart("Checkout", by: "Service", on: page) == 1)
        #expect(try restart("Payments", by: "Needs", on: page) == 1)
        #expect(try restart("Sales", by: "Team", on: page) == 2, "both of its rows")
        #expect(try restart("Payments", by: "Actions", on: page) == 0)
        #expect(try restart("Checkout", on: page) == 0)
        #expect(try read(#"column "Needs" in row "Payments" by column "Service""#, on: page) == "Ledger")
        #expect(try read(#"column "Needs" in row "Checkout" by column "Service""#, on: page) == "Payments")
        #expect(
            try read(#"column "Actions" in row "Payments" by column "Service""#, on: page)
                == "a row has 2 cells under one header")
    }

    @Test("Two rows of headers: the first cell of a row below need not stand in the first column")
    func twoRowsOfHeaders() throws {
        let page = page([
            [head("Service", rows: 2), head("Copies", columns: 3)], [head("Needs"), head("State"), head("Action")],
            [Cell("Checkout", rows: 2), "Stock", "ok", "[]"], ["Payments", "bad", "[]"], ["Cart", "-", "ok", "[]"],
        ])
        #expect(try restart("Payments", on: page) == 0)
        #expect(try restart("Checkout", on: page) == 2)
        #expect(try restart("Cart", on: page) == 1 && restart("Cart", by: "Service", on: page) == 1)
        #expect(try restart("Payments", by: "Needs", on: page) == 1)
        #expect(try read(#"column "State" in row "Cart""#, on: page) == "ok")
        #expect(try read(#"column "State" in row "Payments""#, on: page).contains("in another column than the first"))
        let reading = Reading.rows(
            TableReading(
                kind: .instances, table: nil, columns: [.id: NamePattern("Needs"), .status: NamePattern("State")],
                conditions: [NamePattern("Service"): NamePattern("Checkout")]))
        let record = reading.record(of: page)
        #expect(record.rows[.instances] == [[.id: "Stock", .status: "ok"], [.id: "Payments", .status: "bad"]])
        #expect(record.faults.isEmpty, "\(record.faults)")
    }

    @Test("What is left out below a header over two columns does not make a short row whole")
    func aHeaderSpansColumns() throws {
        let page = page([
            [head("Service"), head("Needs"), head("Actions", columns: 2)],
            [Cell("Checkout", rows: 2), "Stock", "[]", "Log"],
            ["Payments", "[]", "Log"],
        ])
        #expect(try restart("Payments", on: page) == 0)
        #expect(
            try trouble(#"button "Restart" in row "Payments""#, on: page).contains("in another column than the first"))
    }

    @Test("A row without a cell in the first column is nobody's, and the refusal says so")
    func anEmptyFirstCell() throws {
        let page = page([
            [head("Service"), head("Needs"), head("Action")], ["Checkout", "Stock", "[]"], ["", "Payments", "[]"],
        ])
        #expect(try restart("Payments", on: page) == 0)
        let words = try trouble(#"button "Restart" in row "Payments""#, on: page)
        #expect(words.contains("first cell is empty") && words.contains("by column"), "\(words)")
        #expect(try restart("Payments", by: "Needs", on: page) == 1)
    }

    @Test("Cells that lie over each other, or leave gaps, are in no column")
    func whatCannotBeLaidOut() throws {
        let over = page([
            [head("Service"), head("Needs"), head("Action")], ["Checkout", Cell("Stock", rows: 2), "[]"],
            [Cell("Payments", columns: 2), "[]"],
        ])
        #expect(try restart("Payments", on: over) == 0 && restart("Payments", by: "Service", on: over) == 0)
        #expect(try trouble(#"button "Restart" in row "Payments""#, on: over).contains("do not fit"))
        #expect(try restart("Checkout", on: over) == 1)
        let gap = page([
            [head("Service"), head("Needs"), head("Action")], [Cell("Checkout", rows: 2), "Stock", "[]"], ["Payments"],
            ["Cart", "-", "[]"],
        ])
        #expect(try restart("Checkout", on: gap) == 1 && restart("Cart", on: gap) == 1)
        #expect(try restart("Payments", on: gap) == 0)
    }

    @Test("A page that shows some of a grid's columns says which (aria-colindex)")
    func columnsByNumber() throws {
        let page = page([
            [head("Service", at: 0), head("State", at: 2), head("Action", at: 3)],
            [Cell("Checkout", at: 0), Cell("ok", at: 2), Cell("[]", at: 3)],
            [Cell("Payments", at: 2), Cell("bad", at: 3), Cell("[]", at: 4)],
        ])
        #expect(try restart("Checkout", by: "Service", on: page) == 1)
        #expect(try read(#"column "State" in row "Checkout""#, on: page) == "ok")
        #expect(try restart("Payments", on: page) == 0)
    }

    @Test("What a page tells of a cell is read as browsers do")
    func spansAreRead() {
        #expect(CellSpan(["rows": 2, "columns": 3, "column": 4]) == CellSpan(rows: 2, columns: 3, column: 3))
        #expect(CellSpan(["rows": 0, "columns": 0, "column": 0]) == CellSpan(rows: .max))
        #expect(CellSpan(["rows": .null]) == CellSpan())
    }
}
