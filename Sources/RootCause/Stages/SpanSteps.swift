import LogMining

/// Which calls an operation makes, in order.
struct SpanSteps: Sendable {
    private var table = StepTable()
    private var places: [SequenceShift.Place] = []
    private let failing: [Bool]

    init(_ spans: SpanTable, _ timing: SpanTiming) {
        failing = spans.operations.map(FailureWords.isFailure)
        var contexts = [Int](repeating: 0, count: spans.count)
        var numbers: [SequenceShift.Place: Int] = [:]
        func number(_ place: SequenceShift.Place) -> Int {
            if let number = numbers[place] { return number }
            numbers[place] = places.count
            places.append(place)
            return places.count - 1
        }
        for row in 0..<spans.count {
            let own = Self.word(spans, row)
            if spans.parent[row] < 0 { contexts[row] = number(.init(operation: own, under: -1, following: -1)) }
            var previous = -1
            for child in timing.children(of: row) {
                let operation = Self.word(spans, Int(child))
                contexts[Int(child)] = number(.init(operation: operation, under: own, following: previous))
                previous = operation
            }
        }
        for rows in Self.byTrace(spans) {
            var begin = Int.max
            for row in rows {
                let way = timing.children(of: row).map { Self.word(spans, Int($0)) }
                table.add(component: Int(spans.component[row]), context: contexts[row], way: way)
                begin = min(begin, spans.start[row])
            }
            table.endRequest(begin: Double(begin) / 1e6)
        }
    }

    /// Rows of each trace, traces in order of first sight.
    private static func byTrace(_ spans: SpanTable) -> [[Int]] {
        var numbers: [UInt64: Int] = [:]
        var traces: [[Int]] = []
        for row in 0..<spans.count {
            let number = numbers[spans.trace[row]] ?? traces.count
            if number == traces.count {
                numbers[spans.trace[row]] = number
                traces.append([])
            }
            traces[number].append(row)
        }
        return traces
    }

    func blames(_ windows: Windows) -> [SequenceShift] {
        table.blames(windows) { failing[Self.operation(of: $0)] }.map { shift in
            var shift = shift
            shift.place = places[shift.step.context]
            return shift
        }
    }

    /// An operation and its component as one number.
    static func word(_ spans: SpanTable, _ row: Int) -> Int {
        Int(spans.operation[row]) << 32 | Int(spans.component[row])
    }

    static func operation(of word: Int) -> Int { word >> 32 }

    static func component(of word: Int) -> Int { word & 0xFFFF_FFFF }
}
