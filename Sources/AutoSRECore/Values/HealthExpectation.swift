/// What of a health address's answer says that the service is well (`METRICS_HEALTHY`).
public struct HealthExpectation: Sendable, Hashable {
    /// Where the word stands in a JSON answer, as a JSON Pointer (RFC 6901).
    public let pointer: String
    /// The words that are good, in lower case; nil for the ones that every service uses.
    public let words: Set<String>?

    /// Where the word stands unless something else is said.
    public static let usualPointer = "/status"

    private static let longestWord = 64
    private static let longest = 1024

    /// Makes an expectation.
    public init(pointer: String = usualPointer, words: Set<String>? = nil) {
        (self.pointer, self.words) = (pointer, words)
    }

    /// Reads what `METRICS_HEALTHY` says: `ok,ready`, `/state`, or `/state=ok,ready`; nil where it says nothing.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.longest, text.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 })
        else { return nil }
        guard text.hasPrefix("/") else {
            guard let words = Self.words(text) else { return nil }
            self.init(words: words)
            return
        }
        let split = text.lastIndex(of: "=")
        let pointer = Self.trimmed(text[..<(split ?? text.endIndex)])
        guard JSONValue.steps(of: pointer) != nil else { return nil }
        guard let split else {
            self.init(pointer: pointer)
            return
        }
        guard let words = Self.words(text[text.index(after: split)...]) else { return nil }
        self.init(pointer: pointer, words: words)
    }

    /// The same as text; empty for the usual.
    public var text: String {
        let list = words.map { $0.sorted().joined(separator: ",") }
        guard pointer != Self.usualPointer else { return list ?? "" }
        return pointer + (list.map { "=" + $0 } ?? "")
    }

    /// The word of a JSON answer, in lower case; a number or a boolean counts as it is written. Nil where there is
    /// none.
    public func word(in document: JSONValue) -> String? {
        switch document.value(at: pointer) {
        case .string(let text): text.lowercased()
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): value.description
        case .null, .array, .object, nil: nil
        }
    }

    private static func words(_ text: some StringProtocol) -> Set<String>? {
        let words = text.split(separator: ",").map { trimmed($0).lowercased() }.filter { !$0.isEmpty }
        return words.isEmpty || words.contains { $0.count > longestWord || $0.contains("=") } ? nil : Set(words)
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
