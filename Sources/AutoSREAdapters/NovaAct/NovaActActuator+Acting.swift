import AutoSRECore
import AutoSREPlatform

extension NovaActActuator {
    /// The one service that the SDK speaks to with a key (nova_act/impl/backends/sunburst/client.py), and AWS's own.
    private static let services = ["api.nova.amazon.com", "nova-act.us-east-1.amazonaws.com"]
    private static let reachSeconds = 5.0

    /// One job, and what the API says of it.
    func act(
        _ intent: Intent, on service: DashboardService, run: RunID, _ trail: BrowserTrail
    ) async throws -> Receipt {
        do {
            let answer = try await job(intent, on: service, run: run, trail)
            trail.note("the model says \(answer.done ? "done" : "not done"); \(answer.words)")
            return try await confirmed(intent, answer, trail)
        } catch let failure as NovaActFailure {
            trail.note(failure.description)
            if target.begun.contains(intent.key) { return try await settled(intent, failure, trail) }
            var failure = failure
            failure.proof = "; nothing was begun"
            throw ended(failure, trail)
        } catch {
            trail.note("gave up: \(error)")
            trail.keepSteps()
            throw error
        }
    }

    private func job(
        _ intent: Intent, on service: DashboardService, run: RunID, _ trail: BrowserTrail
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
            trail: trail, world: world)
        let order = NovaActJob.Order(
            id: intent.key, key: settings.key, url: base + "/", prompt: redacted,
            seconds: Int(min(max(settings.seconds, 2), 1800)))
        let result: Result<NovaActAnswer, any Error>
        do {
            result = .success(try await job.run(order, since: start) { target.begun.insert(intent.key) })
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

    /// Waits until the API shows what the model says.
    private func confirmed(_ intent: Intent, _ answer: NovaActAnswer, _ trail: BrowserTrail) async throws -> Receipt {
        guard answer.done else {
            return try await settled(intent, NovaActFailure("the model did not do it (\(answer.words))"), trail)
        }
        if let confirmation = try await target.changed(intent, world) { return done(intent, confirmation, trail) }
        target.begun.remove(intent.key)
        throw ended(
            NovaActFailure("the model says done, but \(intent.action.target) does not show \(intent.action.after)"),
            trail)
    }

    /// After a job that failed while it had the browser, which is gone by now, so that nothing more can come of it.
    func settled(_ intent: Intent, _ failure: NovaActFailure, _ trail: BrowserTrail) async throws -> Receipt {
        if let confirmation = try await target.settled(intent, world) { return done(intent, confirmation, trail) }
        trail.note("the dashboard shows no effect")
        var failure = failure
        failure.proof = "; nothing was done, as the dashboard's API shows"
        throw ended(failure, trail)
    }

    private func done(_ intent: Intent, _ confirmation: String, _ trail: BrowserTrail) -> Receipt {
        trail.note(confirmation)
        trail.keepSteps()
        return target.receipt(intent, .applied, confirmation, artifacts: trail.artifacts)
    }

    /// A failure that would come again, and that nobody else could mend, is final.
    private func ended(_ failure: NovaActFailure, _ trail: BrowserTrail) -> any Error {
        trail.keepSteps()
        var failure = failure
        if let path = trail.artifacts.last?.path { failure.proof += " (steps: \(path))" }
        return isAlone && !failure.isRetryable ? Refusal(failure.description) : failure
    }
}
