/// Which column of a CSV file is which, by the header's names.
struct Header {
    private let columns: [String: Int]

    /// Reads the header; the file must have all columns of `needed`.
    init(_ reader: inout CSVReader, needed: [String]) throws(EvidenceError) {
        var fields: [CSVReader.Field] = []
        guard try reader.next(&fields) else {
            throw EvidenceError(file: reader.file, line: 1, reason: "the file is empty")
        }
        var columns: [String: Int] = [:]
        for (index, field) in fields.enumerated() { columns[reader.text(field)] = index }
        for name in needed where columns[name] == nil {
            throw EvidenceError(file: reader.file, line: 1, reason: "column \"\(name)\" is missing")
        }
        self.columns = columns
    }

    /// The place of a column; -1 when the file has none.
    subscript(_ name: String) -> Int { columns[name] ?? -1 }
}
