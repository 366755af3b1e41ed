import AutoSREIntegrations
import AutoSRECore

extension Composition {
    /// What has runs be of the system whose alerts a source gives; nil where no integration has such a source.
    private func setting(of source: String) -> String? {
        integrations.lazy.compactMap { integration -> String? in
            guard case .system(let setting, let detectors) = integration.role else { return nil }
            return detectors.contains(source) ? setting : nil
        }.first
    }

    /// What a run was opened with, and the system that it is of.
    /// - Throws: `OtherWorld` or `OtherPlace` where these parts would act or look elsewhere, `OtherHands` where they
    ///   would only log; `JournalError.later` where only a later version can tell; the store's errors.
    func opened(_ run: RunID) async throws -> (alert: Alert, system: System) {
        let journal = try await store.journal(of: run)
        try journal.ensureReadable()
        guard case .opened(let alert)? = journal.first?.event else { throw StoreError.unknownRun }
        let named = systems.filter { $0.name == alert.system }
        guard let system = named.first(where: { $0.sources.contains(alert.source) }) else {
            throw OtherWorld(run: run, source: alert.source, system: alert.system, setting: setting(of: alert.source))
        }
        if let begun = alert.place, begun != system.parts.place {
            throw OtherPlace(run: run, begun: begun, now: system.parts.place)
        }
        if system.isStub {
            let begun = try Run(replaying: journal)
            // Once it is concluded, people are only told.
            if begun.isReal, begun.conclusion == nil { throw OtherHands(run: run) }
        }
        return (alert, system)
    }
}

/// A run that acted for real, where these settings keep hands off: what is to be taken back would only be logged, and
/// what was done would be told as not done.
struct OtherHands: Error, CustomStringConvertible {
    /// The run.
    let run: RunID

    /// The error in a sentence.
    var description: String { "\(run) acted for real: set UI_STUB=false to finish it" }
}

/// A run that was begun with other settings: finishing it with these would look at the wrong health signal.
struct OtherWorld: Error, CustomStringConvertible {
    /// The run.
    let run: RunID
    /// Where its incident came from.
    let source: String
    /// The system that it was of, by its name in the settings.
    let system: String?
    /// What would have runs be of it; nil where nothing does.
    let setting: String?

    /// The error in a sentence.
    var description: String {
        if let system { return "\(run) began on the system \(system), which these settings do not have" }
        let advice = setting.map { "set \($0) to finish it" } ?? "nothing here can finish it"
        return "\(run) began with an incident of \(source): \(advice)"
    }
}

/// A run that was begun elsewhere: what it knows is not of what these settings name.
struct OtherPlace: Error, CustomStringConvertible {
    /// The run.
    let run: RunID
    /// What it works on, by setting.
    let begun: [String: String]
    /// What would be worked on now.
    let now: [String: String]

    /// The error in a sentence.
    var description: String {
        let names = Set(begun.keys).union(now.keys).filter { begun[$0] != now[$0] }.sorted()
        let words = names.map { name in
            begun[name].flatMap { $0.isEmpty ? nil : "with \(name)=\($0)" } ?? "without \(name)"
        }
        return "\(run) began \(words.joined(separator: " and ")): set it so to finish it"
    }
}
