public import AutoSRECore

/// A post-mortem as indented JSON for programs; `PostMortem.schema` is the version of its shape.
public struct JSONReport: Sendable {
    private let postMortem: PostMortem

    /// Makes a report of `postMortem`.
    public init(_ postMortem: PostMortem) { self.postMortem = postMortem }

    /// The document; ends in a newline. Throws `EncodingError` where a number is not finite.
    public func text() throws -> String { try JSON.text(postMortem, pretty: true) + "\n" }
}
