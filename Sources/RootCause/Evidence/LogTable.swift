import LogMining

/// Log records in columns: when, who, which template, and their texts.
struct LogTable: Sendable {
    /// A kind of message.
    struct Template: Sendable {
        /// Its fixed text, with `<*>` where a variable is.
        let text: String
        /// The first message of the kind, cut.
        var example: String
        /// Whether it reports a failure: by its level, or by its words where that does not say that all is well.
        var isFailure: Bool
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
    /// All messages, one behind the other, and where each ends.
    private(set) var bytes: [UInt8] = []
    private var ends: [Int] = []

    var count: Int { time.count }

    /// Where a row's message stands in `bytes`.
    func message(_ row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

    /// A row's message as templates know it: its first line, with single blanks.
    func line(_ row: Int) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(message(row).count)
        var isASCII = true
        for byte in bytes[message(row)] {
            if byte == .lineFeed { break }
            if byte == .space || byte == .tab || byte == .carriageReturn {
                if let last = line.last, last != .space { line.append(.space) }
            } else {
                line.append(byte)
                isASCII = isASCII && byte < 0x80
            }
        }
        if line.last == .space { line.removeLast() }
        return isASCII ? line : Array(String(decoding: line, as: UTF8.self).utf8)
    }
}

extension LogTable {
    /// Longest example kept, in bytes: a page shows a line or two.
    static let exampleLength = 240
    /// Bytes of a message that are kept: the first lines of a stack trace name the exception.
    static let mostBytes = 400

    /// Reads `logs.csv`: time, component, message and more. A row that cannot be read is left out and named in `gaps`.
    static func read(_ bytes: [UInt8], file: String, gaps: inout [String]) throws(EvidenceError) -> LogTable {
        var reader = CSVReader(bytes, file: file)
        let header = try Header(&reader, needed: ["time", "component", "message"])
        let (time, component, message) = (header["time"], header["component"], header["message"])
        let trace = header["trace_id"]
        let widest = max(time, component, message)
        var maker = LogMaker()
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
            let request = fields.indices.contains(trace) ? fields[trace].range : 0..<0
            if fields[message].hasEscapes {
                // Quotes that a file has to double are single ones of the message.
                let texts = [component, message].map { reader.text(fields[$0]) }
                let row = TextRow(texts + [String(decoding: bytes[request], as: UTF8.self)])
                maker.add(at, row.bytes, component: row.ranges[0], message: row.ranges[1], trace: row.ranges[2])
            } else {
                maker.add(
                    at, bytes, component: fields[component].range, message: fields[message].range, trace: request)
            }
        }
        skipped.report(to: &gaps)
        return maker.table
    }
}

/// Makes a table of log records, one after the other.
struct LogMaker {
    private var made = LogTable()
    private var lines = LogEvidence.Lines()
    private var components = NameTable()

    /// Adds a record whose parts are ranges of `bytes`; no trace where that range is empty.
    mutating func add(
        _ time: Double, _ bytes: [UInt8], component: Range<Int>, message: Range<Int>, trace: Range<Int>
    ) {
        let number = components.id(bytes, component)
        let text = bytes[message]
        if text.prefix(LogTable.mostBytes).contains(where: { $0 >= 0x80 }) {
            // What is no UTF-8 is read as the verifier reads it.
            let readable = String(decoding: text, as: UTF8.self).utf8
            lines.append(readable.prefix(LogTable.mostBytes), at: time, component: number)
        } else {
            lines.append(text.prefix(LogTable.mostBytes), at: time, component: number)
        }
        made.component.append(Int32(truncatingIfNeeded: number))
        made.trace.append(trace.isEmpty ? 0 : Hash.of(bytes, trace))
    }

    /// What was added.
    var table: LogTable {
        var table = made
        table.components = components.names
        table.take(lines)
        return table
    }
}

extension LogTable {
    /// Takes the lines with their templates. A template's level is that of its first line, since loggers write levels
    /// as fixed text.
    fileprivate mutating func take(_ lines: LogEvidence.Lines) {
        let mined = MinedLines(lines)
        (time, bytes, ends) = (lines.times, lines.bytes, lines.ends)
        template = mined.templateOf.map { Int32(truncatingIfNeeded: $0 - 1) }
        templates = mined.templates.templates.map { Template(text: $0.text, example: "", isFailure: false) }
        var isSeen = [Bool](repeating: false, count: templates.count)
        for row in 0..<count where !isSeen[Int(template[row])] {
            let number = Int(template[row])
            isSeen[number] = true
            templates[number].example = String(decoding: bytes[message(row).prefix(Self.exampleLength)], as: UTF8.self)
            let level = LogSeverity(line: bytes.span.extracting(message(row)))
            templates[number].isFailure =
                level.map { $0 >= .error } ?? false
                || (level ?? .warning) == .warning && FailureWords.holds(templates[number].text.utf8)
        }
    }
}

extension FailureWords {
    /// Whether a name has a word of failure in it: an operation's, an event's.
    static func isFailure(_ name: String) -> Bool { holds(SeriesKind.words(name).joined(separator: " ").utf8) }
}
