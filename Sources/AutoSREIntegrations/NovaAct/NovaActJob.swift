import AutoSRECore
import AutoSREPlatform

/// One job: a browser, a side-car and a proxy that live exactly as long as it, and deadlines that are ours.
struct NovaActJob: Sendable {
    /// What is to be done.
    struct Order: Encodable, Sendable {
        var type = "run"
        let id: String
        let key: String
        let url: String
        let prompt: String
        var schema = NovaActAnswer.schema
        let seconds: Int
        var steps = 30
        var browser = ""
    }

    let settings: NovaActSettings
    let installation: NovaActInstallation
    /// The program of Chromium.
    let browser: String
    let origin: WebOrigin
    let proxy: ConnectProxy
    let trace: ActionTrace
    let world: any World

    /// Seconds from the beginning until Chromium and the SDK are loaded: 3 on a quiet machine, many on a busy one.
    private static let loadSeconds = 40.0
    /// Seconds from the beginning until the service has a session.
    private static let startSeconds = 12.0
    /// Seconds that the service has for that in any case: a slow machine is no fault of its.
    private static let sessionSeconds = 9.0
    /// Seconds that all of this may take together.
    static let longestStartSeconds = loadSeconds + sessionSeconds
    /// Seconds that the side-car has to say goodbye to the service.
    private static let farewellSeconds = 2.0
    private static let pauseSeconds = 0.02

    /// Carries it out. Whatever comes of it, no process and no file of it is left.
    /// - Parameters:
    ///   - start: when it began.
    ///   - begun: called before the model gets the browser; from then on something may have been done.
    /// - Throws: `NovaActFailure`, or `CancellationError`.
    func run(
        _ order: Order, since start: Instant, begun: @Sendable () async throws -> Void
    ) async throws -> NovaActAnswer {
        let channel = try LineChannel()
        let proxyPort = proxy.port
        let group = try GuardedGroup(
            installation.python, arguments: { _ in ["-I", "-B", installation.program, "3"] },
            environment: { settings.variables(folder: $0, proxy: proxyPort) },
            under: BrowserSessions.temporaryFolder(settings.environment), channel: channel)
        var browser: DevToolsBrowser?
        let result: Result<NovaActAnswer, any Error>
        do {
            let started = try await DevToolsBrowser.start(
                self.browser, settings, origin: origin, world: world,
                until: start.advanced(bySeconds: Self.loadSeconds))
            browser = started
            trace.note("Chromium and the side-car are ready")
            var order = order
            order.browser = started.address
            result = .success(try await converse(order, SideCar(group: group, channel: channel), start, begun))
        } catch { result = .failure(error) }
        channel.close()
        await group.end()
        await browser?.group.end()
        return try result.get()
    }

    private func converse(
        _ order: Order, _ sideCar: SideCar, _ start: Instant, _ begun: @Sendable () async throws -> Void
    ) async throws -> NovaActAnswer {
        var (deadline, what) = (start.advanced(bySeconds: Self.loadSeconds), "start")
        guard case .hello(let sdk) = try await next(from: sideCar, job: order.id, until: deadline, what) else {
            throw NovaActFailure("the side-car does not speak our protocol")
        }
        guard sdk == NovaActInstallation.sdkVersion else {
            throw NovaActFailure("nova-act \(sdk ?? "") is installed: \(NovaActInstallation.advice)")
        }
        trace.note("nova-act \(NovaActInstallation.sdkVersion) runs")
        guard sideCar.channel.send(try JSON.encode(order)) else { throw sideCar.crash }
        while true {
            switch try await next(from: sideCar, job: order.id, until: deadline, what) {
            case .hello: throw NovaActFailure("the side-car does not speak our protocol")
            case .event(let event) where event.kind == "loaded":
                deadline = max(
                    start.advanced(bySeconds: Self.startSeconds), world.now().advanced(bySeconds: Self.sessionSeconds))
            case .event(let event) where event.kind == "started":
                try await begun()
                trace.note("the service has begun a session")
                (deadline, what) = (world.now().advanced(bySeconds: settings.seconds), "come to an end")
            case .event(let event): note(event, of: sideCar)
            case .error(let failure): throw NovaActFailure(failure)
            case .result(let answer):
                guard let answer else { throw NovaActFailure("the model's answer is not of the shape asked for") }
                try await farewell(sideCar)
                return answer
            }
        }
    }

    /// The service is to hear that the session is over; nothing depends on it.
    private func farewell(_ sideCar: SideCar) async throws {
        let until = world.now().advanced(bySeconds: Self.farewellSeconds)
        while world.now() < until, sideCar.channel.receive() != .ended {
            try await world.sleep(until: world.now().advanced(bySeconds: Self.pauseSeconds))
        }
    }

    private func next(
        from sideCar: SideCar, job: String, until deadline: Instant, _ what: String
    ) async throws -> NovaActMessage {
        while true {
            switch sideCar.channel.receive() {
            case .line(let line): return try NovaActMessage(line, job: job)
            case .ended: throw sideCar.crash
            case .nothing:
                guard world.now() < deadline else { throw NovaActFailure("the job did not \(what) in time") }
                try await world.sleep(until: world.now().advanced(bySeconds: Self.pauseSeconds))
            }
        }
    }

    /// Pages become pictures, the model's calls become steps. Its words are shown as its own.
    private func note(_ event: NovaActMessage.Event, of sideCar: SideCar) {
        let text = PlainText.heard(event.text)
        guard event.kind == "page" else { return trace.note("model: \(text)") }
        trace.note("page \(text)")
        guard trace.keepsFiles, let name = event.picture, Self.isPicture(name) else { return }
        do throws(FileError) {
            let bytes = try Files.read("\(sideCar.group.folder)/\(name)", maximumBytes: 8 << 20)
            trace.keep(bytes, name: String(name.dropLast(".png".count).map { $0 == "-" ? " " : $0 }))
        } catch { trace.note("no picture: \(error)") }
    }

    private static func isPicture(_ name: String) -> Bool {
        name.hasPrefix("page-") && name.hasSuffix(".png") && name.count <= 12
            && name.dropFirst(5).dropLast(4).allSatisfy { ("0"..."9").contains($0) }
    }
}

/// The process at the other end of the line.
struct SideCar: Sendable {
    let group: GuardedGroup
    let channel: LineChannel

    /// That it ended without an answer, with its last words.
    var crash: NovaActFailure {
        // The SDK shows its progress as "4f1a> ...".
        let lines = group.log.split(whereSeparator: \.isNewline).filter { !$0.hasSuffix("> ...") }
        let words = lines.last.map(String.init) ?? "it said nothing"
        return NovaActFailure(
            "the side-car ended without an answer: \(PlainText.heard(words))",
            isRetryable: true)
    }
}
