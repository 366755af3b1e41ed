import AutoSRECore

extension DashboardService {
    /// How many instances there are; a few where the dashboard does not say.
    private var size: Int {
        let isKnown = instances != nil || replicas != nil
        return isKnown ? max(instances?.count ?? 0, replicas?.desired ?? 0, 1) : 3
    }

    /// Longest that any change is waited for, in seconds.
    private static let longestSeconds = 1800.0

    /// Seconds that `action` may take until it shows: `each` for every instance that it replaces, starts or stops, one
    /// after the other, and once more for the dashboard itself.
    func seconds(for action: Action, each: Double) -> Double {
        let affected: Double =
            switch action.after {
            case .version, .instancesSince: Double(size)
            case .replicas(let count): (Double(count) - Double(size)).magnitude
            case .poolSince, .other: 1
            }
        return min(each * (affected + 1), Self.longestSeconds)
    }
}
