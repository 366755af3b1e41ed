/// A file that was left while acting, such as a screenshot: something for people to look at, never a proof that code
/// relies on.
public struct Artifact: Sendable, Hashable, Codable {
    /// What it shows, in a few words: `before the click`.
    public let name: String
    /// Its media type, for example `image/png`.
    public let mediaType: String
    /// Where it lies, as the driver wrote it; it may have been removed since.
    public let path: String
    /// When it was taken.
    public let at: Instant

    /// Whether it is something to look at, by what its maker says of it.
    public var isPicture: Bool { mediaType.hasPrefix("image/") }

    /// Names a file.
    public init(name: String, mediaType: String, path: String, at: Instant) {
        (self.name, self.mediaType, self.path, self.at) = (name, mediaType, path, at)
    }

    enum CodingKeys: String, CodingKey {
        case name, path, at
        case mediaType = "media_type"
    }
}
