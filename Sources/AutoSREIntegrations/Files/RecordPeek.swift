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

    private struct Names: Decodable {
        let service: String
        let timestamp: Instant
        enum CodingKeys: String, CodingKey {
            case service = "service_name"
            case timestamp
        }
    }

    /// Looks at one element.
    func look(at element: UnsafeRawBufferPointer) -> Finding {
        guard let fields = Self.fields(of: element) else { return .bad("is no JSON object") }
        guard let name = fields.service, let time = fields.timestamp else {
            return decoded(element, or: "has no \(fields.service == nil ? "service_name" : "timestamp")")
        }
        guard let name = Self.string(in: element, from: name.lowerBound) else {
            return .bad("has a service_name that is no text")
        }
        let unknown = "has a timestamp of no form that is known"
        if "{[".utf8.contains(element[time.lowerBound]) { return decoded(element, or: unknown, isSure: true) }
        guard let time = Self.text(time, in: element) else { return .bad(unknown) }
        if element[name].contains(UInt8(ascii: "\\")) || element[time].contains(UInt8(ascii: "\\")) {
            return decoded(element, or: "is no JSON")
        }
        guard isService(element[name]) else { return .foreign }
        guard let at = Instant(String(decoding: element[time], as: UTF8.self)) else {
            return .bad(unknown)
        }
        return .wanted(at)
    }

    /// The slow way, for records that write their names or values with escapes, or (`isSure`) a time in an
    /// object or an array.
    private func decoded(_ element: UnsafeRawBufferPointer, or reason: String, isSure: Bool = false) -> Finding {
        guard isSure || element.contains(UInt8(ascii: "\\")) else { return .bad(reason) }
        do {
            let names = try JSON.decode(Names.self, from: element)
            return Array(names.service.lowercased().utf8) == service ? .wanted(names.timestamp) : .foreign
        } catch {
            return .bad(reason)
        }
    }

    private func isService(_ name: Slice<UnsafeRawBufferPointer>) -> Bool {
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
    private static func fields(of element: UnsafeRawBufferPointer) -> Fields? {
        guard element.first == UInt8(ascii: "{") else { return nil }
        var fields = Fields()
        var index = 1
        while let key = string(in: element, from: index) {
            index = skipSpace(in: element, from: key.upperBound + 1)
            guard index < element.count, element[index] == UInt8(ascii: ":") else { return nil }
            let start = skipSpace(in: element, from: index + 1)
            let end = JSONBytes.endOfValue(in: element, from: start)
            if element[key].elementsEqual("service_name".utf8) { fields.service = start..<end }
            if element[key].elementsEqual("timestamp".utf8) { fields.timestamp = start..<end }
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
