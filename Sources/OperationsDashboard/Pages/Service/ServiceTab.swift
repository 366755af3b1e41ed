/// A part of a service's page, with an address of its own.
enum ServiceTab: String, CaseIterable {
    case overview, deployments, instances, scaling, pool, logs

    var title: String {
        switch self {
        case .overview: "Overview"
        case .deployments: "Deployments"
        case .instances: "Instances"
        case .scaling: "Scaling"
        case .pool: "Database pool"
        case .logs: "Logs"
        }
    }

    func address(of service: String) -> String {
        self == .overview ? "/services/\(service)" : "/services/\(service)/\(rawValue)"
    }
}
