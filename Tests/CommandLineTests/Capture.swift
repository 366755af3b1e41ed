import Synchronization

@testable import autosre

/// A console that remembers.
final class Capture: Sendable {
    private let texts = Mutex((output: "", errors: ""))

    var console: Console {
        Console(
            colours: false, width: nil, output: { [self] text in texts.withLock { $0.output += text } },
            errors: { [self] text in texts.withLock { $0.errors += text } })
    }

    var output: String { texts.withLock { $0.output } }
    var errors: String { texts.withLock { $0.errors } }
}
