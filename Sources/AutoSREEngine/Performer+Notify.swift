import AutoSRECore

extension Performer {
    /// Lets one notifier tell people. What it is given has passed the redactor; if that fails, nothing is sent.
    func notify(_ name: String, isRepeat: Bool, run: Run, journal: [JournalEntry]) async throws -> Notification {
        guard let notifier = registry.notifiers.first(where: { $0.name == name }) else {
            return Notification(notifier: name, status: .skipped, detail: "not configured any more", isRepeat: isRepeat)
        }
        if isRepeat { world.mark(.notifiedAgain) }
        guard let (postMortem, replaced) = safe(PostMortem(of: run, journal: journal)) else {
            return Notification(
                notifier: name, status: .failed, detail: "redaction failed, so nothing was sent", isRepeat: isRepeat)
        }
        let notification: Notification
        if let gate, let destination = notifier.destination {
            let leaving = gate.listing(run.id, .notification, to: destination, replaced: replaced)
            notification = await notifier.notify(postMortem, isRepeat: isRepeat, leaving: leaving)
        } else {
            notification = await notifier.notify(postMortem, isRepeat: isRepeat)
        }
        // An interruption is not the notifier's failure: the notification is open, and the resumed run repeats it.
        if notification.status == .failed { try Task.checkCancellation() }
        return notification
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
