public import AutoSRECore
import FoundationEssentials

extension ValueSyntax where Value == [(String, String)] {
    /// Headers as `curl -H` takes them, one a line. In a value of one line a literal `\n` ends a header too.
    public static let headers = ValueSyntax(
        allowed: "headers as `Name: value`, one a line or with a literal \\n between them: a name of letters, digits "
            + "and -, a value of printable ASCII, at most \(HeaderLine.most), and none that frames the request, such "
            + "as Content-Length",
        read: { text in
            let lines = text.replacing("\\n", with: "\n").split(whereSeparator: \.isNewline)
            let headers = lines.filter { !$0.allSatisfy { $0 == " " || $0 == "\t" } }.map(HeaderLine.read)
            let found = headers.compactMap { $0 }
            guard !found.isEmpty, found.count == headers.count, found.count <= HeaderLine.most else { return nil }
            return Set(found.map { $0.0.lowercased() }).count == found.count ? found : nil
        },
        show: { $0.map { "\($0): \($1)" }.joined(separator: "\n") },
        secrets: { $0.flatMap(HeaderLine.secrets) })
}

extension ValueSyntax where Value == HealthExpectation {
    /// Words, a JSON pointer, or both.
    public static let expectation = ValueSyntax(
        allowed: "words separated by commas (ok,ready), a JSON pointer (/state), or both (/state=ok,ready)",
        read: { HealthExpectation($0) },
        show: { $0.text })
}

/// One header, as it is written down (RFC 9110, section 5).
enum HeaderLine {
    /// How many there may be.
    static let most = 20
    private static let longest = 8192
    /// What the transport says itself: another value of ours would break the request, or smuggle a second one.
    private static let framing: Set<String> = [
        "connection", "content-length", "expect", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade",
    ]
    /// What is no secret, however long it is.
    private static let plain: Set<String> = ["accept", "accept-language", "host", "user-agent"]

    /// The header of a line; nil where it is none, or could end itself or the request.
    static func read(_ line: Substring) -> (String, String)? {
        guard let colon = line.firstIndex(of: ":"), line.utf8.count <= longest else { return nil }
        let name = String(line[..<colon]).trimmed
        let value = String(line[line.index(after: colon)...]).trimmed
        let isName = name.unicodeScalars.allSatisfy { $0.isASCIIAlphanumeric || "-_.".unicodeScalars.contains($0) }
        let isValue = value.unicodeScalars.allSatisfy { $0.isVisibleASCII || $0.isSpaceOrTab }
        guard isName, isValue, !name.isEmpty, !value.isEmpty, !framing.contains(name.lowercased()) else { return nil }
        return (name, value)
    }

    /// What of a header must not be seen: its value, the credentials after a scheme (`Bearer …`), and the password
    /// that `Basic` wraps.
    static func secrets(_ name: String, _ value: String) -> [String] {
        guard !plain.contains(name.lowercased()) else { return [] }
        guard let blank = value.firstIndex(of: " ") else { return [value] }
        let credentials = String(value[value.index(after: blank)...]).trimmed
        guard value[..<blank].lowercased() == "basic", let data = Data(base64Encoded: credentials) else {
            return [value, credentials]
        }
        let login = String(decoding: data, as: UTF8.self)
        let password = login.firstIndex(of: ":").map { String(login[login.index(after: $0)...]) } ?? ""
        return [value, credentials, login, password]
    }
}
