// By what a row is known. Any cell would do for a reader who sees the whole table; for a program it would be a trap:
// the row of a service that needs another one holds that one's name too.

extension AccessiblePage {
    /// Whether `scope` means the row at `place`: by the column that it names, else by a label of the row's own, by its
    /// header, or where it has none, by the cell in its table's first column.
    func isRow(_ place: Int, _ scope: Locator.Scope) -> Bool {
        // Most rows are none whatever their columns are, and those take a walk through the table.
        let isHeld = cells(reaching: place).contains { isCalled($0, scope.name) }
        if let column = scope.column {
            return isHeld && cell(of: place, under: column).map { isCalled($0, scope.name) } ?? false
        }
        return hasOwnName(scope.name, at: place)
            || isHeld && nameCell(of: place).map { isCalled($0, scope.name) } ?? false
    }

    /// The cells by which a row that `scope` means is known; all of them where it has a name of its own.
    func naming(_ row: Int, _ scope: Locator.Scope) -> [Int] {
        let name = scope.column.map { cell(of: row, under: $0) } ?? nameCell(of: row)
        guard let name, isCalled(name, scope.name) else { return cells(reaching: row) }
        return [name]
    }

    /// Why no row is the one that a locator means though a cell of one is called so; nil where none is.
    func rowTrouble(_ locator: Locator) -> String? {
        for scope in locator.scopes where scope.role == "row" {
            let holding = nodes.indices.filter { place in
                nodes[place].role == "row" && cells(reaching: place).contains { isCalled($0, scope.name) }
            }
            guard !holding.isEmpty, !holding.contains(where: { isRow($0, scope) }) else { continue }
            return ": nobody can tell which row is '\(scope.name.text)', which stands there "
                + trouble(of: holding, scope.column)
        }
        return nil
    }

    private func trouble(of rows: [Int], _ column: NamePattern?) -> String {
        let unsure = rows.contains { row in grid(around: row).map { !$0.isWhole(row) } ?? false }
        if unsure { return "in a row whose cells do not fit under its table's headers" }
        if let column { return "and not in the only column '\(column.text)'" }
        let isNameless = rows.contains { row in firstCell(of: row).map(isEmpty) ?? false }
        return (isNameless ? "in a row whose first cell is empty" : "in another column than the first")
            + ": by column \"HEADER\" says in which"
    }

    /// The cells of a row, those that reach into it from above among them.
    private func cells(reaching row: Int) -> [Int] {
        grid(around: row).map { Array($0.line(of: row).values) } ?? cells(of: row)
    }

    /// The grid of the table that holds a row; nil for none.
    private func grid(around row: Int) -> TableGrid? { table(around: row).flatMap { grids[$0] } }

    /// The cell of a row under the only header of this name in the row's own table; nil where nobody can tell which it
    /// is.
    private func cell(of row: Int, under name: NamePattern) -> Int? {
        guard let table = table(around: row) else { return nil }
        let columns = columns(of: table, name)
        guard columns.count == 1 else { return nil }
        do throws(ValueLocator.Flaw) { return try cell(of: row, in: columns[0]) } catch { return nil }
    }

    /// What a row is called by: nil for a row of headers, which stands for nothing, and where nobody can tell.
    private func nameCell(of row: Int) -> Int? {
        guard let grid = grid(around: row) else {
            let cells = cells(of: row)
            return cells.first { nodes[$0].role == "rowheader" } ?? cells.first.flatMap(naming)
        }
        let line = grid.line(of: row)
        // Cells that are missing at the end of a row, or are too many there, do not move its first one.
        let isSure = grid.isWhole(row) || !grid.hasSpans && !grid.isShort(row)
        if let header = line.keys.sorted().lazy.compactMap({ line[$0] }).first(where: { nodes[$0].role == "rowheader" })
        {
            return isSure || !grid.hasSpans ? header : nil
        }
        return isSure ? firstCell(of: row).flatMap(naming) : nil
    }

    /// A cell that may be a name.
    private func naming(_ cell: Int) -> Int? { nodes[cell].role == "columnheader" || isEmpty(cell) ? nil : cell }

    /// The cell of a row in the first column of its table that is more than a margin: that has a header, or anything in
    /// it at all.
    private func firstCell(of row: Int) -> Int? {
        guard let grid = grid(around: row) else { return cells(of: row).first }
        let first = grid.columns.sorted().first { column in
            grid.rows.contains { grid.line(of: $0)[column].map { !isEmpty($0) } ?? false }
        }
        return first.flatMap { grid.line(of: row)[$0] }
    }

    private func isEmpty(_ cell: Int) -> Bool { content(of: cell).isEmpty && nodes[cell].name.isEmpty }

    /// Whether a cell is called so, by what is in it or by a label of its own.
    private func isCalled(_ cell: Int, _ name: NamePattern) -> Bool {
        name.fits(content(of: cell)) || name.fits(nodes[cell].name)
    }

    /// Whether a row itself has this name. Some browsers name a row by all its cells: with an open end any of them
    /// would fit, so that such a name has to be given as a whole.
    private func hasOwnName(_ pattern: NamePattern, at row: Int) -> Bool {
        let name = nodes[row].name
        guard pattern.fits(name) else { return false }
        guard pattern.isOpenAtStart || pattern.isOpenAtEnd else { return true }
        let cells = cells(of: row).map(content(of:))
        return cells.isEmpty || !cells.allSatisfy { name.contains($0) }
    }
}
