public import AutoSRECore

/// Plans as another planner does, for things in one system: its targets say where they are, so that claims, cooldowns
/// and what was done in vain are never taken for those of a namesake elsewhere.
public struct LocatedPlanner: Planner {
    private let planner: any Planner
    private let place: String

    /// Makes a planner for the system at `place`.
    public init(_ planner: any Planner, at place: String) { (self.planner, self.place) = (planner, place) }

    /// Plans as the other does.
    public func plan(
        for hypothesis: Hypothesis, incident: Incident, evidence: [Evidence], at now: Instant
    ) throws -> Plan {
        try planner.plan(for: hypothesis, incident: incident, evidence: evidence, at: now).located(at: place)
    }

    /// What it would change, there.
    public func targets(of incident: Incident) -> [Target] {
        planner.targets(of: incident).map { $0.located(at: place) }
    }
}
