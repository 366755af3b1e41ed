import AutoSRECore

/// What an answer says for itself, wherever frameworks put it: `detail` (RFC 9457, FastAPI, where it may be a list),
/// `message` and `error` (Spring, Rails, Express, gRPC's gateway), `error_description` (RFC 6749), `errors` (JSON:API,
/// GraphQL), and at last a bare `title`.
enum AnswerReason {
    private static let names = [
        "detail", "details", "error_description", "message", "msg", "reason", "description", "errors", "error", "title",
    ]
    /// What JSend and its like say in `status`.
    private static let noWords: Set = ["error", "fail", "failed", "failure", "refused", "rejected", "denied"]
    private static let deepest = 3
    private static let mostTexts = 3

    /// The words, on one line; empty where there are none.
    static func words(_ answer: JSONValue) -> String { PlainText.heard(text(answer) ?? "") }

    /// Whether the answer itself says that it did not do it, whatever its status code was.
    static func isNo(_ answer: JSONValue) -> Bool {
        if ["ok", "success"].contains(where: { answer[$0]?.bool == false }) { return true }
        if let status = answer["status"]?.string, noWords.contains(status.lowercased()) { return true }
        return ["error", "errors"].contains { answer[$0].map { $0.bool ?? (text($0) != nil) } ?? false }
    }

    /// The first of the names that holds words; of a list, and of what is keyed by something else (a form's fields),
    /// the first three.
    private static func text(_ value: JSONValue, depth: Int = 0) -> String? {
        guard depth <= deepest else { return nil }
        if let text = value.string { return text.isEmpty ? nil : text }
        let named = names.lazy.compactMap { name in value[name].flatMap { text($0, depth: depth + 1) } }
        if let first = named.first { return first }
        let fields = depth == 0 ? [] : (value.object ?? [:]).sorted { $0.key < $1.key }.map(\.value)
        let texts = (value.array ?? fields).lazy.compactMap { text($0, depth: depth + 1) }.prefix(mostTexts)
        return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }
}
