import AutoSRECore

/// How far a cell reaches, and where it says that it stands.
struct CellSpan: Sendable, Hashable {
    /// How many rows it spans.
    var rows = 1
    /// How many columns it spans.
    var columns = 1
    /// The column that it begins in, counted from 0, where the page says so (`aria-colindex`).
    var column: Int?
}

extension CellSpan {
    /// A function of the page's language: an element with how far it reaches, what it is as a time, and
    /// how the texts in it are drawn: only the browser knows which parts of a word stand in one line without a blank.
    /// What is longer than any value is not asked.
    static let measure = """
        const count = (e, name) => {
          const number = parseInt(e.getAttribute(name));
          return number >= 0 && number < 1e5 ? number : null;
        };
        const drawn = e => e.childElementCount > 0 && e.textContent.length <= 1000 ? e.innerText ?? null : null;
        const measured = e => ({element: e, rows: e.rowSpan ?? count(e, 'aria-rowspan'),
          columns: e.colSpan ?? count(e, 'aria-colspan'), column: count(e, 'aria-colindex'),
          time: e.matches('time') ? e.getAttribute('datetime') : null});
        """

    /// Lists the cells that reach over others or say where they stand, and times, in the document's order,
    /// and beside them how what may hold a value is drawn.
    static let script = """
        \(measure)
        const list = [], parts = [];
        const walk = root => {
          for (const e of root.querySelectorAll('*')) {
            if (e.matches('[rowspan],[colspan],[aria-rowspan],[aria-colspan],[aria-colindex],time[datetime]'))
              list.push(measured(e));
            if (e.matches('td,th,dt,dd,output,section,article,fieldset,[role],[aria-label]') && drawn(e))
              parts.push({element: e, drawn: drawn(e)});
            if (e.shadowRoot) walk(e.shadowRoot);
          }
        };
        walk(document);
        return {list, parts};
        """

    /// Reads what `measured` tells.
    init(_ item: JSONValue) {
        func number(_ name: String) -> Int? { item[name]?.integer.map { Int($0) } }
        // None is as many as there are left in the group.
        rows = number("rows").map { $0 < 1 ? .max : $0 } ?? 1
        columns = max(number("columns") ?? 1, 1)
        column = number("column").flatMap { $0 < 1 ? nil : $0 - 1 }
    }
}

/// Which cell of a table stands in which column, as it is drawn: a cell that spans rows stands in those below it too.
struct TableGrid: Sendable {
    /// The table's rows, from top to bottom.
    let rows: [Int]
    /// The columns under its headers; where it has none, those of its widest row.
    let columns: Set<Int>
    /// Whether a cell spans others or says where it stands.
    let hasSpans: Bool
    /// Each row's cells by their columns.
    private let lines: [Int: [Int: Int]]
    /// Rows whose cells lie over each other.
    private let broken: Set<Int>

    /// More columns than any table has (HTML allows a cell to span as many).
    private static let mostColumns = 1000

    /// Those of a page, by the places of their tables.
    static func all(in nodes: [AccessibleNode]) -> [Int: TableGrid] {
        var (rows, cells): ([Int: [Int]], [Int: [Int]]) = ([:], [:])
        for (place, node) in nodes.enumerated() {
            if node.role == "row" {
                var around = node.parent
                while let place = around, !AccessiblePage.tables.contains(nodes[place].role) {
                    around = nodes[place].parent
                }
                if let table = around { rows[table, default: []].append(place) }
            } else if let row = node.parent, nodes[row].role == "row", AccessiblePage.cells.contains(node.role) {
                cells[row, default: []].append(place)
            }
        }
        return rows.mapValues { TableGrid($0, cells, nodes) }
    }

    private init(_ rows: [Int], _ cells: [Int: [Int]], _ nodes: [AccessibleNode]) {
        var (lines, broken): ([Int: [Int: Int]], Set<Int>) = ([:], [])
        // What reaches down from above, and whether that is clear. Nothing reaches out of a group of rows.
        var (above, isBroken, group): ([Int: (cell: Int, left: Int)], Bool, Int?) = ([:], false, nil)
        for row in rows {
            if nodes[row].parent != group { (above, isBroken, group) = ([:], false, nodes[row].parent) }
            var line = above.mapValues(\.cell)
            above = above.filter { $1.left > 1 }.mapValues { ($0.cell, $0.left - 1) }
            var next = nodes[row].span.column ?? 0
            for cell in cells[row] ?? [] {
                let span = nodes[cell].span
                if let column = span.column, column < next { isBroken = true }
                next = span.column ?? next
                while span.column == nil, line[next] != nil { next += 1 }
                guard next + span.columns <= Self.mostColumns else {
                    isBroken = true
                    break
                }
                for column in next..<next + span.columns {
                    if line.updateValue(cell, forKey: column) != nil { isBroken = true }
                    if span.rows > 1 { above[column] = (cell, span.rows - 1) }
                }
                next += span.columns
            }
            lines[row] = line
            if isBroken { broken.insert(row) }
        }
        let heads = rows.drop { row in !Self.hasHeader(cells[row], nodes) }.prefix { Self.hasHeader(cells[$0], nodes) }
        let widest = lines.values.max { $0.count < $1.count }
        columns = heads.isEmpty ? Set((widest ?? [:]).keys) : Set(heads.flatMap { Array((lines[$0] ?? [:]).keys) })
        hasSpans = rows.contains { row in
            nodes[row].span != CellSpan() || (cells[row] ?? []).contains { nodes[$0].span != CellSpan() }
        }
        (self.rows, self.lines, self.broken) = (rows, lines, broken)
    }

    private static func hasHeader(_ cells: [Int]?, _ nodes: [AccessibleNode]) -> Bool {
        (cells ?? []).contains { nodes[$0].role == "columnheader" }
    }

    /// A row's cells by their columns, with those that reach into it.
    func line(of row: Int) -> [Int: Int] { lines[row] ?? [:] }

    /// Whether a row has one cell in each of the table's columns, so that each cell's column is sure.
    func isWhole(_ row: Int) -> Bool { !broken.contains(row) && Set(line(of: row).keys) == columns }

    /// Whether a row has too few cells for the table's columns.
    func isShort(_ row: Int) -> Bool { line(of: row).count < columns.count }
}
