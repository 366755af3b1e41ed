import AutoSRECore
import AutoSREPlatform
import Synchronization

extension NovaActActuator {
    /// The one service that the SDK speaks to with a key (nova_act/impl/backends/sunburst/client.py), and AWS's own.
    private static let services = ["api.nova.amazon.com", "nova-act.us-east-1.amazonaws.com"]
    private static let reachSeconds = 5.0

    /// One job, and what the API says of it. Once the model had the browser, nobody asks again.
    func act(
        _ intent: Intent, on service: DashboardService, run: RunID, _ trace: ActionTrace,
        _ sending: @escaping Sending
    ) async throws -> Receipt {
        let begun = BegunJob { try await sending(target.unanswered(intent, service)) }
        do {
            let answer = try await job(intent, on: service, run: run, trace, begun)
            trace.note("the model says \(answer.done ? "done" : "not done"); \(answer.words)")
            if let confirmation = await target.shown(intent, within: DashboardTarget.changeSeconds, world) {
                return done(intent, confirmation, trace)
            }
            guard answer.done else { throw NovaActFailure("the model did not do it (\(answer.words))") }
            throw NovaActFailure(
                "the model says done, but \(intent.action.target) does not show \(intent.action.after)")
        } catch {
            trace.note("\(error)")
            guard begun.isBegun else { throw ended(error, trace) }
            // The browser is gone by now, and what it has sent may still come to show.
            if let confirmation = await target.confirmation(of: intent) { return done(intent, confirmation, trace) }
            trace.keepSteps()
            throw target.pending(intent, service, because: "\(error)", artifacts: trace.artifacts)
        }
    }

    private func job(
        _ intent: Intent, on service: DashboardService, run: RunID, _ trace: ActionTrace,
        _ begun: BegunJob
    ) async throws -> NovaActAnswer {
        if let obstacle = settings.obstacle { throw NovaActFailure(obstacle) }
        let installation: NovaActInstallation
        do { installation = try settings.installation.get() } catch { throw NovaActFailure(error.description) }
        guard let browser = settings.browser else { throw NovaActFailure("Nova Act needs Chromium") }
        let start = world.now()
        let outer = try await reach()
        let prompt = NovaActPrompt(action: intent.action, service: service.name ?? service.id, base: base).text
        let redacted = try await safe(prompt, to: Self.services[0], run: run)
        let allowed = Set(Self.services.map { "\($0):443" } + [origin.place])
        let proxy = try ConnectProxy(allowing: allowed, through: outer)
        let job = NovaActJob(
            settings: settings, installation: installation, browser: browser, origin: origin, proxy: proxy,
            trace: trace, world: world)
        let order = NovaActJob.Order(
            id: intent.key, key: settings.key, url: base + "/", prompt: redacted,
            seconds: Int(min(max(settings.seconds, 2), 1800)))
        let result: Result<NovaActAnswer, any Error>
        do {
            result = .success(try await job.run(order, since: start) { try await begun.note() })
        } catch { result = .failure(error) }
        proxy.stop()
        try await list(proxy.traffic, run: run)
        return try result.get()
    }

    /// Before a process is started: a service that cannot be reached is given up at once.
    private func reach() async throws -> OuterProxy? {
        do {
            let outer = try OuterProxy(settings.environment)
            try await ConnectProxy.reach(Self.services[0], 443, through: outer, seconds: Self.reachSeconds)
            return outer
        } catch let error as ProxyError {
            throw NovaActFailure("the service cannot be reached: \(error)")
        }
    }

    private func done(_ intent: Intent, _ confirmation: String, _ trace: ActionTrace) -> Receipt {
        trace.note(confirmation)
        trace.keepSteps()
        return target.receipt(intent, .applied, confirmation, artifacts: trace.artifacts)
    }

    /// Where nothing was begun: a failure that would come again, and that nobody else could mend, is final.
    private func ended(_ error: any Error, _ trace: ActionTrace) -> any Error {
        trace.keepSteps()
        guard var failure = error as? NovaActFailure else { return error }
        failure.proof = "; nothing was begun"
        if let path = trace.artifacts.last?.path { failure.proof += " (steps: \(path))" }
        return isAlone && !failure.isRetryable ? Refusal(failure.description) : failure
    }
}

/// Whether the model had the browser: from then on something may have been done.
final class BegunJob: Sendable {
    private let state = Mutex(false)
    private let mark: @Sendable () async throws -> Void

    /// - Parameter mark: makes it durable first.
    init(_ mark: @escaping @Sendable () async throws -> Void) { self.mark = mark }

    var isBegun: Bool { state.withLock { $0 } }

    /// What cannot be made durable is not begun.
    func note() async throws {
        try await mark()
        state.withLock { $0 = true }
    }
}
