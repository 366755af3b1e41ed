import AutoSRECore

extension Performer {
    /// Lets one reporter tell people. What it is given has passed the redactor; if that fails, nothing is sent.
    func tell(_ name: String, isRepeat: Bool, file: Case, journal: [JournalEntry]) async -> Telling {
        guard let reporter = board.reporters.first(where: { $0.name == name }) else {
            return Telling(reporter: name, status: .skipped, detail: "not configured any more", isRepeat: isRepeat)
        }
        if isRepeat { world.mark(.toldAgain) }
        do {
            let postMortem = try redacted(PostMortem(of: file, journal: journal))
            return await reporter.tell(postMortem, isRepeat: isRepeat)
        } catch {
            return Telling(
                reporter: name, status: .failed, detail: "redaction failed, so nothing was sent", isRepeat: isRepeat)
        }
    }

    private func redacted(_ postMortem: PostMortem) throws -> PostMortem {
        let value = try JSON.decode(JSONValue.self, from: JSON.encode(postMortem))
        return try JSON.decode(PostMortem.self, from: JSON.encode(redactor.redact(value)))
    }
}
