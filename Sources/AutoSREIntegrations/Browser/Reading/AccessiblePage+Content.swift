import AutoSRECore

// What stands in a page's elements: texts, terms with their definitions, rows and columns of tables.

extension AccessiblePage {
    /// The elements inside the one at `place`: they follow it without a gap, for the nodes are in the document's order.
    func inside(_ place: Int) -> Range<Int> {
        var end = place + 1
        while end < nodes.count, let parent = nodes[end].parent, parent >= place { end += 1 }
        return place + 1..<end
    }

    /// Roles whose elements are called by what is in them.
    static let namedByContent: Set = [
        "text", "cell", "gridcell", "rowheader", "columnheader", "button", "link", "heading", "tab", "menuitem",
        "option", "listitem", "term", "paragraph", "generic",
    ]

    /// The texts inside an element, with single blanks. Where there are none, the name that stands for them, such as
    /// that of a picture in a cell.
    func content(of place: Int) -> String {
        if nodes[place].role == "text" { return nodes[place].name }
        let texts = inside(place).filter { nodes[$0].role == "text" && !nodes[$0].name.isEmpty }
        let content = joined(Array(texts))
        let name = nodes[place].name
        if content.isEmpty {
            let values = ([place] + inside(place)).compactMap { nodes[$0].value }
            if values.count == 1 { return values[0] }
            return Self.namedByContent.contains(nodes[place].role) ? name : ""
        }
        // What is drawn, and a name made of the content, keep words together that are written in several parts.
        return [nodes[place].drawn, name].compactMap(\.self).first { Self.isSame($0, content) } ?? content
    }

    /// What the only time in an element is for machines, where that is a time; else what stands there for people.
    func moment(in place: Int) -> String {
        let times = ([place] + inside(place)).compactMap { nodes[$0].time }
        guard times.count == 1, Instant(times[0]) != nil else { return content(of: place) }
        return times[0]
    }

    /// The elements right inside one, of the roles given.
    func children(of place: Int, _ roles: Set<String>) -> [Int] {
        inside(place).filter { roles.contains(nodes[$0].role) && nodes[$0].parent == place }
    }

    static let cells: Set = ["cell", "gridcell", "rowheader", "columnheader"]
    static let tables: Set = ["table", "grid", "treegrid"]

    /// The cells of a row, from left to right.
    func cells(of row: Int) -> [Int] { children(of: row, Self.cells) }

    /// The table that holds an element; nil for none.
    func table(around place: Int) -> Int? { places(around: place).first { Self.tables.contains(nodes[$0].role) } }

    /// The rows of a table that stand for something, from top to bottom: those of headers do not.
    func rows(of table: Int) -> [Int] {
        (grids[table]?.rows ?? []).filter { row in cells(of: row).contains { nodes[$0].role != "columnheader" } }
    }

    /// A column of a table.
    struct Column: Sendable, Hashable {
        /// The table.
        let table: Int
        /// The row of its header.
        let row: Int
        /// Where it stands, counted from 0: its header may span several.
        let places: Set<Int>
    }

    /// The columns of a table whose header has this name.
    func columns(of table: Int, _ name: NamePattern) -> [Column] {
        guard let grid = grids[table] else { return [] }
        return grid.rows.filter(grid.isWhole).flatMap { row in
            let line = grid.line(of: row)
            return cells(of: row).filter { nodes[$0].role == "columnheader" && name.fits(content(of: $0)) }.map {
                cell in
                Column(table: table, row: row, places: Set(line.filter { $0.value == cell }.keys))
            }
        }
    }

    /// The cell of a row in a column of its table.
    /// - Throws: where the row has other cells than the table has columns, or several under this header, so that nobody
    ///   can tell.
    func cell(of row: Int, in column: Column) throws(ValueLocator.Flaw) -> Int {
        guard let grid = grids[column.table], grid.isWhole(row) else {
            let (cells, headers) = (cells(of: row).count, grids[column.table]?.columns.count ?? 0)
            throw ValueLocator.Flaw(words: "a row has \(cells.counted("cell")) under \(headers.counted("header"))")
        }
        let found = Set(column.places.compactMap { grid.line(of: row)[$0] })
        guard found.count == 1, let cell = found.first, nodes[cell].role != "columnheader" else {
            throw ValueLocator.Flaw(words: "a row has \(found.count.counted("cell")) under one header")
        }
        return cell
    }

    /// What a term is defined as: the definitions that follow it before the next term, or that are named by it.
    func definitions(of term: NamePattern, in scopes: [Locator.Scope]) -> [Int] {
        var (found, isMeant): ([Int], Bool) = ([], false)
        for place in nodes.indices {
            switch nodes[place].role {
            case "term": isMeant = term.fits(content(of: place)) && isInside(place, scopes)
            case "definition":
                if isMeant || term.fits(nodes[place].name) && isInside(place, scopes) { found.append(place) }
            default: break
            }
        }
        return found
    }
}
