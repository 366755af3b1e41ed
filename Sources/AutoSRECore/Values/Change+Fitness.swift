extension Change {
    /// Why its version is nothing to go back to, in words that follow its name; nil where nothing speaks against it. A
    /// name of which a part was cut or redacted names nothing, what failed or was taken back is no better than what
    /// runs, and of what has a status that nobody understands that cannot be ruled out.
    public var unfitness: String? {
        if let flaw = nameFlaw { return flaw }
        if status.isBad { return "is \(status)" }
        return status.isGood || status.isSilent ? nil : "has a status that is not understood, \(status)"
    }

    /// What is wrong with its version's name, in words that follow it; nil where it is one.
    public var nameFlaw: String? {
        if MaskedName.isEmpty(version) { return "has no name" }
        if MaskedName.isMasked(version) { return "is not known by its whole name" }
        return MaskedName.isNewest(version) ? "is whatever is newest, and no version to go back to" : nil
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
        if name.hasSuffix("..") { return true }
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
        "${", "{{", "<", ">", "[object", "#ref", "\\u",
    ]

    /// What programs write in place of what they keep to themselves.
    private static let masks: Set<String> = [
        "redacted", "removed", "hidden", "masked", "filtered", "secret", "censored", "scrubbed", "sanitized",
        "sanitised", "truncated", "cut", "obfuscated", "anonymized", "anonymised", "confidential", "private",
        "omitted", "elided", "withheld", "sensitive", "protected", "chars", "characters", "bytes", "more",
    ]

    /// What programs write where they have no name.
    private static let none: Set<String> = [
        "null", "nil", "none", "na", "nan", "unknown", "undefined", "unset", "notset", "empty", "blank", "tbd",
        "missing", "unspecified", "unnamed", "noversion", "noname", "void", "false", "true", "todo", "error", "pending",
    ]
}
