import AutoSRECore

/// Reads service and time of a record without decoding it, so that the many records nobody asked for cost next to
/// nothing.
struct RecordPeek {
    private let service: [UInt8]

    /// - Parameter service: the service asked for; letters' case does not matter.
    init(service: String) { self.service = Array(service.lowercased().utf8) }

    /// What a record is.
    enum Finding {
        /// One of the service asked for.
        case wanted(Instant)
        /// One of another service.
        case foreign
        /// Not a record, in words that say why.
        case bad(String)
    }

    /// Looks at one element.
    func look(at element: UnsafeRawBufferPointer) -> Finding {
        guard var fields = Self.fields(of: element, isName: { $0.elementsEqual($1.utf8) }) else {
            return .bad("is no JSON object")
        }
        if fields.service == nil || fields.timestamp == nil, element.contains(UInt8(ascii: "\\")) {
            fields = Self.fields(of: element, isName: { Self.plain($0) == $1 }) ?? fields
        }
        guard let name = fields.service, let time = fields.timestamp else {
            return .bad("has no \(fields.service == nil ? "service_name" : "timestamp")")
        }
        guard let name = Self.string(in: element, from: name.lowerBound), let isWanted = isService(element[name])
        else { return .bad("has a service_name that is no text") }
        let unknown = Finding.bad("has a timestamp of no form that is known")
        guard Self.isNested(time, in: element) || Self.text(time, in: element) != nil else { return unknown }
        guard isWanted else { return .foreign }
        return Self.instant(time, in: element).map { .wanted($0) } ?? unknown
    }

    /// Whether it is an object or an array, as of Jackson.
    private static func isNested(_ value: Range<Int>, in element: UnsafeRawBufferPointer) -> Bool {
        "{[".utf8.contains(element[value.lowerBound])
    }

    /// The time that a value says, however it is written.
    private static func instant(_ value: Range<Int>, in element: UnsafeRawBufferPointer) -> Instant? {
        if isNested(value, in: element) { return LooseValue.written(Array(element[value])).instant }
        return text(value, in: element).flatMap { plain(element[$0]) }.flatMap { Instant($0) }
    }

    /// A string's inside as text; nil where its escapes are none.
    private static func plain(_ inside: Slice<UnsafeRawBufferPointer>) -> String? {
        guard inside.contains(UInt8(ascii: "\\")) else { return String(decoding: inside, as: UTF8.self) }
        let quote = [UInt8(ascii: "\"")]
        return try? JSON.decode(String.self, from: quote + inside + quote)
    }

    /// Whether it is the one asked for; nil where it is no text.
    private func isService(_ name: Slice<UnsafeRawBufferPointer>) -> Bool? {
        guard !name.contains(UInt8(ascii: "\\")) else {
            return Self.plain(name).map { Array($0.lowercased().utf8) == service }
        }
        guard name.count == service.count else { return false }
        for (offset, byte) in name.enumerated() {
            let lower = (65...90).contains(byte) ? byte + 32 : byte
            if lower != service[offset] { return false }
        }
        return true
    }

    private struct Fields {
        var service: Range<Int>?
        var timestamp: Range<Int>?
    }

    /// The two values among the object's own members, quotes included; nil where it is no object.
    /// - Parameter isName: whether a member's inside is that name; names are seldom written with escapes.
    private static func fields(
        of element: UnsafeRawBufferPointer, isName: (Slice<UnsafeRawBufferPointer>, String) -> Bool
    ) -> Fields? {
        guard element.first == UInt8(ascii: "{") else { return nil }
        var fields = Fields()
        var index = 1
        while let key = string(in: element, from: index) {
            index = skipSpace(in: element, from: key.upperBound + 1)
            guard index < element.count, element[index] == UInt8(ascii: ":") else { return nil }
            let start = skipSpace(in: element, from: index + 1)
            let end = JSONBytes.endOfValue(in: element, from: start)
            if isName(element[key], "service_name") { fields.service = start..<end }
            if isName(element[key], "timestamp") { fields.timestamp = start..<end }
            index = end + 1
        }
        return fields
    }

    /// What a value says: a string's inside, or a number's digits; nil of anything else.
    private static func text(_ value: Range<Int>, in element: UnsafeRawBufferPointer) -> Range<Int>? {
        if let inside = string(in: element, from: value.lowerBound) { return inside }
        var end = value.upperBound
        while end > value.lowerBound, JSONBytes.isSpace(element[end - 1]) { end -= 1 }
        guard end > value.lowerBound, (48...57).contains(element[value.lowerBound]) else { return nil }
        return value.lowerBound..<end
    }

    /// The inside of the string that begins at `start`, spaces aside; nil where something else begins there.
    private static func string(in element: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
        let quote = skipSpace(in: element, from: start)
        guard quote < element.count, element[quote] == UInt8(ascii: "\"") else { return nil }
        let end = JSONBytes.endOfString(in: element, from: quote)
        return end - 1 > quote && end <= element.count ? quote + 1..<end - 1 : nil
    }

    private static func skipSpace(in element: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < element.count, JSONBytes.isSpace(element[index]) { index += 1 }
        return index
    }
}
