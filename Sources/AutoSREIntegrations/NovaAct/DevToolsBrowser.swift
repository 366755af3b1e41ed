import AutoSRECore
import AutoSREPlatform

/// Our Chromium without a driver: in a process group and a private folder of its own, listening for its DevTools
/// protocol on a loopback port of its choice.
struct DevToolsBrowser: Sendable {
    let group: GuardedGroup
    /// Where the protocol is spoken: `ws://127.0.0.1:PORT/devtools/browser/ID`.
    let address: String

    /// Nova Act was trained on a window of this size, in CSS pixels.
    private static let (width, height) = (1600, 900)
    private static let phrase = "DevTools listening on "

    /// Starts it.
    /// - Throws: `NovaActFailure` where it does not listen until `deadline`.
    static func start(
        _ program: String, _ settings: NovaActSettings, origin: WebOrigin, world: any World, until deadline: Instant,
        isSandboxed: Bool = !Host.isRoot
    ) async throws -> DevToolsBrowser {
        let wishes = BrowserCapabilities(origin: origin, isSandboxed: isSandboxed)
        let group = try GuardedGroup(
            program, arguments: { wishes.devTools(folder: $0, width: width, height: height) },
            environment: { settings.browserVariables(folder: $0) },
            under: BrowserSessions.temporaryFolder(settings.environment))
        do {
            while world.now() < deadline {
                let isRunning = group.isRunning
                if let address = address(in: group.log) { return DevToolsBrowser(group: group, address: address) }
                guard isRunning else {
                    let words = BrowserSessions.sandboxWords(in: group.log)
                    guard isSandboxed, words != nil else {
                        let trouble = words.map { ": its sandbox cannot work here (\($0))" } ?? ""
                        throw NovaActFailure("Chromium ended at once\(trouble)", isRetryable: true)
                    }
                    await group.end()
                    return try await start(
                        program, settings, origin: origin, world: world, until: deadline, isSandboxed: false)
                }
                try await world.sleep(until: world.now().advanced(bySeconds: 0.02))
            }
            throw NovaActFailure("Chromium does not listen", isRetryable: true)
        } catch {
            await group.end()
            throw error
        }
    }

    private static func address(in log: String) -> String? {
        guard let range = log.firstRange(of: phrase), let end = log[range.upperBound...].firstIndex(of: "\n") else {
            return nil
        }
        let address = String(log[range.upperBound..<end])
        return address.hasPrefix("ws://127.0.0.1:") ? address : nil
    }
}
