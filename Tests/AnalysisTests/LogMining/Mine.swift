@testable import LogMining

/// A log mined from text.
struct Mined {
    let rows: [Int]
    let templates: MinedTemplates

    /// - Parameters:
    ///   - cut: how many bytes a chunk has at most; chunks end with lines.
    ///   - miners: how many take turns at the chunks.
    init(_ bytes: [UInt8], cut: Int = .max, miners: Int = 1, limits: LogMiner.Limits = LogMiner.Limits()) {
        var workers = (0..<miners).map { _ in ChunkMiner() }
        var log = LogMiner(limits: limits)
        var (numbers, lines): ([Int32], ChunkMiner.Lines) = ([], ChunkMiner.Lines())
        for (index, chunk) in Self.chunks(bytes, cut).enumerated() {
            workers[index % miners].mine(chunk.span, isFirst: index == 0, into: &lines)
            log.absorb(lines, from: workers[index % miners], number: index % miners, into: &numbers)
        }
        let templates = log.finish()
        self.templates = templates
        rows = numbers.map { templates.template(of: $0) }
    }

    init(_ lines: [String]) { self.init(Array(lines.joined(separator: "\n").utf8)) }

    /// Each row's template.
    var texts: [String] { rows.map { templates.templates[$0 - 1].text } }

    /// Chunks are cut before lines that are not indented, as the reader of files does it.
    private static func chunks(_ bytes: [UInt8], _ cut: Int) -> [[UInt8]] {
        var chunks: [[UInt8]] = []
        var chunk: [UInt8] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let isIndented = line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t")
            if chunk.count >= cut, !isIndented {
                chunks.append(chunk)
                chunk = []
            }
            chunk += line + [UInt8(ascii: "\n")]
        }
        if !chunk.isEmpty { chunk.removeLast() }
        return chunks + (chunk.isEmpty ? [] : [chunk])
    }
}
