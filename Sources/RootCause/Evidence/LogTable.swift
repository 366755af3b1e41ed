/// Log records reduced to what the analysis needs: when, who, which template. This is the seam to template mining:
/// another miner only has to fill these columns.
struct LogTable: Sendable {
    /// A kind of message.
    struct Template: Sendable {
        /// The first message of the kind, cut.
        let example: String
        /// Its fixed text, without numbers and values.
        let words: String
        /// Whether it reports a failure: its level, or a word of failure in its fixed text.
        let isFailure: Bool
    }

    var components: [String] = []
    var templates: [Template] = []
    /// Unix seconds.
    var time: [Double] = []
    /// Index into `components`.
    var component: [Int32] = []
    /// Index into `templates`.
    var template: [Int32] = []
    /// Hash of the request's trace id; 0 for none.
    var trace: [UInt64] = []
    /// The file, and where in it each message stands.
    var bytes: [UInt8] = []
    var message: [Range<Int>] = []

    var count: Int { time.count }
}

extension LogTable {
    /// Longest example kept, in bytes: a page shows a line or two.
    static let exampleLength = 240
    /// Most templates kept apart; what comes later falls into one template of overflow, so memory stays bounded.
    static let mostTemplates = 20_000

    /// Reads `logs.csv`: time, component, message and more. A row that cannot be read is left out and named in `gaps`.
    static func read(_ bytes: [UInt8], file: String, gaps: inout [String]) throws(EvidenceError) -> LogTable {
        var reader = CSVReader(bytes, file: file)
        let header = try Header(&reader, needed: ["time", "component", "message"])
        let (time, component, message) = (header["time"], header["component"], header["message"])
        let trace = header["trace_id"]
        let widest = max(time, component, message)
        var table = LogTable()
        var components = NameTable()
        var index: [UInt64: Int32] = [:]
        var fields: [CSVReader.Field] = []
        var skipped = Skipped(file: file)
        while skipped.survive({ () throws(EvidenceError) in try reader.next(&fields) }) {
            guard fields.count > widest else {
                skipped.note(reader.line, "\(fields.count) fields are too few")
                continue
            }
            guard let at = Numbers.time(bytes, fields[time].range) else {
                skipped.note(reader.line, "the time is no number")
                continue
            }
            let shape = MessageShape(bytes, fields[message].range)
            var id = index[shape.key] ?? -1
            if id < 0 {
                if table.templates.count >= mostTemplates {
                    id = Int32(truncatingIfNeeded: mostTemplates - 1)
                } else {
                    id = Int32(truncatingIfNeeded: table.templates.count)
                    index[shape.key] = id
                    let example = fields[message].range.prefix(exampleLength)
                    table.templates.append(
                        Template(
                            example: String(decoding: bytes[example], as: UTF8.self),
                            words: MessageShape.words(bytes, fields[message].range), isFailure: shape.isFailure))
                }
            }
            table.time.append(at)
            table.component.append(Int32(truncatingIfNeeded: components.id(bytes, fields[component].range)))
            table.template.append(id)
            table.message.append(fields[message].range)
            let hasTrace = fields.indices.contains(trace) && !fields[trace].isEmpty
            table.trace.append(hasTrace ? Hash.of(bytes, fields[trace].range) : 0)
        }
        skipped.report(to: &gaps)
        table.components = components.names
        table.bytes = bytes
        return table
    }
}
