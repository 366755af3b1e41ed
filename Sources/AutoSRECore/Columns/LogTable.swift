/// Makes `LogColumns`: lines are added one by one, as a source gives them.
public struct LogTable {
    /// The labels of the lines.
    public var labels = LabelTable()
    /// The texts of the lines.
    public var texts = TextColumn()
    private var nanoseconds: [Int64] = []
    private var sets: [Int] = []
    private var stretches: [Int] = []
    /// The sets of those who wrote lines with a level and an instance and nothing else.
    private var writers: [Writer: Int] = [:]

    private struct Writer: Hashable {
        let level, instance: String
    }

    /// Makes an empty table.
    public init() {}

    /// How many lines are whole: have a time and labels, and a text where it was added before.
    public var count: Int { sets.count }

    /// Completes a line whose text is the last one in `texts`.
    /// - Parameter set: its labels, as `labels` numbers them.
    public mutating func complete(at time: Int64, set: Int) {
        nanoseconds.append(time)
        sets.append(set)
    }

    /// Ends a stretch of lines that came in an order of its own.
    public mutating func endStretch() { if stretches.last != count { stretches.append(count) } }

    /// Adds a line.
    public mutating func append(_ line: LogLine) {
        texts.append(line.message)
        complete(
            at: LogColumns.nanoseconds(of: line.at), set: set(of: Writer(level: line.level, instance: line.instance)))
    }

    /// Adds all lines of others, which are in order.
    public mutating func append(_ lines: LogColumns) {
        endStretch()
        var places: [Int] = []
        for set in 0..<lines.labels.count {
            labels.add(set: set, of: lines.labels)
            places.append(closed())
        }
        texts.append(lines.texts)
        nanoseconds += lines.nanoseconds
        sets += lines.sets.map { places[$0] }
        endStretch()
    }

    /// The lines, oldest first.
    public var columns: LogColumns {
        var ends = stretches
        if ends.last != count, count > 0 { ends.append(count) }
        return LogColumns(nanoseconds: nanoseconds, texts: texts, labels: labels.sets, sets: sets, stretches: ends)
    }

    private mutating func set(of writer: Writer) -> Int {
        if let known = writers[writer] { return known }
        labels.discard()
        if !writer.level.isEmpty { labels.add(name: LogColumns.level, value: writer.level) }
        if !writer.instance.isEmpty { labels.add(name: LogColumns.instance, value: writer.instance) }
        let set = closed()
        writers[writer] = set
        return set
    }

    /// A set in which no name can come twice.
    private mutating func closed() -> Int {
        guard let set = labels.close() else { preconditionFailure("a label of a closed set has two values") }
        return set
    }
}
