/// How an operation, or a call between two components, changed at the onset.
struct TraceShift: Sendable {
    enum Subject: Hashable, Sendable {
        /// Time in which no child runs, of a component's operation.
        case work(component: Int, operation: Int)
        /// What a caller waits beyond the callee's own work, by the caller's operation.
        case call(caller: Int, callee: Int, operation: Int)
    }

    let subject: Subject
    let counts: (before: Int, after: Int)
    /// Microseconds.
    let before: (median: Double, sigma: Double)
    /// Median, microseconds.
    let after: Double

    /// Microseconds by which one span grew.
    var growth: Double { after - before.median }

    /// Nats: how far the growth is beyond what medians of so few spans differ by (z²/2 of a normal sample; a median's
    /// standard error is 1.25 times a mean's). Without spans before nothing can be said against it.
    var significance: Double {
        guard counts.before >= 3, counts.after > 0 else { return .infinity }
        // Spans of one operation differ by a tenth even where half of them are equal.
        let sigma = 1.25 * max(before.sigma, 0.1 * before.median, 1)
        let error = sigma * (1 / Double(counts.before) + 1 / Double(counts.after)).squareRoot()
        let z = growth / error
        return growth > 0 ? z * z / 2 : 0
    }
}

/// Spans by what they measure, sorted by it, so that a split at any moment is one pass.
struct SortedSpans: Sendable {
    private var subjects: [TraceShift.Subject] = []
    private var times: [[(microseconds: Int, start: Int)]] = []

    init(_ spans: SpanTable, _ timing: SpanTiming) {
        let calling = Self.callingOperations(spans, timing)
        var numbers: [TraceShift.Subject: Int] = [:]
        for row in 0..<spans.count {
            let component = Int(spans.component[row])
            let operation = Int(spans.operation[row])
            // A span of an operation that usually calls, without a child: the call is not traced, so its time is no
            // work.
            if timing.childCount[row] == 0, calling.contains(operation << 32 | component) { continue }
            let child = Int(timing.remoteChild[row])
            let subject: TraceShift.Subject =
                child >= 0
                ? .call(caller: component, callee: Int(spans.component[child]), operation: operation)
                : .work(component: component, operation: operation)
            let number = numbers[subject] ?? subjects.count
            if number == subjects.count {
                numbers[subject] = number
                subjects.append(subject)
                times.append([])
            }
            times[number].append((timing.exclusive[row], spans.start[row]))
        }
        for number in times.indices { times[number].sort { $0.microseconds < $1.microseconds } }
    }

    /// How every operation and every call changed at a moment, unix seconds.
    func shifts(onset: Double) -> [TraceShift] {
        let boundary = onset * 1e6
        return subjects.indices.map { number in
            var before: [Double] = []
            var after: [Double] = []
            for time in times[number] {
                if Double(time.start) < boundary {
                    before.append(Double(time.microseconds))
                } else {
                    after.append(Double(time.microseconds))
                }
            }
            return TraceShift(
                subject: subjects[number], counts: (before.count, after.count),
                before: Robust.centre(sorted: before) ?? (.nan, .nan), after: Robust.quantile(after, 0.5) ?? .nan)
        }
    }

    /// Operations, as `operation << 32 | component`, of which at least a tenth of the spans have children.
    private static func callingOperations(_ spans: SpanTable, _ timing: SpanTiming) -> Set<Int> {
        var counts: [Int: (all: Int, calling: Int)] = [:]
        for row in 0..<spans.count {
            let key = Int(spans.operation[row]) << 32 | Int(spans.component[row])
            counts[key, default: (0, 0)].all += 1
            if timing.childCount[row] > 0 { counts[key, default: (0, 0)].calling += 1 }
        }
        return Set(counts.filter { $0.value.calling * 10 >= $0.value.all }.keys)
    }
}
