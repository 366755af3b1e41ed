/// Writes columns in the form in which evidence is kept: a line that names the form, then numbers in LEB128 (whole ones
/// that can be negative in zigzag), floating ones in eight bytes, and texts as their lengths and their bytes.
/// https://protobuf.dev/programming-guides/encoding/ has both encodings.
struct ColumnWriter {
    private(set) var bytes: [UInt8]

    /// Begins a document of a form, such as `logs/2`.
    init(_ form: String, room: Int) {
        bytes = []
        bytes.reserveCapacity(room)
        bytes += "\(form)\n".utf8
    }

    mutating func add(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func add(signed number: Int64) { add(UInt64(bitPattern: (number << 1) ^ (number >> 63))) }

    mutating func add(_ value: Double) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(count: Int) { add(UInt64(count)) }

    /// Times that never go back: the first, then how far each is from the one before.
    mutating func add(ascending times: some Sequence<Int64>) {
        var last: Int64?
        for time in times {
            if let last { add(UInt64(bitPattern: time &- last)) } else { add(signed: time) }
            last = time
        }
    }

    /// - Precondition: as many ends as the reader expects; they are not counted here.
    mutating func add(lengths ends: [Int]) {
        var start = 0
        for end in ends {
            add(count: end - start)
            start = end
        }
    }

    mutating func add(_ texts: TextColumn) {
        add(count: texts.count)
        add(lengths: texts.ends)
        bytes += texts.bytes
    }

    mutating func add(_ labels: LabelSets) {
        add(labels.texts)
        add(count: labels.count)
        add(lengths: labels.ends)
        for number in labels.numbers { add(UInt64(number)) }
    }
}
