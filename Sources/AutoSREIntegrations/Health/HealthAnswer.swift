import AutoSRECore
import AutoSREPlatform

/// What an answer of a health address says: good, bad, or neither.
///
/// The words are those of Spring Boot's actuator, ASP.NET Core's health checks, `application/health+json`
/// (draft-inadarei-api-health-check), Kubernetes' and Consul's checks, Elasticsearch's colours, and our dashboard's.
struct HealthAnswer {
    /// What counts, and where it stands.
    let expectation: HealthExpectation

    private static let good: Set = ["healthy", "ok", "up", "pass", "passing", "success", "green", "available"]
    private static let bad: Set = [
        "degraded", "unhealthy", "down", "fail", "failing", "failed", "failure", "error", "critical", "red",
        "out_of_service", "unavailable", "outage", "major_outage", "partial_outage", "offline", "dead", "broken",
        "crashed",
    ]
    private static let longestWord = 64

    /// The verdict, and what was seen in a few words.
    func judge(_ response: HTTPResponse) -> (HealthReading.Status, String) {
        let code = response.code
        switch response.status {
        // It may be the proxy's own word, which knows nothing of the service.
        case 500..<600 where response.mayBeProxys && shownWord(response) == nil: return (.unknown, code)
        case 500..<600: return (.bad, [code, shownWord(response)].compactMap(\.self).joined(separator: " "))
        case 200..<300: break
        case 304: return (.unknown, "\(code): nothing new, to a question that asks for what is")
        case 300..<400: return (.unknown, "\(code), a redirect that is not followed (METRICS_URL)")
        case 401, 403:
            let other = response.mayBeProxys ? ", or the proxy does not let it through" : ""
            return (.unknown, "\(code): it wants other credentials (METRICS_HEADERS)\(other)")
        case 404: return (.unknown, "\(code): nothing is there (METRICS_URL)")
        default: return (.unknown, code)
        }
        let content: [UInt8]
        do throws(ContentCoding.Flaw) { content = try ContentCoding.content(of: response) } catch {
            return (.unknown, "\(code), \(error.words)")
        }
        if content.allSatisfy(ContentCoding.isBlank) { return (.good, "\(code), no body") }
        switch found(in: content, of: response.header("Content-Type")) {
        case .word(let word): return (status(of: word), "\(code) \(shown(word))")
        case .nothing(let why): return (.unknown, "\(code), \(why)")
        }
    }

    private enum Found { case word(String), nothing(String) }

    /// UTF-8's byte-order mark says nothing about the service (RFC 8259, section 8.1, lets a reader pass over it).
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private func found(in content: [UInt8], of type: String?) -> Found {
        let body = content.starts(with: Self.mark) ? Array(content.dropFirst(Self.mark.count)) : content
        let type = type.map { $0.prefix { $0 != ";" }.lowercased() }
        let first = body.first { $0 > 0x20 }
        if type?.contains("html") == true || first == UInt8(ascii: "<") {
            return .nothing("a page, not a health answer")
        }
        let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || type?.contains("json") == true
        if isJSON { return foundInJSON(body) }
        guard type == nil || type?.hasPrefix("text/plain") == true else { return .nothing("neither JSON nor text") }
        let text = String(decoding: body.prefix(Self.longestWord * 4), as: UTF8.self)
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 1, words[0].count <= Self.longestWord else { return .nothing("text that is not one word") }
        return .word(String(words[0]))
    }

    private func foundInJSON(_ body: [UInt8]) -> Found {
        guard StrictJSON.holds(body) else { return .nothing("not JSON") }
        do {
            let document = try JSON.decode(JSONValue.self, from: body)
            let pointer = expectation.pointer
            let isUsual = pointer == HealthExpectation.usualPointer
            guard document.object != nil || !isUsual && document.array != nil else {
                return .nothing("JSON without a status")
            }
            if let word = expectation.word(in: document) { return .word(word) }
            let place = isUsual ? "status" : pointer
            switch document.value(at: pointer) {
            case .object: return .nothing("an object at \(place) and no word")
            case .array: return .nothing("a list at \(place) and no word")
            default: return .nothing(isUsual ? "no status in it" : "nothing at \(place)")
            }
        } catch {
            return .nothing("not JSON")
        }
    }

    private func status(of word: String) -> HealthReading.Status {
        let plain = String(word.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
        if let own = expectation.words {
            if own.contains(word.lowercased()) || own.contains(plain) { return .good }
            if own.contains("true"), plain == "false" { return .bad }
        } else if Self.good.contains(plain) {
            return .good
        }
        return Self.bad.contains(plain) ? .bad : .unknown
    }

    private func shownWord(_ response: HTTPResponse) -> String? {
        guard let content = try? ContentCoding.content(of: response),
            case .word(let word) = found(in: content, of: response.header("Content-Type"))
        else { return nil }
        return shown(word)
    }

    private func shown(_ word: String) -> String { PlainText.heard(word) }
}
