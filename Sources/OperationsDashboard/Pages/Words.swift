import AutoSRECore
import AutoSREWeb

/// What the pages say in words.
enum Words {
    /// `The instance is`, `All 4 instances are`.
    static func all(_ count: Int, _ noun: String) -> String {
        count == 1 ? "The \(noun) is" : "All \(count) \(noun)s are"
    }

    /// A state as the API names it, in words.
    static func state(_ name: String) -> String { name.replacing("_", with: " ") }
}

extension HTML {
    /// A moment as its age, with the exact time for machines and on hover.
    static func ago(_ instant: Instant, now: Instant) -> HTML {
        let seconds = now.seconds(since: instant)
        let age = seconds < 3 ? "just now" : "\(Figure.age(seconds)) ago"
        return "<time datetime=\"\(instant.description)\" title=\"\(instant.wholeSeconds)\">\(age)</time>"
    }

    /// A state with the colour that fits it.
    /// - Parameter isFaulty: what runs so harms its service.
    static func pill(_ state: String, isFaulty: Bool = false) -> HTML {
        let tone: String
        switch state {
        case "running", "healthy": tone = isFaulty ? "bad" : "good"
        case "crashed", "not_ready", "degraded": tone = "bad"
        case "starting", "rolled_back": tone = "warn"
        default: tone = "plain"
        }
        return "<span class=\"pill \(tone)\">\(Words.state(state))</span>"
    }

    /// A fact whose value can be found by its name; `id` is unique on the page.
    static func fact(_ id: String, _ name: String, _ value: HTML) -> HTML {
        """
        <div><dt id="f-\(id)">\(name)</dt><dd aria-labelledby="f-\(id)">\(value)</dd></div>
        """
    }
}
