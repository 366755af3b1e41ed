import AutoSRECore

/// What a seed's world does beside failing, so that a verdict or a deed would rest on what is no longer so. One at a
/// time: each has to be bad enough alone.
public enum Hardship: String, CaseIterable, Sendable {
    /// Nothing.
    case none
    /// After the first effect the health signal says nothing any more.
    case silence = "silent after the act"
    /// The health signal shows a change only after `SimulatedCloud.latencySeconds`.
    case lateSignal = "the signal is late"
    /// After what helps, the health signal stays bad for a while, and moves towards good.
    case slowMend = "mends slowly"
    /// A process is stopped for minutes between two steps after an effect.
    case pause = "stopped for minutes"
    /// The machine's clock is set forward before a process takes over.
    case clockForward = "clock set forward"
    /// The machine's clock is set back before a process takes over.
    case clockBack = "clock set back"
    /// Whoever takes the run over works under a policy that forbids everything.
    case stricterPolicy = "a stricter policy"
    /// Another run has the target for a while, and then changes it or does not.
    case rival = "claimed by another run"
    /// Somebody in another namespace of process numbers tries to take over a run that is worked on.
    case otherNamespace = "another namespace knocks"
    /// A later program had the run for a while, and said what nobody here understands: only such a one may go on.
    case laterProgram = "a later program's facts"
    /// One of the sources takes all the time there is and answers nothing.
    case hungSource = "a source hangs"

    /// The hardship of a seed: none for every other one.
    init(seed: UInt64) {
        var random = SplitMix64(seed ^ 0xA5A5)
        let all = Self.allCases.dropFirst()
        let number = Int(random.next() % UInt64(all.count * 2))
        self = number < all.count ? all[all.startIndex + number] : .none
    }
}
