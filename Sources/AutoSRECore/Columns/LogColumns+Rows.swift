// Row by row, for reports, tests and whatever looks at a few of them: what reads all of them reads the columns.
extension LogColumns: RandomAccessCollection {
    /// Makes columns of lines, which may come in any order.
    public init(_ lines: some Sequence<LogLine>) {
        var table = LogTable()
        for line in lines { table.append(line) }
        self = table.columns
    }

    /// The first row.
    public var startIndex: Int { 0 }
    /// Behind the last row.
    public var endIndex: Int { count }

    /// The line in a row, made of its columns.
    public subscript(row: Int) -> LogLine {
        LogLine(at: at(row), message: texts[row], level: level(of: row), instance: instance(of: row))
    }

    /// When a line was written, to the millisecond.
    public func at(_ row: Int) -> Instant {
        let (milliseconds, rest) = nanoseconds[row].quotientAndRemainder(dividingBy: 1_000_000)
        return Instant(milliseconds: rest < 0 ? milliseconds - 1 : milliseconds)
    }

    /// Its level, or empty.
    public func level(of row: Int) -> String { labels.value(of: Self.level, in: sets[row]) ?? "" }

    /// Who wrote it, or empty.
    public func instance(of row: Int) -> String { labels.value(of: Self.instance, in: sets[row]) ?? "" }

    /// The rows of a window.
    public func rows(over window: TimeWindow) -> Range<Int> {
        let first = firstRow(from: Self.nanoseconds(of: window.from))
        return first..<Swift.max(first, firstRow(from: Self.nanoseconds(of: window.until)))
    }

    /// The rows of a window whose lines have the form of `pattern`, oldest first.
    /// - Parameter limit: no more than these, the oldest.
    public func rows(like pattern: LogPattern, over window: TimeWindow, limit: Int = .max) -> [Int] {
        var found: [Int] = []
        texts.bytes.withUnsafeBufferPointer { all in
            for row in rows(over: window) {
                if found.count >= limit { break }
                if pattern.matches(UnsafeBufferPointer(rebasing: all[texts.range(of: row)])) { found.append(row) }
            }
        }
        return found
    }

    /// Whether lines of a window can be told at all: its nanoseconds are of the years 1678 to 2262.
    static func reach(_ window: TimeWindow) -> Bool {
        nanoseconds(of: window.from) > .min && nanoseconds(of: window.until) < .max
    }

    /// Nanoseconds of an instant; beyond the years 1678 to 2262, which they do not reach, the nearest that there is.
    static func nanoseconds(of instant: Instant) -> Int64 {
        let (product, isTooMuch) = instant.milliseconds.multipliedReportingOverflow(by: 1_000_000)
        return isTooMuch ? (instant.milliseconds < 0 ? .min : .max) : product
    }

    private func firstRow(from time: Int64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if nanoseconds[middle] < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
