import AutoSREPlatform
import Synchronization

/// When a read is tried again, as botocore's standard mode has it.
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
enum AWSRetry {
    /// Why a failure may pass.
    enum Reason: Sendable {
        /// The service is overloaded by its callers.
        case throttled
        /// Something broke that may be whole again.
        case transient

        /// Seconds: the scale of the first wait.
        var baseSeconds: Double { self == .throttled ? 1 : 0.05 }
        /// What a retry costs of the quota.
        var cost: Int { self == .throttled ? 5 : 14 }
    }

    private static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown",
        "EC2ThrottledException", "PriorRequestNotComplete",
    ]

    /// Why an answer may be better the next time; nil where it will not.
    static func reason(status: Int, code: String) -> Reason? {
        if code == "ModelNotReadyException" { return .transient }
        if throttlingCodes.contains(code) || status == 429 { return .throttled }
        if [500, 502, 503, 504].contains(status) || code == "RequestTimeout" || code == "RequestTimeoutException" {
            return .transient
        }
        return nil
    }

    /// Why a failed transfer may succeed the next time; nil where it will not.
    static func reason(_ code: HTTPError.Code) -> Reason? {
        switch code {
        case .refused, .timedOut, .resolution, .other: .transient
        case .tls, .tooLarge, .cancelled, .malformed: nil
        }
    }

    /// Seconds before the `attempt`th retry (1, 2, …).
    /// - Parameter chance: 0…1, so that callers do not come back together.
    static func seconds(_ reason: Reason, attempt: Int, chance: Double, asked: Double?) -> Double {
        var scale = reason.baseSeconds
        for _ in 1..<max(attempt, 1) where scale < 20 { scale *= 2 }
        let own = chance * min(scale, 20)
        guard let asked, asked > own else { return own }
        return min(asked, own + 5)
    }
}

/// How much of all calls together may be retries, so that a service in trouble is not kept there.
final class RetryQuota: Sendable {
    private static let full = 500
    private let left = Mutex(full)

    /// Takes what a retry costs; false where there is not enough left.
    func take(_ reason: AWSRetry.Reason) -> Bool {
        left.withLock { left in
            guard left >= reason.cost else { return false }
            left -= reason.cost
            return true
        }
    }

    /// Gives back what the last retry of a call that then succeeded has cost, or 1 without one.
    func succeeded(after reason: AWSRetry.Reason?) {
        left.withLock { $0 = min(Self.full, $0 + (reason?.cost ?? 1)) }
    }
}
