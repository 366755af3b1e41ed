package import AutoSRECore
import Synchronization

extension SimulatedCloud {
    /// From now on somebody writes to every run after each of its steps.
    /// - Parameter step: the step after which the run is cancelled; nil for never.
    package func writesAtEveryStep(cancellingAfter step: Int? = nil) {
        state.withLock { ($0.writes, $0.cancelsAt) = (true, step) }
    }

    /// How many messages were written to a run.
    package func written(to run: RunID) -> Int { state.withLock { $0.written[run] ?? 0 } }

    /// Writes a message in turn of each kind.
    func write(to run: RunID, _ state: inout State) {
        guard state.writes, state.journals[run]?.last?.event != .closed else { return }
        let number = state.written[run, default: 0] + 1
        state.written[run] = number
        let incident = Incident(
            id: "inc-\(number)", service: "checkout", type: .latencySpike, detectedAt: state.wall, payload: [:])
        var content = Message.Content.alertJoined(Alert(incident: incident, source: "simulation"))
        if number % 2 == 0 { content = .unknown(kind: "closed", payload: ["of": "a later program"]) }
        if number == state.cancelsAt { content = .cancel(reason: "simulation") }
        state.inbox.append(
            Message(id: "\(run)-\(number)", run: run, at: state.wall, from: "somebody", content))
    }
}
