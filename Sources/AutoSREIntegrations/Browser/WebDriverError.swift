import AutoSRECore
import AutoSREPlatform

/// Why a WebDriver command brought nothing.
enum WebDriverError: Error, Sendable, CustomStringConvertible {
    /// No answer from the driver: it is gone, or too slow. Whether the command had its effect is not known.
    case transport(HTTPError)
    /// An answer that says no.
    case refused(Code, message: String)
    /// An answer that is not WebDriver's.
    case nonsense(String)
    /// What shows that the element is the one that is meant changed before the click, which was held back; what
    /// changed.
    case heldBack(String)

    /// The error codes of W3C WebDriver, section 6.6; any other text is `other`.
    enum Code: Sendable, Hashable {
        case elementClickIntercepted, elementNotInteractable, invalidArgument, invalidElementState, invalidSessionID
        case javascriptError, moveTargetOutOfBounds, noSuchAlert, noSuchElement, noSuchFrame, noSuchWindow,
            scriptTimeout
        case sessionNotCreated, staleElementReference, timeout, unableToCaptureScreen, unexpectedAlertOpen
        case unknownCommand, unknownError, unsupportedOperation
        case other(String)

        private static let known: [String: Code] = [
            "element click intercepted": .elementClickIntercepted,
            "element not interactable": .elementNotInteractable, "invalid argument": .invalidArgument,
            "invalid element state": .invalidElementState, "invalid session id": .invalidSessionID,
            "javascript error": .javascriptError, "move target out of bounds": .moveTargetOutOfBounds,
            "no such alert": .noSuchAlert, "no such element": .noSuchElement, "no such frame": .noSuchFrame,
            "no such window": .noSuchWindow,
            "script timeout": .scriptTimeout, "session not created": .sessionNotCreated,
            "stale element reference": .staleElementReference,
            "timeout": .timeout, "unable to capture screen": .unableToCaptureScreen,
            "unexpected alert open": .unexpectedAlertOpen, "unknown command": .unknownCommand,
            "unknown error": .unknownError, "unsupported operation": .unsupportedOperation,
        ]

        init(_ text: String) { self = Self.known[text] ?? .other(text) }

        var text: String {
            if case .other(let text) = self { return PlainText.heard(text) }
            return Self.known.first { $0.value == self }?.key ?? "unknown error"
        }
    }

    /// The code of a no.
    var code: Code? { if case .refused(let code, _) = self { code } else { nil } }

    /// Whether a click that ended so was certainly not made: the driver says no before it moves the mouse.
    var isClickUnmade: Bool {
        if case .heldBack = self { return true }
        return switch code {
        case .staleElementReference?, .noSuchElement?, .elementClickIntercepted?, .elementNotInteractable?,
            .invalidArgument?, .invalidElementState?, .moveTargetOutOfBounds?, .unexpectedAlertOpen?:
            true
        default: false
        }
    }

    /// Whether a command that ended so certainly never reached a browser.
    var isUnsent: Bool {
        switch self {
        case .transport(let error): [.refused, .resolution, .tls].contains(error.code)
        // Chromium's driver says so too where the browser went away in the middle of a command, and then adds how.
        case .refused(.invalidSessionID, let message):
            !["deleted", "disconnected", "closed", "crash"].contains { message.contains($0) }
        case .refused, .nonsense: false
        case .heldBack: true
        }
    }

    var description: String {
        switch self {
        case .transport(let error): "the browser's driver gave no answer: \(error.message)"
        // Some drivers begin the message with the code.
        case .refused(let code, let message):
            message.isEmpty ? code.text : message.hasPrefix(code.text) ? message : "\(code.text): \(message)"
        case .nonsense(let what): "not a WebDriver: \(what)"
        case .heldBack(let what): "the page changed under the mouse, and the click was held back: \(what)"
        }
    }
}
