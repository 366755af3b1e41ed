public import AutoSRECore

extension Redactor {
    /// The post-mortem without its secrets: what notifiers, files and the terminal get.
    /// - Throws: `RedactionError.tooLarge`, or what the coders throw; then nothing of it may be shown.
    public func redact(_ postMortem: PostMortem) throws -> PostMortem {
        let value = try JSON.decode(JSONValue.self, from: JSON.encode(postMortem))
        return try JSON.decode(PostMortem.self, from: JSON.encode(redact(value)))
    }
}
