/// A text made safe to leave, and what was taken out of it.
public struct Redaction: Sendable, Hashable {
    /// The text without what must stay.
    public let text: String
    /// How often something was replaced, by kind, for example `secret` or `e-mail`.
    public let replaced: [String: Int]

    /// Makes a redaction.
    public init(text: String, replaced: [String: Int]) { (self.text, self.replaced) = (text, replaced) }
}

/// Takes out of a text what must not leave the machine.
public protocol TextGuard: Sendable {
    /// The text made safe. Where this throws, nothing of the text may be sent.
    func redaction(of text: String) throws -> Redaction
}

/// The door that every text about an incident leaves by: made safe first, then listed, then sent.
///
/// Whoever sends asks `redaction(of:)` for the text, and calls `listing(…)`'s closure with the size of the final body
/// each time before it sends.
public struct EgressGate: TextGuard {
    private let textGuard: any TextGuard
    private let ledger: any EgressLedger
    private let now: @Sendable () -> Instant

    /// Makes a gate.
    public init(textGuard: any TextGuard, ledger: any EgressLedger, now: @escaping @Sendable () -> Instant) {
        (self.textGuard, self.ledger, self.now) = (textGuard, ledger, now)
    }

    /// The text made safe. Where this throws, nothing of the text may be sent.
    public func redaction(of text: String) throws -> Redaction { try textGuard.redaction(of: text) }

    /// What lists each departure about a run.
    public func listing(
        _ run: RunID, _ purpose: Egress.Purpose, to destination: String, replaced: [String: Int], note: String = ""
    ) -> Leaving {
        let (ledger, now) = (ledger, now)
        return { bytes in
            let egress = Egress(
                run: run, at: now(), purpose: purpose, destination: destination, bytes: bytes, replaced: replaced,
                note: note)
            do { try await ledger.record(egress) } catch {
                throw NotListed(reason: "\(error)")
            }
        }
    }
}

/// Why nothing was sent: the ledger could not be written.
public struct NotListed: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the ledger said.
    public let reason: String
    /// One line for a person.
    public var description: String { "nothing was sent, for the egress ledger cannot be written: \(reason)" }
}
