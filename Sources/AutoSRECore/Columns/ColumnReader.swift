/// Reads what `ColumnWriter` wrote, and nothing else: numbers have one way to be written, counts are never larger than
/// the bytes that are left, and every byte is read.
struct ColumnReader {
    private let bytes: [UInt8]
    private var index: Int

    /// Why bytes are not columns, in words that go on from "the body".
    private static func flaw(_ words: String) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: [], debugDescription: words))
    }

    /// Begins a document.
    /// - Throws: with its form by name, where it is of another one.
    init(_ bytes: [UInt8], of form: String) throws {
        let name = bytes.prefix(64).prefix { $0 != UInt8(ascii: "\n") }
        guard name.elementsEqual(form.utf8), name.count < bytes.count else {
            let other = String(decoding: name, as: UTF8.self).visible
            throw Self.flaw("is kept as “\(other)”, which this program cannot read: it reads \(form)")
        }
        (self.bytes, index) = (bytes, name.count + 1)
    }

    mutating func number() throws -> UInt64 {
        var (number, shift) = (UInt64(0), UInt64(0))
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard shift < 63 || byte <= 1 else { throw Self.flaw("has a number of more than 64 bits") }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                guard byte != 0 || shift == 0 else { throw Self.flaw("has a number with leading zeros") }
                return number
            }
            shift += 7
        }
        throw Self.flaw("ends within a number")
    }

    mutating func signed() throws -> Int64 {
        let number = try number()
        return Int64(bitPattern: (number >> 1) ^ (0 &- (number & 1)))
    }

    mutating func double() throws -> Double {
        guard bytes.count - index >= 8 else { throw Self.flaw("ends within a number") }
        var pattern = UInt64(0)
        for offset in 0..<8 { pattern |= UInt64(bytes[index + offset]) << UInt64(8 * offset) }
        index += 8
        return Double(bitPattern: pattern)
    }

    /// How many there are of something that takes a byte each at least.
    mutating func count() throws -> Int {
        let number = try number()
        guard number <= UInt64(bytes.count - index) else { throw Self.flaw("counts more than it holds") }
        return Int(number)
    }

    /// A number below a bound.
    mutating func number(below bound: Int) throws -> Int {
        let number = try number()
        guard number < UInt64(bound) else { throw Self.flaw("names what it does not hold") }
        return Int(number)
    }

    mutating func ascending(_ count: Int) throws -> [Int64] {
        var times: [Int64] = []
        times.reserveCapacity(count)
        for _ in 0..<count {
            guard let last = times.last else {
                times.append(try signed())
                continue
            }
            let (distance, room) = (try number(), UInt64(bitPattern: Int64.max &- last))
            guard distance <= room else { throw Self.flaw("has times beyond all times") }
            times.append(last &+ Int64(bitPattern: distance))
        }
        return times
    }

    /// The ends of that many stretches.
    mutating func ends(_ count: Int) throws -> [Int] {
        var (ends, sum) = ([Int](), 0)
        ends.reserveCapacity(count)
        for _ in 0..<count {
            sum += try self.count()
            guard sum <= bytes.count else { throw Self.flaw("counts more than it holds") }
            ends.append(sum)
        }
        return ends
    }

    mutating func texts() throws -> TextColumn {
        let ends = try ends(try count())
        let length = ends.last ?? 0
        guard length <= bytes.count - index else { throw Self.flaw("ends within a text") }
        defer { index += length }
        guard let texts = TextColumn(Array(bytes[index..<index + length]), ends: ends) else {
            throw Self.flaw("has a text that is not UTF-8")
        }
        return texts
    }

    mutating func labels() throws -> LabelSets {
        let (texts, ends) = (try texts(), try ends(try count()))
        var numbers: [Int32] = []
        for _ in 0..<(ends.last ?? 0) { numbers.append(Int32(try number(below: texts.count))) }
        guard let labels = LabelSets(kept: texts, numbers: numbers, ends: ends) else {
            throw Self.flaw("has labels that are no sets")
        }
        return labels
    }

    /// Ends the document.
    /// - Parameter same: what was read, written again: of one content there is one form.
    func finish(_ same: () throws -> [UInt8]) throws {
        guard index == bytes.count else { throw Self.flaw("goes on behind its end") }
        guard try same() == bytes else { throw Self.flaw("is not written in its one form") }
    }
}
