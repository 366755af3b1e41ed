import AutoSREPlatform

/// A number for every line, in the order of the lines: in memory while there are few, in a file without a name beside
/// the output when they become many.
struct LineNumbers {
    /// How many numbers are held in memory: 2 MB of them.
    private static let limit = 512 << 10

    /// Those that are not in the file yet. Append, then call `settle`.
    var pending: [Int32] = []
    private let folder: String
    private var file: StreamFile?

    /// - Parameter path: the output beside which the file is made; of standard output the folder for temporary files.
    init(beside path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
        // What a device or a pipe stands in takes no file.
        let isOrdinary = path != "-" && (!Files.exists(path) || Files.isRegularFile(path))
        self.folder = isOrdinary ? folder : Environment.all()["TMPDIR"] ?? "/tmp"
    }

    /// Moves the numbers to the file where they are many.
    mutating func settle() throws {
        guard pending.count >= Self.limit else { return }
        let file = try self.file ?? StreamFile.scratch(in: folder)
        self.file = file
        try pending.withUnsafeBytes { try file.write($0) }
        pending.removeAll(keepingCapacity: true)
    }

    /// Hands out all numbers from the first on, in portions.
    func forEachPortion(_ body: (Swift.Span<Int32>) throws -> Void) throws {
        if let file {
            try file.rewind()
            let width = MemoryLayout<Int32>.size
            var bytes = [UInt8](repeating: 0, count: 256 << 10)
            var filled = 0
            while true {
                let count = try bytes.withUnsafeMutableBytes { room in
                    try file.read(into: UnsafeMutableRawBufferPointer(rebasing: room[filled...]))
                }
                if count == 0 { break }
                filled += count
                let whole = filled / width
                let numbers = bytes.withUnsafeBytes { raw in
                    (0..<whole).map { raw.loadUnaligned(fromByteOffset: $0 * width, as: Int32.self) }
                }
                try body(numbers.span)
                bytes.replaceSubrange(0..<(filled - whole * width), with: Array(bytes[(whole * width)..<filled]))
                filled -= whole * width
                if bytes.count < 256 << 10 {
                    bytes.append(contentsOf: repeatElement(0, count: (256 << 10) - bytes.count))
                }
            }
        }
        try body(pending.span)
    }
}
