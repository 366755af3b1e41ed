import AutoSREConfiguration
import AutoSRECore
import AutoSREIntegrations
import Synchronization

extension Integration {
    /// The line for the list: a hall of ovens.
    static func kiln(_ yard: KilnYard) -> Integration {
        Integration(
            "kiln", "a hall of ovens", role: .system(setting: "KILN_HALL", detectors: ["kiln"]),
            settings: [KilnSettings.section], isActive: { !$0[KilnSettings.self].hall.isEmpty },
            evidence: [KilnOven.self, KilnFirings.self], actions: [SwapRecipe.self], targets: [.oven],
            services: { _ in ["oven-3"] },
            checks: { context in
                let hall = context.configuration[KilnSettings.self].hall
                return [
                    yard.state.withLock { $0.isSilent }
                        ? .fail("kiln", "\(hall) is silent", do: "go there") : .ok("kiln", hall)
                ]
            },
            connect: { context in
                var parts = IntegrationParts()
                parts.detectors = [KilnDetector(yard: yard)]
                parts.sources = [KilnEvidence(yard: yard)]
                (parts.actuators, parts.planner) = ([KilnActuator(yard: yard)], KilnPlanner())
                parts.verifiers = [KilnVerifier(yard: yard, now: { context.world.now() })]
                parts.notifiers = [KilnBell(yard: yard)]
                let hall = context.configuration[KilnSettings.self].hall
                (parts.place, parts.location) = (["KILN_HALL": hall], "kiln \(hall)")
                return parts
            })
    }
}
