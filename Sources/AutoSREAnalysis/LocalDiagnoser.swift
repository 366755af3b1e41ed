public import AutoSRECore

/// Says what is wrong without a model: reads the evidence, dates the trouble, argues every known kind of cause and
/// ranks them. Deterministic, and every claim it publishes was evaluated over the evidence that it cites.
public struct LocalDiagnoser: Diagnoser {
    /// Makes the engine; it has no settings.
    public init() {}

    /// Concludes from the evidence. Never throws.
    public func diagnose(_ request: DiagnosisRequest) async throws -> Diagnosis {
        conclude(request)
    }

    /// The same, synchronously: for benchmarks and replays.
    public func conclude(_ request: DiagnosisRequest) -> Diagnosis {
        LocalConclusion(Analysis(request), gaps: request.gaps, tried: Set(request.tried)).diagnosis
    }
}
