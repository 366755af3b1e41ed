import AutoSREConfiguration
import AutoSRECore

/// The effective settings as a table or as lines of JSON.
struct ConfigurationView {
    private let rows: [EffectiveSetting]

    /// A view of `configuration`.
    init(_ configuration: Configuration) { rows = configuration.effective() }

    /// One row for each setting: name, value, source.
    func lines() -> [String] {
        let cells = rows.map { [$0.name.printable, $0.value.printable, $0.source.printable] }
        return Table.rows([["SETTING", "VALUE", "SOURCE"]] + cells)
    }

    /// One line for each setting.
    func json() throws -> [String] {
        var lines: [String] = []
        for row in rows {
            let members: JSONValue = [
                "schema": .integer(Int64(JSONLines.schema)), "type": "setting", "name": .string(row.name),
                "value": .string(row.value), "source": .string(row.source),
            ]
            lines.append(try JSON.text(members))
        }
        return lines
    }
}
