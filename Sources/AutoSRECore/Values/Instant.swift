/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
///
/// Core owns this type so that no clock can be read by accident: an instant comes from `World.now` or from a fact.
public struct Instant: Sendable, Hashable, Comparable, Codable {
    /// Milliseconds since the Unix epoch, leap seconds not counted.
    public let milliseconds: Int64

    /// Makes an instant from milliseconds since the Unix epoch.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Makes an instant from seconds since the Unix epoch.
    public init(seconds: Int64) { milliseconds = seconds * 1000 }

    /// Compares by time.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.milliseconds < rhs.milliseconds }

    /// The instant `seconds` later, or earlier where negative.
    public func advanced(bySeconds seconds: Double) -> Instant {
        Instant(milliseconds: milliseconds + Int64((seconds * 1000).rounded()))
    }

    /// Seconds from `earlier` to this instant; negative where `earlier` is later.
    public func seconds(since earlier: Instant) -> Double {
        Double(milliseconds - earlier.milliseconds) / 1000
    }

    /// Decodes RFC 3339 text, the form in every journal and report.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 time: \(text)")
        }
        self = instant
    }

    /// Encodes RFC 3339 text in UTC with milliseconds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
