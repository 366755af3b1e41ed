import AutoSRECore
import ServiceSimulation

/// A recorded hour of the simulated service with one kind of trouble: of the four that are known, or else that of a
/// latency spike. A pure function of type, releases and time.
struct Scenario {
    let type: IncidentType
    let service: String
    let detected: Instant
    let releases: Releases

    static let sampleSeconds = 15.0
    /// The made-up service is one like the shop's, whatever it is called.
    static let profile = ServiceProfile.checkout

    private static let quietHeapMB = 640.0

    /// How far the trouble has come at `at`: 0 before the onset, then towards 1 within `over` seconds.
    private func progress(at: Instant, since start: Instant, over seconds: Double) -> Double {
        let x = max(at.seconds(since: start) / seconds, 0)
        // 1 - exp(-x) by the first terms of its series, for want of a C library here.
        return 1 - 1 / (1 + x * (1 + x / 2 * (1 + x / 3)))
    }

    /// What is measured at `at`, without noise.
    func vitals(at: Instant) -> Vitals {
        var vitals = Vitals(quiet: Self.profile)
        vitals.memoryMB = Self.quietHeapMB
        switch type {
        case .memoryLeak:
            // Some megabytes a minute for days; at the onset the heap is where pauses begin to hurt.
            let minutes = at.seconds(since: releases.onset) / 60
            vitals.suffer(heapMB: max(3060 + 6 * minutes + 22 * max(minutes, 0), Self.quietHeapMB))
        case .crashLoop:
            let share = progress(at: at, since: releases.onset, over: 20)
            vitals.ready = max((4 - 4 * share).rounded(), 0)
            vitals.restarts = crashes(at: at)
            vitals.errorRate += 0.9 * share
            vitals.p99 += 1000 * share
            vitals.p50 += 300 * share
            vitals.cpu *= 1 - 0.8 * share
            vitals.poolInUse *= 1 - 0.8 * share
            vitals.memoryMB -= 440 * share
        case .deploymentFailure:
            let share = progress(at: at, since: releases.onset, over: 15)
            vitals.ready = share > 0.5 ? 2 : (share > 0 ? 3 : 4)
            vitals.cpu += 0.44 * share
            vitals.p50 += 38 * share
            vitals.p99 += 640 * share
            vitals.errorRate += 0.07 * share
        default:
            let start = releases.isRecent ? releases.deployedAt : releases.onset.advanced(bySeconds: -120)
            vitals.suffer(heapMB: Self.quietHeapMB + 3330 * progress(at: at, since: start, over: 110))
        }
        return vitals
    }

    /// Restarts so far: each of four instances lives seconds and waits longer each time, up to a minute.
    func crashes(at: Instant) -> Double {
        let passed = at.seconds(since: releases.onset)
        guard passed > 0 else { return 0 }
        return 4 * (passed < 120 ? (passed / 20).rounded(.down) : 6 + ((passed - 120) / 60).rounded(.down))
    }

    /// The curves within `since ..< until`, a sample each 15 s.
    func metrics(since: Instant, until: Instant) -> [MetricSeries] {
        let times = ticks(every: Self.sampleSeconds, since: since, until: until)
        var series: [MetricSeries] = []
        for (number, metric) in Metric.allCases.enumerated() {
            var values: [Double] = []
            for (index, time) in times {
                var noise = Noise(stream: UInt64(100 + number), index: index)
                let value = metric.value(in: vitals(at: time)) * (1 + metric.noise * noise.swing())
                values.append(metric.rounded(min(value, metric.ceiling(Self.profile))))
            }
            series.append(
                MetricSeries(name: metric.rawValue, unit: metric.unit, times: times.map(\.1), values: values))
        }
        return series
    }

    /// The moments `seconds` apart within `since ..< until` and before the incident, numbered from an hour before it.
    func ticks(every seconds: Double, since: Instant, until: Instant) -> [(Int, Instant)] {
        let start = detected.advanced(bySeconds: -3600)
        var ticks: [(Int, Instant)] = []
        for index in 0..<Int(3600 / seconds) {
            let at = start.advanced(bySeconds: Double(index) * seconds)
            if since <= at, at < until { ticks.append((index, at)) }
        }
        return ticks
    }
}

extension Vitals {
    /// A full heap makes collections pause, and pauses make answers late.
    fileprivate mutating func suffer(heapMB: Double) {
        memoryMB = heapMB
        let pause = CollectionPause(heapFilled: heapMB / Scenario.profile.memoryLimitMB)
        gcPause = pause.milliseconds
        p50 += pause.medianDelay
        p99 += pause.tailDelay
        cpu += pause.cpu
        errorRate += pause.errorRate
        poolInUse *= 1 + min(pause.slowness, 0.8)
    }
}
