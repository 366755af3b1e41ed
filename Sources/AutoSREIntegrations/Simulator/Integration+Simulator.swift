import AutoSREConfiguration
import AutoSRECore

extension Integration {
    /// An incident that nobody has to wait for, and evidence of it where nothing real may be changed.
    public static let simulator = Integration(
        "simulator", "made-up incidents, to try the loop with", role: .companion(of: "dashboard"),
        settings: [SimulatorSettings.section],
        connect: { context in
            var parts = IntegrationParts()
            if let wish = context.simulated {
                parts.detectors = [
                    SimulatedDetector(
                        type: wish.type, service: wish.service ?? SimulatedDetector.service,
                        incidentID: wish.id ?? "inc-" + context.world.hex(8), now: context.world.now())
                ]
            }
            if context.configuration.ui.isStub || context.isDemo { parts.recording = ScenarioEvidence() }
            return parts
        })
}
