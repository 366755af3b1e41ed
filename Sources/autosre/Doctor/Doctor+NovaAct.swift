import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore

extension Doctor {
    /// Whether Nova Act could be started: its side-car, the SDK's version, Chromium, and the key's shape. The service
    /// is not asked: with a key that would be a session.
    var novaAct: [Check] {
        let ui = configuration.ui
        let isAsked = ui.driver == .novaAct && !ui.isStub
        guard isAsked || !ui.novaActAPIKey.isEmpty else { return [] }
        let settings = Composition.novaActSettings(configuration)
        guard let obstacle = settings.obstacle else {
            let version = NovaActInstallation.sdkVersion
            return [.ok("nova-act", "nova-act \(version) in \(settings.folder)", unchecked: "the key")]
        }
        let advice = "see docs/nova.md, section Acting"
        return [isAsked ? .fail("nova-act", obstacle, do: advice) : .warn("nova-act", obstacle, do: advice)]
    }
}
