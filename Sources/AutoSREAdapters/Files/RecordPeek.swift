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
        /// Not a record.
        case bad
    }

    private struct Names: Decodable {
        let service: String
        let timestamp: Instant
        enum CodingKeys: String, CodingKey {
            case service = "service_name"
            case timestamp
        }
    }

    /// Looks at the element in `range` of `bytes`.
    func look(at range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Finding {
        let slice = UnsafeRawBufferPointer(rebasing: bytes[range])
        guard let fields = Self.fields(of: slice) else { return .bad }
        guard let name = fields.service, let time = fields.timestamp else { return decoded(slice) }
        if slice[name].contains(UInt8(ascii: "\\")) || slice[time].contains(UInt8(ascii: "\\")) {
            return decoded(slice)
        }
        guard isService(slice[name]) else { return .foreign }
        guard let at = Instant(String(decoding: slice[time], as: UTF8.self)) else { return .bad }
        return .wanted(at)
    }

    /// The slow way, for records that write their names or values with escapes.
    private func decoded(_ slice: UnsafeRawBufferPointer) -> Finding {
        guard slice.contains(UInt8(ascii: "\\")) else { return .bad }
        do {
            let names = try JSON.decode(Names.self, from: slice)
            return Array(names.service.lowercased().utf8) == service ? .wanted(names.timestamp) : .foreign
        } catch {
            return .bad
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

    /// The insides of the two strings among the object's own members; nil where it is no object.
    private static func fields(of slice: UnsafeRawBufferPointer) -> Fields? {
        guard slice.first == UInt8(ascii: "{") else { return nil }
        var fields = Fields()
        var index = 1
        while let key = string(in: slice, from: index) {
            index = skipSpace(in: slice, from: key.upperBound + 1)
            guard index < slice.count, slice[index] == UInt8(ascii: ":") else { return nil }
            let value = string(in: slice, from: index + 1)
            if slice[key].elementsEqual("service_name".utf8) { fields.service = value }
            if slice[key].elementsEqual("timestamp".utf8) { fields.timestamp = value }
            index = JSONArrayScanner.endOfValue(in: slice, from: index + 1) + 1
        }
        return fields
    }

    /// The inside of the string that begins at `start`, spaces aside; nil where something else begins there.
    private static func string(in slice: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
        let quote = skipSpace(in: slice, from: start)
        guard quote < slice.count, slice[quote] == UInt8(ascii: "\"") else { return nil }
        let end = JSONArrayScanner.endOfString(in: slice, from: quote)
        return end - 1 > quote ? quote + 1..<end - 1 : nil
    }

    private static func skipSpace(in slice: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < slice.count, JSONArrayScanner.isSpace(slice[index]) { index += 1 }
        return index
    }
}
