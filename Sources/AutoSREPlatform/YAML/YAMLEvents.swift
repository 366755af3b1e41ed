internal import CYaml

/// The parser's events, without those that only frame the document.
final class YAMLEvents {
    /// What an event can be.
    enum Kind: Equatable {
        case scalar(String, isPlain: Bool)
        case sequenceStart, sequenceEnd, mappingStart, mappingEnd, end
    }

    /// An event and its place.
    struct Event {
        let kind: Kind
        let line: Int
        let column: Int

        func error(_ reason: String) -> YAMLError { YAMLError(reason: reason, line: line, column: column) }
    }

    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let input: UnsafeMutableBufferPointer<UInt8>

    init?(_ bytes: [UInt8]) {
        // The parser keeps the address of its input.
        input = UnsafeMutableBufferPointer.allocate(capacity: max(bytes.count, 1))
        _ = input.update(fromContentsOf: bytes)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else { return nil }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// The next event; `end` stands for the end of the stream.
    func next() throws(YAMLError) -> Event {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw parserError }
            defer { yaml_event_delete(&event) }
            if let read = try Self.event(event) { return read }
        }
    }

    private static func event(_ event: yaml_event_t) throws(YAMLError) -> Event? {
        let line = event.start_mark.line + 1
        let column = event.start_mark.column + 1
        func made(_ kind: Kind) -> Event { Event(kind: kind, line: Int(line), column: Int(column)) }
        switch event.type {
        case YAML_STREAM_END_EVENT: return made(.end)
        case YAML_SEQUENCE_END_EVENT: return made(.sequenceEnd)
        case YAML_MAPPING_END_EVENT: return made(.mappingEnd)
        case YAML_ALIAS_EVENT: throw made(.end).error("aliases are not taken")
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            try refuse(scalar.anchor, scalar.tag, made)
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
            return made(.scalar(String(decoding: bytes, as: UTF8.self), isPlain: isPlain))
        case YAML_SEQUENCE_START_EVENT:
            try refuse(event.data.sequence_start.anchor, event.data.sequence_start.tag, made)
            return made(.sequenceStart)
        case YAML_MAPPING_START_EVENT:
            try refuse(event.data.mapping_start.anchor, event.data.mapping_start.tag, made)
            return made(.mappingStart)
        default: return nil
        }
    }

    private static func refuse(
        _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?,
        _ made: (Kind) -> Event
    ) throws(YAMLError) {
        if anchor != nil { throw made(.end).error("anchors are not taken") }
        if tag != nil { throw made(.end).error("tags are not taken") }
    }

    /// The byte at a place: marks count characters, of which a line has more bytes.
    private func character(at mark: yaml_mark_t) -> UInt8? {
        let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard Int(mark.line) < lines.count else { return nil }
        let line = String(decoding: lines[Int(mark.line)], as: UTF8.self).unicodeScalars
        return line.dropFirst(Int(mark.column)).first.flatMap { UInt8(exactly: $0.value) }
    }

    private var parserError: YAMLError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "not YAML"
        guard parser.pointee.error != YAML_READER_ERROR else {
            let line = input[..<Swift.min(Int(parser.pointee.problem_offset), input.count)].count { $0 == 0x0A } + 1
            return YAMLError(reason: problem, line: line, column: 1)
        }
        let mark = parser.pointee.problem_mark
        let isTab = character(at: mark) == UInt8(ascii: "\t")
        let reason = isTab ? "a tab stands there, and YAML indents with blanks" : problem
        return YAMLError(reason: reason, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}
