import AutoSRECore

/// Why a job of Nova Act brought nothing.
struct NovaActFailure: Error, Sendable, CustomStringConvertible {
    /// Why, in a sentence, with what to do where a person can do something.
    let reason: String
    /// Whether the same job may go better in another process.
    var isRetryable = false

    /// What the dashboard says of it; empty where nobody asked.
    var proof = ""

    var description: String { "Nova Act: \(reason)\(proof)" }

    init(_ reason: String, isRetryable: Bool = false) { (self.reason, self.isRetryable) = (reason, isRetryable) }

    /// As the side-car tells it.
    init(_ told: NovaActMessage.Failure) {
        let detail = PlainText.heard(told.message)
        let status = told.status.map { "HTTP \($0)" } ?? PlainText.heard(told.cause)
        reason =
            switch told.kind {
            case "auth": "the key is refused (\(status)): check NOVA_ACT_API_KEY"
            case "quota": "the daily quota of this key is used up: \(detail)"
            case "throttled": "the service is asked too often: \(detail)"
            case "setup": "the SDK cannot be loaded (\(detail)): \(NovaActInstallation.advice)"
            case "network": "the service cannot be reached: \(detail)"
            case "service": "the service failed (\(status)): \(detail)"
            case "refused": "the service refuses this request (\(status)): \(detail)"
            case "strayed": detail
            case "timeout": "not done in the time it had"
            case "model": "the model gave up: \(detail)"
            case "browser": "the browser cannot be worked (\(status)): \(detail)"
            default: "the side-car failed (\(status)): \(detail)"
            }
        isRetryable = told.isRetryable
    }
}
