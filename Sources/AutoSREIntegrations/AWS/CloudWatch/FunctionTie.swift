/// What of a Lambda function a metric measures: all of it, what is called by one qualifier, or what one version ran.
/// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
struct FunctionTie: Sendable, Hashable, CustomStringConvertible {
    /// The function's bare name.
    let function: String
    /// The alias or version that is called, of `Resource`; nil for all calls.
    let qualifier: String?
    /// The version that ran, of `ExecutedVersion`; nil for all.
    let version: String?
    /// The account in which that is measured; nil where nobody says it.
    let account: String?

    /// Reads the dimensions of a metric; nil where they name no function. The agent of Lambda Insights writes them in
    /// its own way.
    init?(account: String?, _ value: (String) -> String?) {
        guard let function = value("FunctionName") ?? value("function_name"), !function.isEmpty else { return nil }
        (self.function, self.account) = (function, account)
        let resource = value("Resource") ?? ""
        qualifier = resource.lastIndex(of: ":").map { String(resource[resource.index(after: $0)...]) }
        version = value("ExecutedVersion") ?? (value("function_name") == nil ? nil : value("version"))
    }

    /// Whether it is measured in that account. Another one's function of the same name is another function.
    /// Where either does not say its account, none of them is another.
    func isIn(_ account: String?) -> Bool { self.account == nil || account == nil || self.account == account }

    /// Whether what happens behind the alias is measured.
    /// - Parameter routing: where the alias sends requests; nil where there is no such alias.
    func isAbout(_ alias: String, routing: AliasRouting?) -> Bool {
        guard qualifier == nil || qualifier == alias else { return false }
        return version.map { routing?.serving.contains($0) == true } ?? true
    }

    /// The one version that is measured, by either dimension.
    var onlyVersion: String? { version ?? qualifier.flatMap { AliasRouting.number(of: $0) == nil ? nil : $0 } }

    /// `version 6 of shop-fn`, `shop-fn:beta`, `shop-fn`.
    var description: String {
        if let version { return "version \(version) of \(function)" }
        return function + (qualifier.map { ":\($0)" } ?? "")
    }
}
