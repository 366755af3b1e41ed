public import AutoSRECore
import AutoSREPlatform

/// A picture for a report: a screenshot that a driver left.
public struct ReportImage: Sendable, Hashable {
    /// What it shows.
    public let name: String
    /// What is to be seen in it, where somebody said so: why a driver refused.
    public let note: String
    /// When it was taken.
    public let at: Instant
    /// The picture's bytes; nil where they cannot be had, or are no picture.
    public let bytes: [UInt8]?

    /// Makes a picture.
    public init(name: String, note: String = "", at: Instant, bytes: [UInt8]?) {
        (self.name, self.note, self.at, self.bytes) = (name, note, at, bytes)
    }

    /// Bytes of one picture and of all together at the most.
    static let (maximumBytes, maximumTotal, maximumCount) = (2 << 20, 8 << 20, 12)

    /// The media type by the bytes themselves, whatever they were called; nil for all but PNG, JPEG and WebP.
    /// https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm
    var mediaType: String? {
        guard let bytes, bytes.count <= Self.maximumBytes else { return nil }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        let isRIFF = bytes.starts(with: Array("RIFF".utf8)) && bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
        return isRIFF ? "image/webp" : nil
    }

    /// The pictures of what was done, then of what was refused. A file that is gone or too big is no failure: the
    /// report tells.
    public static func load(_ receipts: [Receipt], _ refusals: [PostMortem.Refused] = []) -> [ReportImage] {
        var all = receipts.flatMap(\.artifacts).map { (artifact: $0, note: "") }
        for refusal in refusals {
            // The last one shows what the reason is about.
            let last = refusal.artifacts.last { $0.isPicture }
            all += refusal.artifacts.map { ($0, $0 == last ? refusal.reason : "") }
        }
        var images: [ReportImage] = []
        var total = 0
        for (artifact, note) in all where artifact.isPicture {
            guard images.count < maximumCount else { break }
            let bytes = read(artifact.path, within: min(maximumBytes, maximumTotal - total))
            total += bytes?.count ?? 0
            images.append(ReportImage(name: artifact.name, note: note, at: artifact.at, bytes: bytes))
        }
        return images
    }

    private static func read(_ path: String, within bytes: Int) -> [UInt8]? {
        guard !Files.isDirectory(path) else { return nil }
        do { return try Files.read(path, maximumBytes: bytes) } catch { return nil }
    }
}
