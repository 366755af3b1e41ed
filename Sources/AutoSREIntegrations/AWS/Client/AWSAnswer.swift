import AutoSRECore
public import AutoSREPlatform

/// What a service answered, read as far as it can be: any body is survived.
public struct AWSAnswer: Sendable {
    /// The operation that was asked for.
    let operation: String
    /// The answer.
    public let response: HTTPResponse

    /// The body as `type`; anything else is nonsense, whatever the Content-Type says.
    public func decode<T: Decodable>(_ type: T.Type) throws(AWSError) -> T {
        do { return try JSON.decode(type, from: response.body) } catch { throw nonsense }
    }

    /// That the body is not what the service gives.
    var nonsense: AWSError {
        AWSError(.nonsense, operation: operation, status: response.status, "the answer is not what the service gives")
    }

    /// The text of the first element `name` of an XML body, its entities resolved.
    func element(_ name: String) -> String? {
        XMLText.element(name, in: String(decoding: response.body, as: UTF8.self))
    }

    /// The service's own word for a failure: header, JSON or XML; empty where it gives none.
    var code: String {
        // `x-amzn-query-error: ResourceNotFound;Sender` has the word that AWS's users know.
        if let header = response.header("x-amzn-query-error") { return Self.bare(header) }
        if let header = response.header("x-amzn-errortype") { return Self.bare(header) }
        if let body {
            // `error`: OAuth's word (RFC 6749, section 5.2), of IAM Identity Center.
            for key in ["__type", "code", "Code", "errorCode", "error"] {
                if let text = body[key]?.string { return Self.bare(text) }
            }
        }
        return Self.bare(element("Code") ?? "")
    }

    /// The service's words for a failure.
    var message: String {
        for key in ["message", "Message", "errorMessage", "error_description"] {
            if let text = body?[key]?.string { return text }
        }
        return element("Message") ?? ""
    }

    /// An error's JSON body: read only where it may be one, for errors are short.
    private var body: JSONValue? {
        guard response.body.count <= 64 << 10, response.body.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else {
            return nil
        }
        do { return try JSON.decode(JSONValue.self, from: response.body) } catch { return nil }
    }

    /// `ns#Shape:http://…` and `Shape;Sender` without what is around the word.
    private static func bare(_ text: String) -> String {
        var word = text[...]
        if let hash = word.lastIndex(of: "#") { word = word[word.index(after: hash)...] }
        word = word.prefix { $0 != ":" && $0 != ";" && $0 != " " }
        let isWord = word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && word.utf8.count <= 80
        return isWord ? String(word) : ""
    }
}

/// Just enough XML for the services that speak nothing else.
enum XMLText {
    /// The text of the first element `name`; nil where there is none.
    static func element(_ name: String, in text: String) -> String? {
        let bytes = Array(text.utf8.prefix(1 << 20))
        guard let start = find(Array("<\(name)>".utf8), in: bytes, from: 0) else { return nil }
        let from = start + name.utf8.count + 2
        guard let end = find(Array("</\(name)>".utf8), in: bytes, from: from) else { return nil }
        return unescaped(String(decoding: bytes[from..<end], as: UTF8.self))
    }

    private static func find(_ part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count - start >= part.count else { return nil }
        for index in start...(bytes.count - part.count) where bytes[index] == part[0] {
            if bytes[index..<index + part.count].elementsEqual(part) { return index }
        }
        return nil
    }

    /// The five entities that XML itself knows.
    private static func unescaped(_ text: String) -> String {
        var out = ""
        var rest = text[...]
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
        while let mark = rest.firstIndex(of: "&") {
            out += rest[..<mark]
            rest = rest[mark...]
            let entity = entities.first { rest.hasPrefix($0.0) } ?? ("&", "&")
            out += entity.1
            rest = rest.dropFirst(entity.0.count)
        }
        return out + rest
    }
}
