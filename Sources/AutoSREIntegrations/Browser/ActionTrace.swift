import AutoSRECore
import AutoSREPlatform
import Synchronization

/// What the browser did for one intent, step by step, and the pictures of it.
final class ActionTrace: Sendable {
    private struct Step: Encodable {
        let at: Instant
        let text: String
    }

    private struct State {
        var steps: [Step] = []
        var clicked: [String] = []
        var artifacts: [Artifact] = []
        var secrets: [String]
    }

    private let state: Mutex<State>
    private let folder: String?
    private let prefix: String
    private let textGuard: (any TextGuard)?
    private let now: @Sendable () -> Instant
    private let tell: @Sendable (Instant, String) -> Void

    /// - Parameters:
    ///   - folder: where the files go; nil for none.
    ///   - prefix: how their names begin.
    ///   - secrets: what no record may show.
    ///   - textGuard: makes safe what a page said before it is written down.
    ///   - tell: told of each step.
    init(
        folder: String? = nil, prefix: String = "", secrets: [String] = [], textGuard: (any TextGuard)? = nil,
        now: @escaping @Sendable () -> Instant, tell: @escaping @Sendable (Instant, String) -> Void = { _, _ in }
    ) {
        (self.folder, self.prefix, self.textGuard, self.now) = (folder, prefix, textGuard, now)
        self.tell = tell
        state = Mutex(State(secrets: secrets.filter { !$0.isEmpty }))
    }

    /// That of an intent.
    /// - Parameters:
    ///   - root: below it, in a folder of the run's name, the files go; nil for none.
    ///   - driver: becomes part of the files' names, where several drivers may try the same intent.
    convenience init(
        root: String?, intent: Intent, driver: String = "", secrets: [String] = [], textGuard: (any TextGuard)? = nil,
        now: @escaping @Sendable () -> Instant
    ) {
        let run = String(intent.run.text.unicodeScalars.filter { Self.isSafe($0) }.map(Character.init))
        self.init(
            folder: root.map { "\($0)/\(run)" }, prefix: "\(intent.number)" + (driver.isEmpty ? "" : "-\(driver)"),
            secrets: secrets, textGuard: textGuard, now: now)
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-")
    }

    /// Whether pictures are kept; taking one that is not takes time for nothing.
    var keepsFiles: Bool { folder != nil }

    /// Notes a step.
    func note(_ text: String) {
        let step = Step(at: now(), text: masked(text))
        state.withLock { $0.steps.append(step) }
        tell(step.at, step.text)
    }

    /// What was typed in secret so far, and what is never to be shown.
    var secrets: [String] { state.withLock { $0.secrets } }

    /// From now on no record shows `secret`.
    func conceal(_ secret: String) {
        guard !secret.isEmpty else { return }
        state.withLock { if !$0.secrets.contains(secret) { $0.secrets.append(secret) } }
    }

    /// What stands where something secret was.
    static let mask = "••••"
    /// Shorter texts are found in anything, so they are hidden only where they were typed.
    static let shortestSecret = 4

    /// `text` without what is secret.
    func masked(_ text: String) -> String {
        let long = secrets.filter { $0.count >= Self.shortestSecret }
        // The longest first: one may be a part of another.
        return long.sorted { $0.count > $1.count }.reduce(text) { $0.replacing($1, with: Self.mask) }
    }

    /// Notes a click by the name of what was clicked.
    func noteClick(_ name: String) {
        note("click \(name)")
        state.withLock { $0.clicked.append(name) }
    }

    /// The clicks in order: `Checkout › Deployments › Rollback to v1.4.1`.
    var path: String { state.withLock { $0.clicked.joined(separator: " › ") } }

    /// The pictures so far, and the record of the steps.
    var artifacts: [Artifact] { state.withLock { $0.artifacts } }

    /// Keeps a picture. A file that cannot be written is noted and no more: looking is not acting.
    func keep(_ picture: [UInt8], name: String) {
        let slug = String(name.map { $0 == " " ? "-" : $0 })
        keepFile("\(slug).png", picture, name: name, mediaType: "image/png")
    }

    /// Keeps the record of the steps, as JSON.
    func keepSteps() {
        let steps = state.withLock { $0.steps }
        do {
            let safe = try steps.map { step in
                Step(at: step.at, text: try textGuard?.redaction(of: step.text).text ?? step.text)
            }
            let bytes = try JSON.encode(safe, pretty: true)
            keepFile("steps.json", bytes, name: "steps in the browser", mediaType: "application/json")
        } catch { note("the steps could not be written: \(error)") }
    }

    private func keepFile(_ file: String, _ bytes: [UInt8], name: String, mediaType: String) {
        guard let folder else { return }
        let (at, number) = (now(), state.withLock { $0.artifacts.count + 1 })
        let path = "\(folder)/\(prefix)-\(number)-\(file)"
        do throws(FileError) {
            try Files.createDirectories(folder)
            try Files.write(path, bytes)
        } catch {
            return note("\(name): \(error)")
        }
        let artifact = Artifact(name: name, mediaType: mediaType, path: path, at: at)
        state.withLock { $0.artifacts.append(artifact) }
    }
}
