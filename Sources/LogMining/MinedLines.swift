/// Lines of several components, each with its template.
public struct MinedLines: Sendable {
    /// The templates, by number from 1.
    public let templates: MinedTemplates
    /// The number of each line's template.
    public let templateOf: [Int]

    /// Mines lines.
    /// - Precondition: the columns are of one length.
    public init(_ lines: LogEvidence.Lines) {
        precondition(lines.ends.count == lines.times.count && lines.times.count == lines.components.count)
        var miner = ChunkMiner()
        var found = ChunkMiner.Lines()
        var log = LogMiner()
        var numbers: [Int32] = []
        var records: [Int: Int] = [:]
        while numbers.count < lines.ends.count {
            miner.mine(lines, from: numbers.count, into: &found, records: &records)
            log.absorb(found, from: miner, number: 0, into: &numbers)
        }
        let mined = log.finish()
        templates = mined
        templateOf = numbers.map { mined.template(of: $0) }
    }
}
