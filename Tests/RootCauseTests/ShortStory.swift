import AutoSRECore
import MadeUpCases
@testable import RootCause

/// A made-up shop that is watched for a short time: a roll-out a minute before the alert, and evidence that ends half a
/// minute after it.
struct ShortStory {
    let files: CaseFiles
    static let guilty = "basket"

    private static let names = ["basket", "edge", "offers", "payment"]
    private static let length = 900
    private static let alert = 870

    /// - Parameters:
    ///   - step: seconds between samples.
    ///   - isBad: whether the roll-out breaks anything.
    init(seed: UInt64, step: Int, isBad: Bool) {
        var random = SplitMix64(state: seed &* 7_919 &+ UInt64(step))
        let rollout = Self.alert - 60
        let onset = rollout + random.whole(3...12)
        let share = 0.1 + 0.3 * random.unit()
        let slower = 1 + random.unit()
        let levels = Self.names.map { _ in 0.5 + random.unit() }
        let columns = Self.names.flatMap { name in
            ["cpu", "memory", "requests", "latency_p95", "error_rate"].map { name + "|" + $0 }
        }
        files = {
            var files = CaseFiles()
            files.about = MadeCase.about(incident: Self.alert, end: Self.length)
            files.metrics = MadeCase.metrics(columns, step: step, count: Self.length / step) { column, row in
                let (service, metric) = (column / 5, column % 5)
                let isHit = isBad && service == 0 && row * step >= onset
                let noise = 1 + 0.08 * random.normal()
                switch metric {
                case 0: return 0.3 * levels[service] * noise
                case 1: return 200 * levels[service] * (1 + 0.01 * random.normal())
                case 2: return 40 * levels[service] * noise
                case 3: return 80 * levels[service] * noise * (isHit ? slower : 1)
                default: return max(0, (isHit ? share : 0.004) * (1 + 0.3 * random.normal()))
                }
            }
            files.logs = Self.logs(isBad ? onset : Self.length, share, &random)
            files.deployments = Array(
                """
                [{"id":"d1","component":"basket","time":\(MadeCase.begin + rollout),"kind":"deployment",\
                "from":"1.4.0","to":"1.5.0"}]
                """.utf8)
            return files
        }()
    }

    private static func logs(_ onset: Int, _ share: Double, _ random: inout SplitMix64) -> [UInt8] {
        var text = "time,component,instance,trace_id,message\n"
        for second in 0..<length {
            for name in names {
                let time = "\(MadeCase.begin + second).\(random.whole(0...9))"
                text += "\(time),\(name),\(name)-1,,INFO request \(random.whole(1...99_999)) served\n"
                if random.unit() < 0.003 { text += "\(time),\(name),\(name)-1,,ERROR client closed request\n" }
                if name == guilty, second >= onset, random.unit() < share {
                    text += "\(time),\(name),\(name)-1,,\"ERROR TypeError: price of item \(second) is undefined\"\n"
                }
            }
        }
        return Array(text.utf8)
    }
}
