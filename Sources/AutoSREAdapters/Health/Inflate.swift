/// Decompresses DEFLATE (RFC 1951) strictly: what does not end, or is not whole, gives nothing. Reads one bit at a
/// time, for it is meant for answers of a few kilobytes of which the end has to be sure; libcurl does not look at that.
struct Inflate {
    private let bytes: ArraySlice<UInt8>
    private let limit: Int
    private(set) var output: [UInt8] = []
    /// The index of the byte after the last one that was begun.
    private(set) var index: Int
    private var bits: UInt8 = 0
    private var bitCount = 0

    /// Why a stream gives nothing.
    enum Flaw: Error {
        /// It goes on after its last byte.
        case cut
        /// It is not what it says it is.
        case broken
        /// It holds more than is wanted.
        case tooLong
    }

    /// Decompresses what begins `bytes`; `index` is then where it ends.
    /// - Parameter limit: bytes that may come out of it.
    init(_ bytes: ArraySlice<UInt8>, limit: Int) throws(Flaw) {
        (self.bytes, self.limit, index) = (bytes, limit, bytes.startIndex)
        while true {
            let isLast = try bit() == 1
            switch try number(2) {
            case 0: try stored()
            case 1: try compressed(Self.fixedLiterals, Self.fixedDistances)
            case 2:
                let (literals, distances) = try tables()
                try compressed(literals, distances)
            default: throw .broken
            }
            if isLast { return }
        }
    }

    private mutating func byte() throws(Flaw) -> UInt8 {
        guard index < bytes.endIndex else { throw .cut }
        defer { index += 1 }
        return bytes[index]
    }

    private mutating func bit() throws(Flaw) -> Int {
        if bitCount == 0 { (bits, bitCount) = (try byte(), 8) }
        defer { (bits, bitCount) = (bits >> 1, bitCount - 1) }
        return Int(bits & 1)
    }

    private mutating func number(_ count: Int) throws(Flaw) -> Int {
        var value = 0
        for place in 0..<count { value |= try bit() << place }
        return value
    }

    private mutating func put(_ byte: UInt8) throws(Flaw) {
        guard output.count < limit else { throw .tooLong }
        output.append(byte)
    }

    private mutating func stored() throws(Flaw) {
        bitCount = 0
        let length = try number(16)
        guard try number(16) == ~length & 0xFFFF else { throw .broken }
        for _ in 0..<length { try put(try byte()) }
    }

    private mutating func compressed(_ literals: Table, _ distances: Table) throws(Flaw) {
        while true {
            let symbol = try symbol(of: literals)
            if symbol < 256 {
                try put(UInt8(symbol))
                continue
            }
            if symbol == 256 { return }
            guard symbol <= 285 else { throw .broken }
            let length = Self.lengths[symbol - 257] + (try number(Self.lengthBits[symbol - 257]))
            let code = try self.symbol(of: distances)
            guard code < 30 else { throw .broken }
            let distance = Self.distances[code] + (try number(Self.distanceBits[code]))
            guard distance <= output.count else { throw .broken }
            for _ in 0..<length { try put(output[output.count - distance]) }
        }
    }

    /// Section 3.2.7: the lengths of the two codes, themselves compressed.
    private mutating func tables() throws(Flaw) -> (Table, Table) {
        let (literals, distances, count) = (try number(5) + 257, try number(5) + 1, try number(4) + 4)
        guard literals <= 286, distances <= 30 else { throw .broken }
        var lengths = [Int](repeating: 0, count: 19)
        for place in Self.order.prefix(count) { lengths[place] = try number(3) }
        let table = try Table(lengths)
        var all: [Int] = []
        while all.count < literals + distances {
            switch try symbol(of: table) {
            case 16:
                guard let last = all.last else { throw .broken }
                all += [Int](repeating: last, count: 3 + (try number(2)))
            case 17: all += [Int](repeating: 0, count: 3 + (try number(3)))
            case 18: all += [Int](repeating: 0, count: 11 + (try number(7)))
            case let length: all.append(length)
            }
        }
        guard all.count == literals + distances, all[256] > 0 else { throw .broken }
        return (try Table(Array(all[..<literals])), try Table(Array(all[literals...])))
    }

    /// Section 3.2.2: codes of equal length follow each other, so that a code is found by how many are shorter.
    private mutating func symbol(of table: Table) throws(Flaw) -> Int {
        var (code, first, place) = (0, 0, 0)
        for count in table.counts.dropFirst() {
            code |= try bit()
            if code - first < count { return table.symbols[place + code - first] }
            place += count
            first = (first + count) << 1
            code <<= 1
        }
        throw .broken
    }
}

extension Inflate {
    /// A Huffman code: how many codes there are of each length, and their symbols in the order of the codes.
    private struct Table {
        var counts = [Int](repeating: 0, count: 16)
        let symbols: [Int]

        init(_ lengths: [Int]) throws(Flaw) {
            for length in lengths { counts[length] += 1 }
            counts[0] = 0
            var left = 1
            for count in counts.dropFirst() {
                left = left * 2 - count
                guard left >= 0 else { throw .broken }
            }
            let used = lengths.indices.filter { lengths[$0] > 0 }
            symbols = used.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
        }

        fileprivate init(sound lengths: [Int]) {
            for length in lengths { counts[length] += 1 }
            symbols = lengths.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
        }
    }

    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let lengths = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
    private static let distances = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12_289, 16_385, 24_577,
    ]
    private static let fixedLiterals = Table(
        sound: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    private static let fixedDistances = Table(sound: [Int](repeating: 5, count: 30))
}
