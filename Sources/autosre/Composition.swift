import AutoSREAdapters
import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREPlatform

/// The only wiring: which adapter is plugged in where. Draft; the lead finishes it.
struct Composition: Sendable {
    /// Drives runs.
    let engine: Engine
    /// The journal and the evidence.
    let store: any CaseStore & EvidenceStore
    /// Where incidents come from.
    let source: any IncidentSource
    /// Whether the journal outlives the process.
    let isDurable: Bool
}

extension Composition {
    /// Plugs everything together for one process.
    /// - Throws: `ConfigurationError` where the settings need a part that is not built.
    static func make(
        _ configuration: Configuration, incidentType: IncidentType, incidentID: String?,
        observers: [any Observer], extraReporters: [any Reporter], log: @escaping @Sendable (String) -> Void,
        inMemory: Bool
    ) throws -> Composition {
        throw ConfigurationError("the engine is not wired yet")
    }

    /// The journal and the evidence of the configured directory, or in memory where there is none.
    static func openStore(
        _ configuration: Configuration, log: @escaping @Sendable (String) -> Void
    ) throws -> any CaseStore & EvidenceStore {
        throw ConfigurationError("the store is not wired yet")
    }

    /// The process's HTTP client: certificates from `SSL_CERT_FILE`, loopback never proxied.
    static func client() -> HTTPClient {
        let environment = Environment.all()
        return HTTPClient(
            caBundle: environment["SSL_CERT_FILE"], noProxy: environment["no_proxy"] ?? environment["NO_PROXY"])
    }
}
