import AutoSRECore
import AutoSREPlatform

// What leaves the machine for Nova Act: the prompt goes through the gate, and everything through a proxy that counts.
// What a screenshot shows cannot be redacted, and the ledger says so.
extension NovaActActuator {
    /// Lists the prompt before it leaves, and gives it without its secrets.
    func safe(_ prompt: String, to host: String, run: RunID) async throws -> String {
        let redaction = try gate.redaction(of: prompt)
        let leaving = gate.listing(
            run, .acting, to: "\(host):443", replaced: redaction.replaced,
            note: "the prompt; screenshots of the dashboard follow, whose pixels are not redacted")
        do { try await leaving(redaction.text.utf8.count) } catch { throw NovaActFailure("\(error)") }
        return redaction.text
    }

    /// Lists what the proxy saw: whatever came of the job, it has left.
    func list(_ traffic: [ConnectProxy.Traffic], run: RunID) async throws {
        for line in traffic {
            var notes = ["\(line.tunnels) connections, \(line.received) bytes came back; pixels are not redacted"]
            if line.refused > 0 { notes = ["refused \(line.refused) times: not a host of Nova Act"] }
            if let failure = line.failure { notes.append(failure) }
            let leaving = gate.listing(
                run, .acting, to: line.destination, replaced: [:], note: notes.joined(separator: "; "))
            do { try await leaving(line.sent) } catch { throw NovaActFailure("\(error)") }
        }
    }
}
