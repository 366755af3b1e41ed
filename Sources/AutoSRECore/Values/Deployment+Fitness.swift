extension Deployment {
    /// Why its version is nothing to go back to, in words that follow its name; nil where nothing speaks against it. A
    /// name of which a part was cut or redacted names nothing, and what failed or was taken back is no better than what
    /// runs.
    public var unfitness: String? {
        if MaskedName.isEmpty(version) { return "has no name" }
        if MaskedName.isMasked(version) { return "is not known by its whole name" }
        if MaskedName.isNewest(version) { return "is whatever is newest, and no version to go back to" }
        return DeploymentStatus(status).isBad ? "is \(status)" : nil
    }
}

/// Tells names from what stands where a name was taken out, cut or never was.
enum MaskedName {
    /// Whether there is no name, or a word for none.
    static func isEmpty(_ name: String) -> Bool {
        let word = bare(name)
        return word.isEmpty && !name.contains("*") && !name.contains("…") || none.contains(word)
    }

    /// Whether a part of the name or all of it was taken out or cut.
    static func isMasked(_ name: String) -> Bool {
        let name = name.lowercased()
        if marks.contains(where: { name.contains($0) }) || masks.contains(bare(name)) { return true }
        if bare(name).count >= 3, bare(name).allSatisfy({ $0 == "x" }) { return true }
        let words = name.split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        return words.count > 1 && words.contains { masks.contains(String($0)) }
    }

    /// Whether it is a name for whatever is newest: going back to it may bring what runs now. A tag counts with its
    /// image before it (`shop:latest`).
    static func isNewest(_ name: String) -> Bool {
        let tag = name.lowercased().split { ":@/".contains($0) || $0.isWhitespace }.last.map(String.init) ?? ""
        return ["latest", "$latest", "newest", "head"].contains(tag)
    }

    /// Letters and digits in lower case: what is left of a name without what only joins or encloses.
    private static func bare(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// What stands where the redactor or another program took or cut something, and never in a whole name.
    private static let marks = [
        "redacted", "truncated", "censored", "[not kept", "not available", "…", "...", "*", "•", "█", "xxxx", "####",
    ]

    /// What programs write in place of what they keep to themselves.
    private static let masks: Set<String> = [
        "redacted", "removed", "hidden", "masked", "filtered", "secret", "censored", "scrubbed", "sanitized",
        "sanitised", "truncated", "cut", "obfuscated", "anonymized", "anonymised", "confidential", "private",
        "omitted", "elided", "withheld", "sensitive", "protected",
    ]

    /// What programs write where they have no name.
    private static let none: Set<String> = [
        "null", "nil", "none", "na", "nan", "unknown", "undefined", "unset", "notset", "empty", "blank", "tbd",
        "missing", "unspecified", "unnamed", "noversion", "noname", "void", "false", "true",
    ]
}

/// The words of a deployment's status.
struct DeploymentStatus {
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

    private func isFault(_ index: Int) -> Bool {
        let word = words[index]
        if Self.stems.contains(where: { word.hasPrefix($0) }) || Self.faults.contains(word) { return true }
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

    private static let denials: Set<String> = absences.union(["not", "never", "isn", "wasn", "didn"])
    /// Those that say only that there is none.
    private static let absences: Set<String> = ["no", "0", "zero", "without"]

    /// What a deployment that ran before may be in the end too; as the first word it is all that is known.
    private static let ends: Set<String> = ["stopped", "terminated", "killed", "deleted", "removed", "disabled"]

    private static let faults: Set<String> = [
        "bad", "err", "oom", "dead", "lost", "missing", "progress", "progressing", "exceeded", "undone", "undo",
        "starting", "evicted", "blocked", "declined", "vetoed", "banned", "recalled", "incomplete",
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
