/// Log lines in columns, the oldest first. Their times are kept to the nanosecond: what came first within a millisecond
/// is what an investigation is about.
public struct LogColumns: Sendable, Hashable {
    /// When each line was written, in nanoseconds since 1970-01-01T00:00:00Z.
    public let nanoseconds: [Int64]
    /// The lines, without time stamp; hostile until proven otherwise.
    public let texts: TextColumn
    /// The labels of streams and of single lines, in their canonical numbering.
    public let labels: LabelSets
    /// The labels of each line, as an index into `labels`.
    public let sets: [Int]

    /// The label that is a line's level, in its writer's word (`INFO`, `ERROR`).
    public static let level = "level"
    /// The label that names the instance that wrote a line.
    public static let instance = "instance"

    /// Makes log lines of columns that come as a source gave them, and puts them in order.
    /// - Parameter stretches: where each stretch of lines ends that came in an order of its own: a source that answers
    ///   with the newest first means that for lines of the same nanosecond too.
    /// - Precondition: the columns are of one length, the stretches end at it, and the sets are of `labels`.
    public init(nanoseconds: [Int64], texts: TextColumn, labels: LabelSets, sets: [Int], stretches: [Int]) {
        let count = nanoseconds.count
        precondition(texts.count == count && sets.count == count && stretches.last ?? 0 == count)
        guard let order = Self.order(of: nanoseconds, stretches: stretches) else {
            (self.nanoseconds, self.texts) = (nanoseconds, texts)
            (self.labels, self.sets) = labels.canonical(for: sets)
            return
        }
        self.nanoseconds = order.map { nanoseconds[$0] }
        self.texts = texts.picking(order)
        (self.labels, self.sets) = labels.canonical(for: order.map { sets[$0] })
    }

    /// The same lines with texts and labels in place of theirs, row for row.
    func with(texts: TextColumn, labels: LabelSets, sets: [Int]) -> LogColumns {
        LogColumns(nanoseconds: nanoseconds, texts: texts, labels: labels, sets: sets, stretches: [count])
    }

    /// How many lines there are.
    public var count: Int { nanoseconds.count }

    /// The rows, oldest first; nil where they stand so already.
    private static func order(of times: [Int64], stretches: [Int]) -> [Int]? {
        var order: [Int] = []
        order.reserveCapacity(times.count)
        var start = 0
        for end in stretches {
            let isBackward = start < end && times[start] > times[end - 1]
            if isBackward {
                order.append(contentsOf: (start..<end).reversed())
            } else {
                order.append(contentsOf: start..<end)
            }
            start = end
        }
        var isSorted = true
        for index in order.indices.dropFirst() where times[order[index]] < times[order[index - 1]] { isSorted = false }
        if !isSorted {
            let sorted = order.enumerated().sorted { one, other in
                let (first, second) = (times[one.element], times[other.element])
                return first == second ? one.offset < other.offset : first < second
            }
            order = sorted.map(\.element)
        }
        for index in order.indices where order[index] != index { return order }
        return nil
    }
}
