import AutoSRECore

/// A model's answer, decoded strictly: what is not exactly what was asked for is no answer.
struct ModelReply: Hashable {
    /// The root cause in its words, on one line.
    let summary: String
    /// 0…1.
    let confidence: Double
    /// One of the catalogue's words.
    let recommendation: Recommendation
    /// How it came to that, in its words.
    let reasoning: String
    /// Single statements, with the labels that each cites.
    let claims: [Statement]

    /// Something the model says, and what it says that it rests on.
    struct Statement: Hashable {
        let text: String
        let labels: [String]
    }

    /// Reads the answer out of a text, whatever fences and prose are around it. Two different answers are none.
    /// - Throws: `UnusableReply`.
    init(_ text: String) throws(UnusableReply) {
        guard text.contains(where: { !$0.isWhitespace }) else { throw UnusableReply("it is empty") }
        var (found, problem) = ([ModelReply](), UnusableReply?.none)
        for object in JSONObjects(in: text).objects where object["recommended_action"] != nil {
            do throws(UnusableReply) {
                let reply = try ModelReply(object)
                if !found.contains(reply) { found.append(reply) }
            } catch {
                problem = problem ?? error
            }
        }
        guard let reply = found.first else {
            throw problem ?? UnusableReply("no JSON object with recommended_action is in it")
        }
        guard found.count == 1 else { throw UnusableReply("it holds \(found.count) different answers") }
        self = reply
    }

    private init(_ object: JSONValue) throws(UnusableReply) {
        guard let word = object["recommended_action"]?.string else {
            throw UnusableReply("recommended_action is not a text")
        }
        guard let recommendation = Recommendation.forModels.first(where: { $0.rawValue == word }) else {
            throw UnusableReply("\(Self.line(word, limit: 40)) is not an action")
        }
        guard let confidence = object["confidence"]?.number, (0...1).contains(confidence) else {
            throw UnusableReply("confidence is not a number from 0 to 1")
        }
        let summary = Self.line(object["summary"]?.string ?? "", limit: 600)
        guard !summary.isEmpty else { throw UnusableReply("summary is not a text, or empty") }
        let reasoning = object["reasoning"] ?? ""
        guard let reasoning = reasoning.string else { throw UnusableReply("reasoning is not a text") }
        (self.summary, self.confidence, self.recommendation) = (summary, confidence, recommendation)
        self.reasoning = Self.line(reasoning, limit: 2000)
        let cited = try Self.labels(object["evidence"])
        var claims = try Self.claims(object["claims"])
        if !cited.isEmpty { claims.append(Statement(text: "", labels: cited)) }
        self.claims = claims
    }

    private static let maximumClaims = 12

    private static func claims(_ value: JSONValue?) throws(UnusableReply) -> [Statement] {
        guard let value, value != .null else { return [] }
        guard let all = value.array else { throw UnusableReply("claims is not a list") }
        var claims: [Statement] = []
        for one in all.prefix(maximumClaims) {
            guard let text = (one["statement"] ?? one).string else {
                throw UnusableReply("a claim is not a text and not an object with a statement")
            }
            claims.append(Statement(text: line(text, limit: 300), labels: try labels(one["evidence"])))
        }
        return claims.filter { !$0.text.isEmpty }
    }

    private static func labels(_ value: JSONValue?) throws(UnusableReply) -> [String] {
        guard let value, value != .null else { return [] }
        if let one = value.string { return [line(one, limit: 80)] }
        guard let all = value.array else { throw UnusableReply("evidence is not a list of labels") }
        var labels: [String] = []
        for one in all.prefix(2 * maximumClaims) {
            guard let label = one.string else { throw UnusableReply("evidence is not a list of labels") }
            labels.append(line(label, limit: 80))
        }
        return labels
    }

    /// On one line, without control and format characters, cut to `limit` characters.
    static func line(_ text: String, limit: Int) -> String {
        var words = ""
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < limit else { return words + "…" }
            switch scalar.properties.generalCategory {
            case .format, .surrogate, .privateUse: continue
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator:
                guard !words.isEmpty, words.unicodeScalars.last != " " else { continue }
                words += " "
            default: words.unicodeScalars.append(scalar)
            }
            count += 1
        }
        if words.hasSuffix(" ") { words.removeLast() }
        return words
    }
}

/// Why an answer cannot be used.
struct UnusableReply: Error, Hashable, CustomStringConvertible {
    let reason: String
    init(_ reason: String) { self.reason = reason }
    var description: String { "the model's answer is unusable: \(reason)" }
}

/// The JSON objects that stand in a text, outermost ones only.
struct JSONObjects {
    private(set) var objects: [JSONValue] = []
    /// A text with more braces than this is an attack or an accident.
    private static let attempts = 64

    init(in text: String) {
        let bytes = Array(text.utf8)
        var (index, attempts) = (0, 0)
        while index < bytes.count, attempts < Self.attempts {
            guard bytes[index] == UInt8(ascii: "{") else {
                index += 1
                continue
            }
            attempts += 1
            if let end = Self.end(of: bytes, from: index), let object = Self.object(bytes[index..<end]) {
                objects.append(object)
                index = end
            } else {
                index += 1
            }
        }
    }

    /// Behind the brace that closes the one at `start`, those inside strings not counted.
    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        var (depth, isString, index) = (0, false, start)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\") where isString: index += 1
            case UInt8(ascii: "\""): isString.toggle()
            case UInt8(ascii: "{") where !isString: depth += 1
            case UInt8(ascii: "}") where !isString:
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Deeper nesting than any answer needs is not even parsed.
    private static func object(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
        var (depth, deepest) = (0, 0)
        for byte in bytes {
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
            deepest = max(deepest, depth)
        }
        guard deepest < 32 else { return nil }
        do { return try JSON.decode(JSONValue.self, from: bytes) } catch { return nil }
    }
}
