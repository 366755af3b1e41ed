/// A CSV file read again, in the plainest way, for the verifier: shares nothing with the reader of the analysis.
struct PlainTable {
    private let bytes: [UInt8]
    private(set) var rows: [[Range<Int>]] = []
    private var columns: [String: Int] = [:]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var row: [Range<Int>] = []
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var isQuoted = false
        var at = start
        while at <= bytes.count {
            let isEnd = at == bytes.count
            let byte = isEnd ? 10 : bytes[at]
            if byte == 34, !isEnd {
                isQuoted.toggle()
            } else if !isQuoted || isEnd, byte == 44 || byte == 10 || byte == 13 {
                row.append(start..<at)
                start = at + 1
                if byte != 44 {
                    if row.count > 1 || !row[0].isEmpty { rows.append(row) }
                    row = []
                }
            }
            at += 1
        }
        guard !rows.isEmpty else { return }
        for (index, name) in rows.removeFirst().enumerated() { columns[text(name)] = index }
    }

    /// The columns' names, in no order.
    var names: [String] { Array(columns.keys) }

    func column(_ name: String) -> Int? { columns[name] }

    /// A field's bytes without the quotes around it, doubled quotes as they stand.
    func raw(_ row: Int, _ column: Int?) -> ArraySlice<UInt8> {
        guard let column, rows[row].indices.contains(column) else { return [] }
        let field = bytes[rows[row][column]]
        return field.first == 34 && field.last == 34 && field.count > 1 ? field.dropFirst().dropLast() : field
    }

    func text(_ row: Int, _ column: Int?) -> String { unescaped(raw(row, column)) }

    func number(_ row: Int, _ column: Int?) -> Double? {
        let text = text(row, column).drop { $0 == " " }
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    private func text(_ range: Range<Int>) -> String {
        let field = bytes[range]
        return unescaped(field.first == 34 && field.count > 1 ? field.dropFirst().dropLast() : field)
    }

    private func unescaped(_ field: ArraySlice<UInt8>) -> String {
        guard field.contains(34) else { return String(decoding: field, as: UTF8.self) }
        var plain: [UInt8] = []
        var isSecond = false
        for byte in field {
            isSecond = byte == 34 && !isSecond && plain.last == 34
            if !isSecond { plain.append(byte) }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
