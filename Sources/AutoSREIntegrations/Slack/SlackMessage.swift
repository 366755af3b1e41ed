public import AutoSRECore

/// A post-mortem as one Slack message: plain text for notifications and Block Kit for the channel. Pure.
///
/// Limits: https://docs.slack.dev/reference/block-kit/blocks, and about 13,200 characters over all blocks, beyond which
/// Slack answers `msg_blocks_too_long`.
public struct SlackMessage: Sendable {
    /// The message without blocks, for notifications and clients that show none; at most 40,000 characters.
    public let text: String
    /// The blocks, at most 50.
    public let blocks: [JSONValue]
    /// What lets a program find the message again.
    public let metadata: JSONValue

    /// Writes the message.
    /// - Parameter isRepeat: whether an earlier copy may have arrived, which the message then says.
    public init(_ postMortem: PostMortem, isRepeat: Bool) {
        text = SlackStory(postMortem, isRepeat: isRepeat, scale: 1).text
        blocks = Self.blocks(postMortem, isRepeat: isRepeat)
        metadata = [
            "event_type": "autosre_post_mortem",
            "event_payload": [
                "incident_id": .string(postMortem.incidentID), "run": .string(postMortem.run.text),
            ],
        ]
    }

    private static let roomForBlocks = 13_000

    /// Shortens until all blocks together have room, as JSON writes them: quotes and the like count twice there.
    private static func blocks(_ postMortem: PostMortem, isRepeat: Bool) -> [JSONValue] {
        var blocks: [JSONValue] = []
        for scale in [1, 0.7, 0.45, 0.25, 0.1] {
            blocks = SlackStory(postMortem, isRepeat: isRepeat, scale: scale).blocks
            let size = (try? JSON.text(blocks))?.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 6) }
            if let size, size <= roomForBlocks { break }
        }
        return blocks
    }
}

/// The parts of a message, each already escaped and within its share of the room.
struct SlackStory {
    private let headline: String
    private let facts: [(label: String, value: String)]
    private let points: [(label: String, value: String)]
    private let timeline: [String]
    private let notes: [String]

    /// - Parameter scale: how much of the usual room each part gets, up to 1.
    init(_ postMortem: PostMortem, isRepeat: Bool, scale: Double) {
        func line(_ text: String, _ limit: Double) -> String { SlackText.line(text, limit: Int(limit * scale)) }
        let outcome = postMortem.outcome
        headline = SlackText.line("\(Self.title(outcome)): \(postMortem.incidentID)", limit: 140)
        facts = [
            ("Incident", SlackText.line(postMortem.incidentID, limit: 120)),
            ("Service", SlackText.line(postMortem.serviceWords, limit: 120)),
            ("Alert", SlackText.line(HumanText.alert(postMortem), limit: 120)),
            ("Outcome", line(Self.outcome(postMortem), 400)),
            ("Evidence", HumanText.nature(of: postMortem)),
            ("Health before", line(HumanText.reading(postMortem.baseline), 300)),
        ]
        points = [
            ("Root cause", line(HumanText.sentence(postMortem.rootCause), 2000)),
            ("Action", line(HumanText.sentence(postMortem.actionTaken), 1500)),
            Self.recovery(postMortem),
            ("Prevention", line(postMortem.prevention, 1200)),
        ]
        timeline = Self.timeline(
            postMortem.timeline, room: Int(2600 * scale),
            line: { line(HumanText.sentence($0, of: postMortem.type), 400) })
        let repeated = isRepeat ? ["Sent again: an earlier copy may have arrived."] : []
        notes = (repeated + postMortem.notes).prefix(8).map { line(HumanText.sentence($0), 200) }
    }

    var text: String {
        var lines = [headline]
        for (label, value) in facts + points { lines.append("\(label): \(value)") }
        lines += ["Timeline (UTC)"] + timeline
        if !notes.isEmpty { lines += ["Notes"] + notes }
        return PlainText.cut(lines.joined(separator: "\n"), to: 40_000)
    }

    var blocks: [JSONValue] {
        var blocks: [JSONValue] = [
            ["type": "header", "text": ["type": "plain_text", "text": .string(headline), "emoji": false]],
            ["type": "section", "fields": .array(facts.map { Self.mrkdwn("*\($0.label):* \($0.value)") })],
        ]
        for (label, value) in points { blocks.append(Self.section("*\(label):* \(value)")) }
        blocks.append(["type": "divider"])
        blocks.append(Self.section("*Timeline (UTC)*\n" + timeline.joined(separator: "\n")))
        if !notes.isEmpty {
            blocks.append(["type": "context", "elements": .array(notes.map(Self.mrkdwn))])
        }
        return blocks
    }

    private static func section(_ text: String) -> JSONValue { ["type": "section", "text": mrkdwn(text)] }

    /// `verbatim` keeps Slack from making links and mentions out of what it finds in the text.
    private static func mrkdwn(_ text: String) -> JSONValue {
        ["type": "mrkdwn", "text": .string(text), "verbatim": true]
    }
}

extension SlackStory {
    private static func title(_ outcome: Outcome?) -> String {
        switch outcome {
        case .recovered?: "Recovered"
        case .selfRecovered?: "Recovered by itself"
        case .nothingToDo?: "Nothing to do"
        case .notRecovered?: "Not recovered"
        case .unverified?: "Not verified"
        case .escalated?: "Escalated to a person"
        case .failed?: "Failed"
        case .interrupted?: "Interrupted"
        case nil: "Still running"
        }
    }

    private static func outcome(_ postMortem: PostMortem) -> String {
        let word = HumanText.words(postMortem.outcomeWord)
        return "\(word) – \(HumanText.sentence(postMortem.reason))"
    }

    /// Only a run that recovered after an action has a time to claim.
    private static func recovery(_ postMortem: PostMortem) -> (label: String, value: String) {
        if let seconds = postMortem.recoverySeconds { return ("Recovery time", PostMortem.seconds(seconds)) }
        switch postMortem.outcome {
        case .escalated?: return ("Recovery", "none, escalated to a person")
        case let outcome?: return ("Recovery", HumanText.words(outcome.rawValue))
        case nil: return ("Recovery", "not known yet")
        }
    }

    /// The moments as lines; where they do not fit, the middle ones give way, for the alert and the end matter most.
    private static func timeline(
        _ moments: [PostMortem.Moment], room: Int, line: (String) -> String
    ) -> [String] {
        let lines = moments.map { "\($0.at.timeOfDay) \(line($0.text))" }
        var (head, tail) = ([String](), [String]())
        var room = room
        var (low, high) = (0, lines.count - 1)
        while low <= high {
            let takesHead = head.count <= tail.count
            let line = takesHead ? lines[low] : lines[high]
            guard line.utf16.count + 1 <= room else { break }
            room -= line.utf16.count + 1
            if takesHead {
                head.append(line)
                low += 1
            } else {
                tail.append(line)
                high -= 1
            }
        }
        if low <= high { head.append("… \(high - low + 1) more") }
        return head + tail.reversed()
    }
}
