extension Predicate {
    /// Whether the predicate holds over the evidence; false where what it needs is not among it. That something is
    /// absent holds only over evidence that is known to be whole over the window.
    public func holds(over evidence: [Evidence]) -> Bool {
        let bodies = evidence.map(\.body)
        switch self {
        case .logsMatch(let pattern, let window, let atLeast):
            return Self.matches(pattern, window, bodies, limit: atLeast).map { $0 >= atLeast } ?? false
        case .logsLack(let pattern, let window, let atMost):
            guard Self.isWhole(.logs, over: window, evidence), LogColumns.reach(window) else { return false }
            return Self.matches(pattern, window, bodies, limit: .max).map { $0 <= atMost } ?? false
        case .metricShifted(let name, let before, let after, let ratio):
            guard let series = Self.series(name, bodies), let old = series.mean(over: before),
                let new = series.mean(over: after)
            else { return false }
            return ratio >= 1 ? new >= ratio * old && new > old : new <= ratio * old && new < old
        case .metricAtLeast(let name, let window, let value):
            return Self.series(name, bodies)?.mean(over: window).map { $0 >= value } ?? false
        case .metricAtMost(let name, let window, let value):
            guard let series = Self.series(name, bodies), series.isWhole(over: window) else { return false }
            return series.mean(over: window).map { $0 <= value } ?? false
        case .nothingDeployed(let window) where !Self.isWhole(.changes, over: window, evidence): return false
        default: return holdsOverState(bodies)
        }
    }

    /// Whether all evidence of a kind is known to lack nothing over `window`.
    private static func isWhole(_ kind: EvidenceKind, over window: TimeWindow, _ evidence: [Evidence]) -> Bool {
        evidence.allSatisfy { $0.reference.kind != kind || $0.reference.completeness?.covers(window) == true }
    }

    private func holdsOverState(_ bodies: [EvidenceBody]) -> Bool {
        switch self {
        case .deployed(let version, let window):
            return Self.rollouts(bodies)?.contains { $0.version == version && window.contains($0.at) } ?? false
        case .nothingDeployed(let window):
            return Self.rollouts(bodies).map { !$0.contains { window.contains($0.at) } } ?? false
        case .instances(let version, let statuses, let atLeast):
            guard let state = Self.state(bodies) else { return false }
            let count = state.instances.count { (version ?? $0.version) == $0.version && statuses.contains($0.status) }
            return count >= atLeast
        case .poolInUse(let atLeast):
            return Self.state(bodies)?.pool.map { $0.inUse >= atLeast } ?? false
        case .health(let status):
            return bodies.contains { $0.health?.status == status }
        default:
            return false
        }
    }

    /// How many lines match, counted up to `limit` in each body; nil where there is no log.
    private static func matches(
        _ pattern: String, _ window: TimeWindow, _ bodies: [EvidenceBody], limit: Int
    ) -> Int? {
        let matcher = LogPattern(pattern)
        var found: Int?
        for body in bodies {
            guard let lines = body.logs else { continue }
            found = (found ?? 0) + lines.rows(like: matcher, over: window, limit: limit).count
        }
        return found
    }

    private static func series(_ name: String, _ bodies: [EvidenceBody]) -> MetricSeries? {
        bodies.lazy.compactMap { $0.metrics?.series(named: name) }.first
    }

    private static func rollouts(_ bodies: [EvidenceBody]) -> [Change]? { bodies.lazy.compactMap(\.rollouts).first }

    private static func state(_ bodies: [EvidenceBody]) -> ServiceState? { bodies.lazy.compactMap(\.state).first }
}

extension MetricSeries {
    /// The mean of the values inside `window`; `nil` where there is none.
    public func mean(over window: TimeWindow) -> Double? {
        var sum = 0.0
        var count = 0
        for (time, value) in zip(times, values) where window.contains(time) && value.isFinite {
            sum += value
            count += 1
        }
        return count == 0 ? nil : sum / Double(count)
    }
}

/// A log template: literal text in which `<*>` stands for any run of bytes. It must cover the whole line.
public struct LogPattern: Sendable, Hashable {
    private let parts: [[UInt8]]

    /// Reads a pattern.
    public init(_ text: String) {
        var parts: [[UInt8]] = [[]]
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: [UInt8(ascii: "<"), UInt8(ascii: "*"), UInt8(ascii: ">")]) {
                parts.append([])
                index += 3
            } else {
                parts[parts.count - 1].append(bytes[index])
                index += 1
            }
        }
        self.parts = parts
    }

    /// Whether the whole line has this form. Linear in the line for each part: literal parts are matched leftmost.
    public func matches(_ line: String) -> Bool {
        var line = line
        return line.withUTF8 { matches($0) }
    }

    /// The same of a line's UTF-8.
    public func matches(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard parts.count > 1 else { return line.elementsEqual(parts[0]) }
        let (first, last) = (parts[0], parts[parts.count - 1])
        guard line.count >= first.count + last.count, line.starts(with: first) else { return false }
        guard line[(line.count - last.count)...].elementsEqual(last) else { return false }
        var position = first.count
        let end = line.count - last.count
        for part in parts[1..<(parts.count - 1)] where !part.isEmpty {
            guard let found = Self.find(part, in: line, from: position, to: end) else { return false }
            position = found + part.count
        }
        return true
    }

    private static func find(
        _ part: [UInt8], in line: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> Int? {
        guard end - start >= part.count else { return nil }
        for index in start...(end - part.count) where line[index] == part[0] {
            if line[index..<index + part.count].elementsEqual(part) { return index }
        }
        return nil
    }
}
