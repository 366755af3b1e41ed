/// Where a run stands. What the next step needs is in the run and its rounds.
public enum Phase: String, Sendable, Codable {
    /// Nothing is known yet.
    case opened
    /// The round's evidence is read.
    case gathered
    /// Somebody said what is wrong.
    case diagnosed
    /// There is a plan that nobody has judged.
    case planned
    /// The policy asks a person.
    case asked
    /// The plan may be carried out; the precheck comes first.
    case cleared
    /// An intent is durable and its effect unknown.
    case intended
    /// An effect is known; more may be left to do or to verify.
    case acted
    /// The plan was not carried out; the reason is in the round.
    case refused
    /// The round's verification has ended.
    case verified
    /// The end is decided and people are being told.
    case concluded
    /// Nothing more happens.
    case closed
}
