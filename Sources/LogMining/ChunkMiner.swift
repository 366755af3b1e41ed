/// Mines chunks of a log, each for itself: several of them work at the same time.
///
/// What it finds depends on the chunk alone. It only remembers what it has seen before, to be faster.
public struct ChunkMiner: Sendable {
    private let scanner = LineScanner()
    private var keys = ByteTable()
    private var forms = ByteTable()
    /// For each key the number of its form.
    private var formOfKey: [Int32] = []
    private var tokens = Tokens()
    private var encoded: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: LineScanner.keyLimit)
    /// Counts how often it forgot what it knew.
    private(set) var age = 0

    /// The number that stands for the form of the record before the chunk.
    static let previous: Int32 = -1
    /// How many bytes of keys and of forms are remembered; more are forgotten between chunks, so that memory stays
    /// bounded.
    private static let memoryLimit = 512 << 10

    /// Makes a miner.
    public init() {}

    /// What a chunk consists of, line by line.
    public struct Lines: Sendable {
        /// For each line the number of its form in the miner, or `previous`.
        var forms: [Int32] = []

        /// Makes an empty list, which is filled again and again.
        public init() {}
    }

    /// Reads a chunk of whole lines; the last one may lack its end of line.
    /// - Parameters:
    ///   - isFirst: whether the chunk begins the input, so that nothing comes before its first line.
    ///   - lines: is replaced by the lines of the chunk.
    public mutating func mine(_ bytes: Span<UInt8>, isFirst: Bool, into lines: inout Lines) {
        forget()
        lines.forms.removeAll(keepingCapacity: true)
        var buffer: [UInt8] = []
        swap(&buffer, &self.buffer)
        defer { swap(&buffer, &self.buffer) }
        var (place, record, isInside) = (0, isFirst ? -1 : 0, false)
        var hasRecord = !isFirst
        if isFirst { place = Self.byteOrderMark(bytes) }
        while place < bytes.count {
            let start = place
            let mayHold = hasRecord && Continuation.mayHold(bytes[start], isInside: isInside)
            if mayHold,
                Continuation.holds(bytes, start, record: record, isInside: isInside) || isOrphan(bytes, start, lines)
            {
                place = LineScanner.next(bytes, after: start)
                lines.forms.append(lines.forms.last ?? Self.previous)
                isInside = true
                continue
            }
            let (next, length) = scan(bytes, start, &buffer)
            place = next
            isInside = false
            if length > 0 { (record, hasRecord) = (start, true) }
            lines.forms.append(form(buffer.span.extracting(0..<length)))
        }
    }

    /// How long the mark is that some programs put before UTF-8.
    private static func byteOrderMark(_ bytes: Span<UInt8>) -> Int {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    }

    /// Reads lines that come as records of their own. Of a text with several lines the first one is what it is about; a
    /// frame of a stack trace goes on with what its component wrote before.
    /// - Parameters:
    ///   - start: the first row that is read; as many are read as fit the memory, and `lines` tells how many.
    ///   - records: for each component its last row that is no frame.
    mutating func mine(
        _ rows: LogEvidence.Lines, from start: Int, into lines: inout Lines, records: inout [Int: Int]
    ) {
        forget()
        lines.forms.removeAll(keepingCapacity: true)
        var buffer: [UInt8] = []
        swap(&buffer, &self.buffer)
        defer { swap(&buffer, &self.buffer) }
        for row in start..<rows.ends.count {
            if keys.size > Self.memoryLimit || forms.size > Self.memoryLimit { break }
            let text = rows.bytes.span.extracting(rows.range(row))
            var record = row
            if let before = records[rows.components[row]], !text.isEmpty,
                Continuation.mayHold(text[0], isInside: false),
                Continuation.holds(text, 0, record: text.count, isInside: false)
            {
                record = before
            }
            records[rows.components[row]] = record
            let length = scan(rows.bytes.span.extracting(rows.range(record)), 0, &buffer).length
            lines.forms.append(form(buffer.span.extracting(0..<length)))
        }
    }

    /// Whether a line at the very start of a chunk is indented: chunks are cut before lines that are not, so it goes on
    /// with a record that began before the chunk.
    private func isOrphan(_ bytes: Span<UInt8>, _ start: Int, _ lines: Lines) -> Bool {
        (lines.forms.last ?? Self.previous) == Self.previous
            && (bytes[start] == UInt8(ascii: " ") || bytes[start] == UInt8(ascii: "\t"))
    }

    private func scan(_ bytes: Span<UInt8>, _ start: Int, _ buffer: inout [UInt8]) -> (next: Int, length: Int) {
        var output = buffer.mutableSpan
        return scanner.scan(bytes, from: start, into: &output)
    }

    /// The number of the form of a key.
    private mutating func form(_ key: Span<UInt8>) -> Int32 {
        let (number, isNew) = keys.number(of: key)
        if !isNew { return formOfKey[number] }
        tokens.cut(key)
        tokens.mask()
        tokens.encode(into: &encoded)
        let form = Self.number(of: encoded, in: &forms)
        formOfKey.append(form)
        return form
    }

    private static func number(of form: [UInt8], in forms: inout ByteTable) -> Int32 {
        Int32(truncatingIfNeeded: forms.number(of: form.span).number)
    }

    private mutating func forget() {
        guard keys.size > Self.memoryLimit || forms.size > Self.memoryLimit else { return }
        keys.removeAll()
        forms.removeAll()
        formOfKey.removeAll()
        age += 1
    }

    /// How many forms there are.
    var count: Int { forms.count }

    /// The form of this number, encoded.
    func withForm<Result>(_ number: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        body(forms.bytes.span.extracting(forms.range(of: number)))
    }
}
