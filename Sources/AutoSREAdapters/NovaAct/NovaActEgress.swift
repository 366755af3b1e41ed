import AutoSRECore
import AutoSREPlatform

/// What leaves the machine for Nova Act: the prompt goes through the redactor, and everything through a proxy that
/// counts. What a screenshot shows cannot be redacted, and the ledger says so.
struct NovaActEgress: Sendable {
    let ledger: (any EgressLedger)?
    let redact: NovaActActuator.Redact
    let now: @Sendable () -> Instant

    /// Lists the prompt before it leaves, and gives it without its secrets.
    func open(_ prompt: String, to host: String, run: RunID) async throws -> String {
        let (text, replaced) = try redact(prompt)
        let note = "the prompt, and from now on screenshots of the dashboard, whose pixels are not redacted"
        try await list(
            Egress(
                run: run, at: now(), purpose: .acting, destination: "\(host):443", bytes: text.utf8.count,
                replaced: replaced, note: note))
        return text
    }

    /// Lists what the proxy saw: whatever came of the job, it has left.
    func close(_ traffic: [ConnectProxy.Traffic], run: RunID) async throws {
        for line in traffic {
            var notes = ["\(line.tunnels) connections, \(line.received) bytes came back", "pixels are not redacted"]
            if line.refused > 0 { notes = ["refused \(line.refused) times: not a host of Nova Act"] }
            if let failure = line.failure { notes.append(failure) }
            try await list(
                Egress(
                    run: run, at: now(), purpose: .acting, destination: line.destination, bytes: line.sent,
                    note: notes.joined(separator: "; ")))
        }
    }

    private func list(_ egress: Egress) async throws {
        guard let ledger else { return }
        do { try await ledger.record(egress) } catch {
            throw NovaActFailure("what leaves cannot be listed, so nothing is sent: \(error)")
        }
    }
}
