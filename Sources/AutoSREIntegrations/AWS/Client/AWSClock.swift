import AutoSRECore
import AutoSREPlatform
import Synchronization

/// How far this machine's clock is from AWS's, learned from an answer that refused a signature for its time.
final class AWSClock: Sendable {
    private let offset = Mutex(0.0)
    private static let codes: Set<String> = [
        "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "SignatureDoesNotMatch",
        "InvalidSignatureException", "AuthFailure",
    ]

    /// The time to sign with.
    func time(_ now: Instant) -> Instant { now.advanced(bySeconds: offset.withLock { $0 }) }

    /// Learns from a refusal; true where the clock was wrong by so much that signing again may help.
    func learns(from answer: AWSAnswer, code: String, now: Instant) -> Bool {
        guard Self.codes.contains(code), let text = answer.response.header("Date"), let theirs = HTTPDate.parse(text)
        else { return false }
        let new = theirs.seconds(since: now)
        return offset.withLock { offset in
            guard abs(new - offset) > 60 else { return false }
            offset = new
            return true
        }
    }
}

/// The date of an HTTP header (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
    private static let months = [
        "Jan": "01", "Feb": "02", "Mar": "03", "Apr": "04", "May": "05", "Jun": "06", "Jul": "07", "Aug": "08",
        "Sep": "09", "Oct": "10", "Nov": "11", "Dec": "12",
    ]

    static func parse(_ text: String) -> Instant? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let month = months[String(words[2])] else { return nil }
        return Instant("\(words[3])-\(month)-\(words[1])T\(words[4])Z")
    }
}
