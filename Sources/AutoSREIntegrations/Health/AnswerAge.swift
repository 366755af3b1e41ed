import AutoSRECore
import AutoSREPlatform
import Synchronization

/// Tells answers that a cache gave from the service's own: whatever such a one says, it is none of now.
///
/// `Age` says so itself (RFC 9111, section 5.1), and so do the headers of caches (`StoredAnswer`). A cache that sends
/// none is known by a `Date` that stands still: the service's own goes on with every answer. How far its clock is from
/// ours matters for neither.
final class AnswerAge: Sendable {
    private let dated = Mutex<(text: String, since: Instant)?>(nil)

    /// `Date` has whole seconds.
    private static let tick = 1.0
    private static let greatest = 2_147_483_648.0

    /// Why an answer is none of now, in words; nil where nothing says so.
    func words(of response: HTTPResponse, asked: Instant, arrived: Instant) -> String? {
        if let seconds = seconds(of: response, asked: asked, arrived: arrived) {
            return "made \(PostMortem.seconds(seconds)) before it was asked for"
        }
        return response.headers.first { StoredAnswer.isTold(by: $0.name, $0.value) }
            .map { PlainText.heard("\($0.name): \($0.value)") }
    }

    /// How long before it was asked for an answer was made, in seconds; nil where nothing says that it was.
    private func seconds(of response: HTTPResponse, asked: Instant, arrived: Instant) -> Double? {
        let stood = standing(response, asked, arrived)
        let told = Self.told(response.header("Age")).map { $0 - arrived.seconds(since: asked) }
        let age = max(stood, told ?? 0)
        return age > 0.5 ? age : nil
    }

    /// How long its `Date` was known already when it was asked for.
    private func standing(_ response: HTTPResponse, _ asked: Instant, _ arrived: Instant) -> Double {
        guard let text = response.header("Date") else { return 0 }
        return dated.withLock { known in
            guard let last = known, last.text == text else {
                known = (text, arrived)
                return 0
            }
            let seconds = asked.seconds(since: last.since)
            return seconds > Self.tick ? seconds : 0
        }
    }

    /// Of a list the first, as the RFC has it; what is no number of seconds says nothing.
    private static func told(_ text: String?) -> Double? {
        guard let first = text?.split(separator: ",").first else { return nil }
        let digits = first.filter { $0 != " " && $0 != "\t" }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return min(Double(digits) ?? greatest, greatest)
    }
}
