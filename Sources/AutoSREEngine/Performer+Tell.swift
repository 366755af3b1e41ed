import AutoSRECore

extension Performer {
    /// Lets one reporter tell people. What it is given has passed the redactor; if that fails, nothing is sent.
    func tell(_ name: String, isRepeat: Bool, file: Case, journal: [JournalEntry]) async throws -> Telling {
        guard let reporter = registry.reporters.first(where: { $0.name == name }) else {
            return Telling(reporter: name, status: .skipped, detail: "not configured any more", isRepeat: isRepeat)
        }
        if isRepeat { world.mark(.toldAgain) }
        guard let (postMortem, replaced) = safe(PostMortem(of: file, journal: journal)) else {
            return Telling(
                reporter: name, status: .failed, detail: "redaction failed, so nothing was sent", isRepeat: isRepeat)
        }
        let telling: Telling
        if let gate, let destination = reporter.destination {
            let leaving = gate.listing(file.run, .telling, to: destination, replaced: replaced)
            telling = await reporter.tell(postMortem, isRepeat: isRepeat, leaving: leaving)
        } else {
            telling = await reporter.tell(postMortem, isRepeat: isRepeat)
        }
        // An interruption is not the reporter's failure: the telling is open, and the resumed run repeats it.
        if telling.status == .failed { try Task.checkCancellation() }
        return telling
    }

    /// The redacted form, or nil where it cannot be made.
    private func safe(_ postMortem: PostMortem) -> (PostMortem, replaced: [String: Int])? {
        do { return try redacted(postMortem) } catch { return nil }
    }

    private func redacted(_ postMortem: PostMortem) throws -> (PostMortem, replaced: [String: Int]) {
        let clean = try redactor.redact(postMortem)
        let text = String(decoding: try JSON.encode(clean), as: UTF8.self)
        return (clean, Redactor.replacements(in: text))
    }
}
