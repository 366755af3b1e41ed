public import AutoSRECore
internal import CYaml

/// Reads YAML 1.2 as data: the JSON schema's values, nothing that expands, refers or makes objects.
public enum YAML {
    /// Bytes that a text may have.
    public static let maximumBytes = 1 << 20
    /// How deep mappings and sequences may nest.
    public static let maximumDepth = 32

    /// The value of a text with one document; an empty text is null.
    ///
    /// Plain scalars mean what the core schema of YAML 1.2 says (`yes` and `0777` with a leading zero are no booleans
    /// or octals), quoted ones are strings. Anchors, aliases, tags, duplicate keys, keys that are not scalars,
    /// infinities and a second document are errors.
    public static func parse(_ bytes: [UInt8]) throws(YAMLError) -> JSONValue {
        guard bytes.count <= maximumBytes else {
            throw YAMLError(reason: "longer than \(maximumBytes) bytes", line: 1, column: 1)
        }
        // Editors on Windows put a byte order mark first, which the parser takes for the beginning of the first word.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        guard let events = YAMLEvents(text) else { throw YAMLError(reason: "out of memory", line: 1, column: 1) }
        var first = try events.next()
        guard first.kind != .end else { return .null }
        let value = try YAML.value(of: first, from: events, depth: 0)
        first = try events.next()
        guard first.kind == .end else { throw first.error("a second document or value") }
        return value
    }

    private static func value(
        of event: YAMLEvents.Event, from events: YAMLEvents, depth: Int
    ) throws(YAMLError) -> JSONValue {
        guard depth < maximumDepth else { throw event.error("nested deeper than \(maximumDepth)") }
        switch event.kind {
        case .scalar(let text, let isPlain): return isPlain ? try plainValue(text, event) : .string(text)
        case .sequenceStart: return .array(try elements(from: events, depth: depth + 1))
        case .mappingStart: return .object(try members(from: events, depth: depth + 1))
        case .sequenceEnd, .mappingEnd, .end: throw event.error("a value is missing")
        }
    }

    private static func elements(from events: YAMLEvents, depth: Int) throws(YAMLError) -> [JSONValue] {
        var elements: [JSONValue] = []
        while true {
            let event = try events.next()
            if event.kind == .sequenceEnd { return elements }
            elements.append(try value(of: event, from: events, depth: depth))
        }
    }

    private static func members(from events: YAMLEvents, depth: Int) throws(YAMLError) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        while true {
            let event = try events.next()
            if event.kind == .mappingEnd { return members }
            guard case .scalar(let key, _) = event.kind else { throw event.error("a key that is not a scalar") }
            guard members[key] == nil else { throw event.error("the key \"\(key)\" is there twice") }
            members[key] = try value(of: try events.next(), from: events, depth: depth)
        }
    }

    private static func plainValue(_ text: String, _ event: YAMLEvents.Event) throws(YAMLError) -> JSONValue {
        guard let value = YAMLScalar.value(of: text) else {
            throw event.error("\"\(text)\" is a number that JSON does not have")
        }
        return value
    }
}

/// Where and why a text is not YAML as we take it.
public struct YAMLError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong there.
    public let reason: String
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, in characters.
    public let column: Int

    /// Makes an error.
    public init(reason: String, line: Int, column: Int) {
        self.reason = reason
        self.line = line
        self.column = column
    }

    /// The reason with its place.
    public var message: String { "line \(line), column \(column): \(reason)" }
    /// The message.
    public var description: String { message }
}
