import AutoSRECore
import AutoSREPlatform

/// How times of day are shown, and what they are called: UTC, or on a terminal whose user has set `TZ`, theirs.
struct Times: Sendable {
    /// A moment's time of day.
    let timeOfDay: @Sendable (Instant) -> String
    /// The zone that it is in then.
    let zone: @Sendable (Instant) -> String

    /// For files, pipes and everybody who has not said otherwise.
    static let utc = Times(timeOfDay: { $0.timeOfDay }, zone: { _ in "UTC" })

    /// For a terminal.
    static let local = Times(timeOfDay: LocalTime.timeOfDay, zone: LocalTime.zone)
}
