/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
///
/// Core owns this type so that no clock can be read by accident: an instant comes from `World.now` or from a fact.
///
/// Every instant lies in the years 0 to 9999, the only ones that its text can tell: others become the nearest of those,
/// so that no number from outside makes time arithmetic overflow.
public struct Instant: Sendable, Hashable, Comparable, Codable {
    /// Milliseconds since the Unix epoch, leap seconds not counted.
    public let milliseconds: Int64

    /// 0000-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z, in milliseconds since the Unix epoch.
    private static let range: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    /// Makes an instant from milliseconds since the Unix epoch.
    public init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.range.lowerBound), Self.range.upperBound)
    }

    /// Makes an instant from seconds since the Unix epoch.
    public init(seconds: Int64) {
        let (product, isTooMuch) = seconds.multipliedReportingOverflow(by: 1000)
        self.init(milliseconds: isTooMuch ? (seconds < 0 ? .min : .max) : product)
    }

    /// Compares by time.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.milliseconds < rhs.milliseconds }

    /// The instant `seconds` later, or earlier where negative; the same one where that is not a number.
    public func advanced(bySeconds seconds: Double) -> Instant {
        let (sum, isTooMuch) = milliseconds.addingReportingOverflow(Int64(saturating: (seconds * 1000).rounded()))
        return Instant(milliseconds: isTooMuch ? (seconds < 0 ? .min : .max) : sum)
    }

    /// Seconds from `earlier` to this instant; negative where `earlier` is later.
    public func seconds(since earlier: Instant) -> Double {
        Double(milliseconds - earlier.milliseconds) / 1000
    }

    /// Decodes RFC 3339 text, the form in every journal and report, and what others write: see `init(_:)`; a number
    /// counts from the Unix epoch, `{"$date": …}` is what stands in it, and an array begins with the year.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            guard let instant = Instant(text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time: \(text)")
            }
            self = instant
            return
        }
        if let members = try? decoder.container(keyedBy: ExtendedJSON.self) {
            let key = members.contains(.date) ? ExtendedJSON.date : .long
            self = try members.decode(Instant.self, forKey: key)
            return
        }
        if let parts = try? container.decode([Int64].self), let instant = Instant(parts: parts) {
            self = instant
            return
        }
        guard let instant = Instant(epoch: try container.decode(Double.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time since the Unix epoch")
        }
        self = instant
    }

    /// What MongoDB's exports put around a time:
    /// https://github.com/mongodb/specifications/blob/master/source/extended-json/extended-json.md
    private enum ExtendedJSON: String, CodingKey {
        case date = "$date"
        case long = "$numberLong"
    }

    /// Encodes RFC 3339 text in UTC with milliseconds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
