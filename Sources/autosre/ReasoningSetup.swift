import AutoSREAnalysis
import AutoSRECore
import AutoSREIntegrations

/// Who says what is wrong.
struct ReasoningSetup: Sendable {
    /// Asked first.
    let diagnoser: any Diagnoser
    /// Asked when the first was given up; nil for a person.
    let fallback: (any Diagnoser)?
    /// Seconds that one answer may take.
    let seconds: Double

    /// The local engine, or a model beside it. Every word for a model leaves by the gate.
    /// - Parameter floor: the confidence below which nothing is done.
    init(_ offer: ModelOffer?, _ gate: EgressGate, _ world: any World, floor: Double) {
        guard let offer else {
            (diagnoser, fallback, seconds) = (LocalDiagnoser(), nil, 0)
            return
        }
        var bounds = ModelDiagnoser.Bounds()
        (bounds.callSeconds, bounds.budgetSeconds) = (offer.callSeconds, offer.budgetSeconds)
        (bounds.promptBytes, bounds.confidenceFloor) = (offer.promptBytes, floor)
        diagnoser = ModelDiagnoser(
            offer.model, gate: gate, bounds: bounds,
            price: offer.price.map { ModelDiagnoser.Price(input: $0.input, output: $0.output) },
            now: { world.now() })
        fallback = offer.fallsBack ? LocalDiagnoser() : nil
        seconds = offer.callSeconds + 5
    }
}
