import AutoSRECore

/// Numbers and times as people read them.
enum Words {
    /// `The instance is`, `All 4 instances are`.
    static func all(_ count: Int, _ noun: String) -> String {
        count == 1 ? "The \(noun) is" : "All \(count) \(noun)s are"
    }

    /// A whole number with commas between its thousands.
    static func grouped(_ value: Double) -> String {
        let digits = Array(String(Int(max(value, 0).rounded())))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }

    /// A share from 0 to 1 in percent, with one decimal.
    static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }

    /// How long ago, in the largest unit that says enough: `12 min`.
    static func age(_ seconds: Double) -> String {
        let seconds = Int(max(seconds, 0))
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 2 * 3600 { return "\(seconds / 60) min" }
        if seconds < 2 * 86_400 { return "\(seconds / 3600) h" }
        return "\(seconds / 86_400) days"
    }

    /// `1 replica`, `8 replicas`.
    static func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    /// The hour and minute in UTC.
    static func minute(_ instant: Instant) -> String { String(instant.timeOfDay.prefix(5)) }

    /// A state as the API names it, in words.
    static func state(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }
}

extension HTML {
    /// A moment as its age, with the exact time for machines and on hover.
    static func ago(_ instant: Instant, now: Instant) -> HTML {
        let seconds = now.seconds(since: instant)
        let age = seconds < 3 ? "just now" : "\(Words.age(seconds)) ago"
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
