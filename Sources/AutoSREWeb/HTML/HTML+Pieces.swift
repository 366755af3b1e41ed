extension HTML {
    /// A list, or nothing where there is no item.
    /// - Parameter name: the list's class.
    public static func list(_ items: [HTML], _ name: String = "") -> [HTML] {
        guard !items.isEmpty else { return [] }
        let attribute: HTML = name.isEmpty ? "" : " class=\"\(name)\""
        return ["<ul\(attribute)>"] + items.map { "<li>\($0)</li>" } + ["</ul>"]
    }

    /// A table, which scrolls in itself where it is wide, by keyboard too; nothing without a row below its head.
    /// - Parameter name: what a screen reader calls it.
    /// - Parameter rows: the first is the head.
    public static func table(_ name: String, _ rows: [[HTML]]) -> [HTML] {
        guard let head = rows.first, rows.count > 1 else { return [] }
        let titles: [HTML] = head.map { "<th scope=\"col\">\($0)</th>" }
        let box: HTML = "<div class=\"scroll\" role=\"group\" aria-label=\"\(name)\" tabindex=\"0\">"
        var lines: [HTML] = ["\(box)<table>", "<thead><tr>\(titles)</tr></thead>", "<tbody>"]
        for row in rows.dropFirst() {
            let cells: [HTML] = row.map { "<td>\($0)</td>" }
            lines.append("<tr>\(cells)</tr>")
        }
        return lines + ["</tbody></table></div>"]
    }
}
