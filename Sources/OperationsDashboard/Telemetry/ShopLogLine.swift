public import AutoSRECore

/// One line of a service's log.
public struct ShopLogLine: Sendable, Equatable {
    /// When it was written.
    public let timestamp: Instant
    /// How grave it is.
    public let level: Level
    /// The instance that wrote it.
    public let instance: String
    /// What it says.
    public let message: String

    /// How grave a line is, least first.
    public enum Level: String, Sendable {
        /// Worth knowing.
        case info = "INFO"
        /// Worth a look.
        case warn = "WARN"
        /// Something failed.
        case error = "ERROR"
    }
}
