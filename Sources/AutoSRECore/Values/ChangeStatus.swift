/// How a change stands, in the source's word (`running`, `UPDATE_FAILED`). An open word.
public struct ChangeStatus: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
    /// The word as the source has it; empty where it has none.
    public let rawValue: String
    /// Makes a status.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The word.
    public var description: String { rawValue }

    /// A version that takes a share (0…1) of the requests beside the running one.
    public static func share(_ share: Double) -> ChangeStatus { ChangeStatus(rawValue: "\(shareStatus)\(share)") }

    /// The share of the requests that a version takes; nil where the status speaks of none.
    public var share: Double? {
        rawValue.hasPrefix(Self.shareStatus) ? Double(rawValue.dropFirst(Self.shareStatus.count)) : nil
    }

    private static let shareStatus = "takes a share of "

    /// Whether a word of it says that the change did not come to be, has not yet, or was taken back.
    public var isBad: Bool { StatusWords(rawValue).isBad }

    /// Whether a word of it says that the change came to run, and none that it is bad.
    public var isGood: Bool {
        let words = StatusWords(rawValue)
        return !words.isBad && (share != nil || words.isGood || StatusWords.isGoodElsewhere(rawValue))
    }

    /// Whether a word of it says that the change is being made, and none that it is being taken back.
    public var isUnderWay: Bool { StatusWords(rawValue).isUnderWay }

    /// Whether it says nothing: it is empty, or a dash in its place.
    public var isSilent: Bool { rawValue.allSatisfy { $0.isWhitespace || "-–—".contains($0) } }
}

/// The words of a change's status.
struct StatusWords {
    /// In lower case, parted at whatever is no letter and no digit, and where a capital follows a small letter.
    private let words: [String]

    init(_ status: String) {
        var (words, word, wasSmall) = ([String](), "", false)
        for letter in status {
            let isPart = letter.isLetter || letter.isNumber
            let isNew = !isPart || wasSmall && letter.isUppercase
            if isNew, !word.isEmpty {
                words.append(word)
                word = ""
            }
            if isPart { word += letter.lowercased() }
            wasSmall = letter.isLowercase
        }
        if !word.isEmpty { words.append(word) }
        self.words = words
    }

    /// Whether any of them says that the deployment did not come to run, has not yet, or was taken back.
    var isBad: Bool {
        if let first = words.first, Self.ends.contains(first) { return true }
        for (index, word) in words.enumerated() {
            let isDenied = index > 0 && Self.denials.contains(words[index - 1])
            if Self.denials.contains(word), !Self.absences.contains(word) {
                // What is not healthy is bad, and what has not failed is not.
                if index + 1 < words.count, !isFault(index + 1) { return true }
            } else if isFault(index), !isDenied {
                return true
            }
        }
        return false
    }

    /// Whether any of them says that it is being made now.
    var isUnderWay: Bool {
        words.indices.contains { Self.making.contains(words[$0]) && !isTakenBack($0) }
    }

    /// Words of deployers for what has begun and has not ended.
    private static let making: Set<String> = [
        "progress", "inprogress", "progressing", "deploying", "rolling", "releasing", "updating", "upgrading",
        "installing", "creating", "provisioning", "processing", "underway", "ongoing",
    ]

    /// Whether any of them says that it came to run, or did not fail.
    var isGood: Bool {
        words.indices.contains { index in
            Self.good.contains(words[index])
                || index > 0 && isFault(index) && Self.denials.contains(words[index - 1])
        }
    }

    private func isFault(_ index: Int) -> Bool {
        let word = words[index]
        if Self.stems.contains(where: { word.hasPrefix($0) }) || Self.faults.contains(word) { return true }
        if Self.isFaultElsewhere(word) { return true }
        let next = index + 1 < words.count ? words[index + 1] : ""
        if Self.pairs[word]?.contains(next) == true { return true }
        return isTakenBack(index)
    }

    /// What was restored is called after what was left: `rolled back to`, `rolled forward`, and what is current since.
    private func isTakenBack(_ index: Int) -> Bool {
        let whole = ["rollback", "rolledback", "rollingback"].contains(words[index])
        let parted = ["roll", "rolled", "rolling"].contains(words[index]) && words.dropFirst(index + 1).first == "back"
        guard whole || parted, words.first != "current" else { return false }
        return words.dropFirst(index + (whole ? 1 : 2)).first != "to"
    }

    private static let good: Set<String> = [
        "superseded", "running", "ran", "run", "success", "successful", "successfully", "succeeded", "ok", "okay",
        "active", "inactive", "deployed", "live", "published", "current", "complete", "completed", "done", "finished",
        "healthy", "retired", "replaced", "previous", "prior", "before", "former", "old", "older", "obsolete",
        "outdated", "history", "historical", "past", "released", "stable", "good", "passed", "promoted", "applied",
        "installed", "ready", "available", "up", "serving", "green", "deprecated", "idle", "standby", "rolled",
        "shipped", "launched", "production", "prod", "started", "true", "yes",
    ]

    private static let denials: Set<String> = absences.union(["not", "never", "isn", "wasn", "didn"])
    /// Those that say only that there is none.
    private static let absences: Set<String> = ["no", "0", "zero", "without"]

    /// What a deployment that ran before may be in the end too; as the first word it is all that is known.
    private static let ends: Set<String> = [
        "stopped", "terminated", "killed", "deleted", "removed", "disabled", "down", "red", "garbage",
    ]

    private static let faults: Set<String> = [
        "bad", "err", "oom", "dead", "lost", "missing", "progress", "progressing", "exceeded", "undone", "undo",
        "starting", "evicted", "blocked", "declined", "vetoed", "banned", "recalled", "incomplete", "scheduled",
        "draft", "ko", "nok", "defective", "paused", "halted", "vulnerable", "building", "purged", "expired", "false",
        "incident", "unsafe", "gone",
    ]

    /// How the words begin that platforms and delivery tools have for it.
    private static let stems = [
        "fail", "error", "revert", "abort", "cancel", "reject", "denied", "crash", "unhealthy", "degrad", "broken",
        "fault", "timedout", "timeout", "notready", "unready", "pending", "queued", "inprogress", "deploying",
        "waiting", "skipped", "neverran", "withdrawn", "yanked", "oomkill", "invalid", "stalled", "quarantin",
        "unavailable", "unstable", "unsuccess", "corrupt", "interrupt", "imagepull", "errimage", "backoff",
        "crashloop", "panic", "retract", "unschedul", "undeploy", "nothealthy",
    ]

    /// What two words say together.
    private static let pairs: [String: Set<String>] = [
        "timed": ["out"], "back": ["off"], "image": ["pull"], "never": ["ran"], "taken": ["back", "down"],
        "backed": ["out"], "pulled": ["back"],
    ]
}
