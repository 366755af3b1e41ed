import AutoSREConfiguration
import AutoSRECore

/// Whose records are where several systems read the same files. An entry names a service and no system: of a name that
/// more than one may have, it counts only where `autosre.yaml` ties that service.
struct RecordOwner: Sendable {
    /// The system's name in `autosre.yaml`.
    let system: String
    let services: [ServiceSettings]

    /// Nil where the system is the only one that reads them, or is read by a tie.
    init?(_ context: IntegrationContext) {
        guard let system = context.oneOfSeveral else { return nil }
        (self.system, services) = (system, context.configuration.services)
    }

    /// Whether entries of this service, by its name in the system, are the system's.
    func has(_ service: String) -> Bool {
        let here = ServiceSettings.Tie(system: system, name: service)
        return services.contains { one in
            if let logs = one.logs { return logs.isSame(as: here) }
            return one.name.lowercased() == service.lowercased() && one.workload?.isSame(as: here) == true
        }
    }

    /// Why its entries do not count.
    func objection(_ service: String) -> String {
        "several systems read it, and it does not say whose \(service) its entries are of: tie the service's logs or "
            + "workload to one in \(ServiceSettings.place) (docs/records.md)"
    }
}
