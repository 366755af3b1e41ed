// By what a row is known. Any cell would do for a reader who sees the whole table; for a program it would be a trap:
// the row of a service that needs another one holds that one's name too.

extension AccessiblePage {
    /// Whether `scope` means the row at `place`: by the column that it names, else by the name of the row's own, by its
    /// header, or where it has none, by its first cell that is not empty.
    func isRow(_ place: Int, _ scope: Locator.Scope) -> Bool {
        if let column = scope.column {
            // Most rows are none whatever their columns are, and those take a walk through the table.
            guard cells(of: place).contains(where: { isCalled($0, scope.name) }) else { return false }
            return cell(of: place, under: column).map { isCalled($0, scope.name) } ?? false
        }
        if hasOwnName(scope.name, at: place) { return true }
        guard let header = header(of: place), isCalled(header, scope.name) else { return false }
        return nodes[header].role == "rowheader" || !isShort(place)
    }

    /// Whether a row has fewer cells than its table has headers: one of a row above may reach into it, so that its
    /// first cell need not stand in the first column.
    private func isShort(_ row: Int) -> Bool {
        guard let table = table(around: row) else { return false }
        let headers = rows(of: table).lazy.map { children(of: $0, ["columnheader"]).count }.first { $0 > 0 } ?? 0
        return cells(of: row).count < headers
    }

    /// The cell of a row under the only header of this name in the row's own table; nil where nobody can tell which it
    /// is.
    private func cell(of row: Int, under name: NamePattern) -> Int? {
        guard let table = table(around: row) else { return nil }
        let columns = columns(of: table, name)
        guard columns.count == 1, let column = columns.first, column.row != row else { return nil }
        let cells = cells(of: row)
        return cells.count == column.count ? cells[column.index] : nil
    }

    /// What a row is called by: nil for a row of headers, which stands for nothing.
    private func header(of row: Int) -> Int? {
        let filled = cells(of: row).filter { !content(of: $0).isEmpty || !nodes[$0].name.isEmpty }
        if let header = filled.first(where: { nodes[$0].role == "rowheader" }) { return header }
        guard let first = filled.first, nodes[first].role != "columnheader" else { return nil }
        return first
    }

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
