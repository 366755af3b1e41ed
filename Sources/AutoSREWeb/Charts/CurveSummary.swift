import AutoSRECore

/// What a curve does, in one sentence.
struct CurveSummary {
    private let name: String
    private let samples: [(at: Instant, value: Double)]
    private let unit: String
    /// Changes below it are none.
    private let noise: Double

    init(line: Chart.Line, unit: String, noise: Double?) {
        (name, self.unit) = (line.name, unit)
        samples = zip(line.times, line.values).filter { $0.1.isFinite }.map { (at: $0.0, value: $0.1) }
        self.noise = noise ?? 0.1 * (samples.map { abs($0.value) }.max() ?? 0)
    }

    var sentence: String {
        guard let now = samples.last?.value, let peak = samples.max(by: { $0.value < $1.value }) else {
            return "\(name): nothing was measured."
        }
        let before = usual
        if now > before * 1.5, now - before > noise {
            return "\(name) rose from about \(words(before)) to \(words(now))."
        }
        if now < before / 1.5, before - now > noise {
            return "\(name) fell from about \(words(before)) to \(words(now))."
        }
        if peak.value > before * 1.8, peak.value - before > noise * 2 {
            return "\(name) is back at \(words(now)) after \(words(peak.value)) at \(Figure.minute(peak.at)) UTC."
        }
        return "\(name) held at about \(words(before))."
    }

    private func words(_ value: Double) -> String { Figure.text(value, unit) }

    /// The median of the first quarter.
    private var usual: Double {
        let early = samples.prefix(max(samples.count / 4, 1)).map(\.value).sorted()
        return early[early.count / 2]
    }
}
