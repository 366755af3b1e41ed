import Foundation

extension Agent {
    /// One whose systems are the shop and a function in the cloud, of one `autosre.yaml`; what only a file can say is
    /// there, and the rest of the cloud's variables are the process's.
    /// - Parameters:
    ///   - cloud: what the file calls the function's system.
    ///   - others: a line of the file for a further system.
    ///   - services: the part of the file that ties services to systems.
    init(
        _ shop: ShopProcess, _ function: MotoShop, as cloud: String, behind gateway: CloudGateway,
        beside others: String = "", services: String
    ) throws {
        try self.init(function.settings(gateway.url))
        for name in ["USE_AWS_INTEGRATION", "LAMBDA_FUNCTION_NAME", "OPERATIONS_DASHBOARD_URL"] { settings[name] = nil }
        let file = """
            storage: {data_dir: data}
            workflow: {verify_timeout_seconds: 20, stable_seconds: 0.2}
            integrations:
              shop: {kind: dashboard, url: "\(shop.url)", stub: false, driver: http, health_url: "\(shop.url)/api/health"}
              \(cloud): {kind: aws, function: "\(function.name)"}
              \(others)
            \(services)
            """
        try Data(file.utf8).write(to: URL(fileURLWithPath: scratch.path("autosre.yaml")))
    }
}
