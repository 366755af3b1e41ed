import AutoSRECore
import ServiceSimulation

/// Writes long JSON straight into bytes: an hour of log lines through `Encodable` would need many times their size.
struct JSONText {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Appends what is JSON already.
    mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a string with its quotes, escaped as RFC 8259, section 7, has it.
    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                raw("\\u00")
                bytes += Hex.text([byte]).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a number, a whole one without a fraction.
    mutating func number(_ value: Double) {
        let whole = Int64(value)
        bytes.append(contentsOf: (Double(whole) == value ? String(whole) : String(value)).utf8)
    }

    /// Appends `[…]` with an element for each of `elements`.
    mutating func array<Element>(_ elements: [Element], _ write: (inout JSONText, Element) -> Void) {
        raw("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { raw(",") }
            write(&self, element)
        }
        raw("]")
    }
}

extension JSONText {
    static func metrics(_ table: MetricsTable) -> [UInt8] {
        var json = JSONText(capacity: 64 << 10)
        json.raw("{\"service\":")
        json.string(table.service)
        json.raw(",\"interval_seconds\":")
        json.number(Double(MetricsTable.interval))
        json.raw(",\"timestamps\":")
        json.array(table.timestamps) { $0.string($1.description) }
        json.raw(",\"series\":")
        json.array(table.series) { json, series in
            json.raw("{\"name\":")
            json.string(series.metric.rawValue)
            json.raw(",\"unit\":")
            json.string(series.metric.unit)
            json.raw(",\"values\":")
            json.array(series.values) { $0.number($1) }
            json.raw("}")
        }
        json.raw("}")
        return json.bytes
    }

    static func logs(_ lines: [ShopLogLine], of service: String) -> [UInt8] {
        var json = JSONText(capacity: 64 + lines.count * 180)
        json.raw("{\"service\":")
        json.string(service)
        json.raw(",\"logs\":")
        json.array(lines) { json, line in
            json.raw("{\"timestamp\":")
            json.string(line.timestamp.description)
            json.raw(",\"level\":")
            json.string(line.level.rawValue)
            json.raw(",\"instance\":")
            json.string(line.instance)
            json.raw(",\"message\":")
            json.string(line.message)
            json.raw("}")
        }
        json.raw("}")
        return json.bytes
    }
}
