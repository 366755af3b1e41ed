import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine

/// The effective settings as a table or as lines of JSON. Secrets are masked already; what else a value holds passes
/// the redactor.
struct ConfigurationView {
    private let rows: [EffectiveSetting]

    /// A view of `configuration`.
    init(_ configuration: Configuration) {
        let redactor = Redactor(secrets: configuration.secrets)
        rows = configuration.effective().map { row in
            EffectiveSetting(name: row.name, value: redactor.safe(row.value, upTo: 16 << 10), source: row.source)
        }
    }

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
