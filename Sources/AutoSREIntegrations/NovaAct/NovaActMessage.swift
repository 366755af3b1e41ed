import AutoSRECore

/// What the side-car says: one JSON object a line (NovaAct/autosre_nova_act). Unknown members are ignored, wrong types
/// are not.
enum NovaActMessage: Sendable {
    /// It runs, with this version of the SDK; nil where there is none.
    case hello(sdk: String?)
    /// It is at work.
    case event(Event)
    /// The model's answer; nil where it does not match the schema.
    case result(NovaActAnswer?)
    /// It failed.
    case error(Failure)

    /// One thing that happened.
    struct Event: Decodable, Sendable {
        /// `loaded`, `started`, `page` or `step`.
        let kind: String
        /// What the model did, or the page's path.
        let text: String
        /// The name of a picture in the side-car's folder.
        let picture: String?
    }

    /// A failure, in the kinds of failure.py.
    struct Failure: Decodable, Sendable {
        let kind: String
        let cause: String
        let status: Int?
        let isRetryable: Bool
        let message: String

        enum CodingKeys: String, CodingKey {
            case kind, status, message
            case cause = "class"
            case isRetryable = "retryable"
        }
    }

    private struct Head: Decodable {
        let type: String
        let id: String?
    }

    private struct Hello: Decodable {
        let `protocol`: Int
        let sdk: String?
    }

    private struct Outcome: Decodable {
        let matches: Bool
        let answer: NovaActAnswer?
    }

    /// Reads a line.
    /// - Parameter job: the id that everything but a `hello` has to carry.
    /// - Throws: `NovaActFailure` where it is not one of these messages.
    init(_ line: [UInt8], job: String) throws(NovaActFailure) {
        do {
            let head = try JSON.decode(Head.self, from: line)
            guard head.type == "hello" || head.id == job else { throw NovaActFailure("a message for another job") }
            switch head.type {
            case "hello":
                let hello = try JSON.decode(Hello.self, from: line)
                guard hello.protocol == Self.version else {
                    throw NovaActFailure("the side-car is of another version: \(NovaActInstallation.advice)")
                }
                self = .hello(sdk: hello.sdk)
            case "event": self = .event(try JSON.decode(Event.self, from: line))
            case "result": self = .result(Self.answer(in: line))
            case "error": self = .error(try JSON.decode(Failure.self, from: line))
            default: throw NovaActFailure("the side-car says something unknown")
            }
        } catch let failure as NovaActFailure { throw failure } catch {
            throw NovaActFailure("the side-car does not speak our protocol")
        }
    }

    /// The protocol that both sides speak.
    private static let version = 1

    /// An answer of another shape is none: it was a model that wrote it.
    private static func answer(in line: [UInt8]) -> NovaActAnswer? {
        do {
            let outcome = try JSON.decode(Outcome.self, from: line)
            return outcome.matches ? outcome.answer : nil
        } catch { return nil }
    }
}

/// What the model says that it did. Nothing is believed of it: the dashboard's API says what was done.
struct NovaActAnswer: Decodable, Sendable {
    /// Whether it did what was asked.
    let done: Bool
    /// The state that it saw before.
    let sawBefore: String
    /// The state that it saw afterwards.
    let sawAfter: String
    /// A sentence of its own.
    let remark: String

    enum CodingKeys: String, CodingKey {
        case done, remark
        case sawBefore = "saw_before"
        case sawAfter = "saw_after"
    }

    /// The shape, as JSON Schema (draft 7), for the SDK.
    static let schema: JSONValue = [
        "type": "object", "additionalProperties": false,
        "properties": [
            "done": ["type": "boolean"], "saw_before": ["type": "string", "maxLength": 200],
            "saw_after": ["type": "string", "maxLength": 200], "remark": ["type": "string", "maxLength": 300],
        ],
        "required": ["done", "saw_before", "saw_after", "remark"],
    ]

    /// Its words for people, on one line.
    var words: String {
        let parts = [("before", sawBefore), ("after", sawAfter), ("remark", remark)].filter { !$0.1.isEmpty }
        let text = parts.map { "\($0.0): \($0.1)" }.joined(separator: "; ")
        return PlainText.heard(text)
    }
}
