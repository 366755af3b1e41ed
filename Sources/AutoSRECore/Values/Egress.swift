/// One thing that left the machine about a run: where to, how much, and what was taken out of it first.
///
/// Written before the bytes leave, so that a crash can make the ledger say too much and never too little.
public struct Egress: Sendable, Hashable, Codable {
    /// Why it left.
    public enum Purpose: String, Sendable, Codable {
        /// A model was asked what is wrong.
        case reasoning
        /// A model worked a page.
        case acting
        /// People were told.
        case notification

        /// Reads the word back; ledgers of earlier versions say `telling`.
        public init?(stored word: String) { self.init(rawValue: word == "telling" ? "notification" : word) }
    }

    /// The run it was about.
    public let run: RunID
    /// When.
    public let at: Instant
    /// Why.
    public let purpose: Purpose
    /// The host, or the host and its port, that it went to.
    public let destination: String
    /// The size of what was sent, in bytes, without headers.
    public let bytes: Int
    /// What the redactor replaced in it, counted by kind.
    public let replaced: [String: Int]
    /// What a reader has to know besides, for example that pixels are not redacted; empty for nothing.
    public let note: String

    /// Makes an entry.
    public init(
        run: RunID, at: Instant, purpose: Purpose, destination: String, bytes: Int, replaced: [String: Int] = [:],
        note: String = ""
    ) {
        (self.run, self.at, self.purpose, self.destination) = (run, at, purpose, destination)
        (self.bytes, self.replaced, self.note) = (bytes, replaced, note)
    }
}
