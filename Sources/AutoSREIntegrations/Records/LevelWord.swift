import AutoSRECore

/// What loggers call their levels.
enum LevelWord {
    /// What a level says of its line.
    enum Gravity: Int, Comparable {
        case calm, warning, failure

        static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
    }

    /// How grave a level is; nil for a word that is none. A number behind it is a shade of it (`DEBUG1`, `INFO+2`).
    static func gravity(of word: String) -> Gravity? {
        let word = word.lowercased()
        if let gravity = words[word] { return gravity }
        let letters = word.prefix { $0.isLetter }
        let isShaded = word[letters.endIndex...].allSatisfy { $0.isNumber || $0 == "+" || $0 == "-" }
        return isShaded ? words[String(letters)] : nil
    }

    /// A writer's word without what stands around it (`[E]`, `ERR!`, `LogLevel.ERROR`, `app.ERROR`,
    /// `INFO/MainProcess`, colours), and the long form of an abbreviation. Of several levels in one word the least
    /// grave counts.
    static func spelled(_ word: String) -> String {
        if word.utf8.allSatisfy(LevelWords.isLetter) { return abbreviations[word.lowercased()] ?? word }
        let bare = String(decoding: TerminalCodes.removed(from: word.utf8), as: UTF8.self).trimmed
        if let long = abbreviations[bare.lowercased()] { return long }
        if gravity(of: bare) != nil { return bare }
        let parts = bare.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let levels = parts.compactMap { part in part.count < 3 ? nil : level(part) }
            .filter { $0.word.lowercased() != "log" }
        // Of a sentence only its calm is believed: "no error" is none.
        let isSentence = parts.count > 1 && bare.contains(where: \.isWhitespace)
        if let least = levels.min(by: { $0.gravity < $1.gravity }), !isSentence || least.gravity == .calm {
            return least.word
        }
        return bare.lastIndex(of: ".").map { String(bare[bare.index(after: $0)...]) } ?? bare
    }

    /// A level's word or abbreviation; nil for another word.
    static func level(_ word: String) -> (word: String, gravity: Gravity)? {
        let long = abbreviations[word.lowercased()] ?? word
        return gravity(of: long).map { (long, $0) }
    }

    /// Whether some level begins with the letter that these letters begin with, and has as many: a look that spares
    /// most words of a message a closer one.
    static func mayBeLevel(_ letters: ArraySlice<UInt8>) -> Bool {
        guard let first = letters.first, letters.count < UInt32.bitWidth else { return false }
        return lengths[Int((first | 32) &- 97)] & 1 << UInt32(letters.count) != 0
    }

    /// For each letter the lengths of the levels that begin with it, a bit for each length.
    private static let lengths: [UInt32] = {
        var lengths = [UInt32](repeating: 0, count: 26)
        for name in Array(words.keys) + Array(abbreviations.keys) {
            if let first = name.utf8.first { lengths[Int(first &- 97)] |= 1 << UInt32(name.utf8.count) }
        }
        return lengths
    }()

    private static let words: [String: Gravity] = {
        let names: [(Gravity, String)] = [
            (
                .calm,
                """
                trace debug info infos information informational notice note verbose silly fine finer finest config \
                log default normal success successful ok audit hint detail statement http
                """
            ),
            (.warning, "warn warning"),
            (
                .failure,
                "error err severe sever critical crit fatal panic alert emerg emergency"
            ),
        ]
        var words: [String: Gravity] = [:]
        for (gravity, names) in names { for name in names.split(separator: " ") { words[String(name)] = gravity } }
        return words
    }()

    /// Short forms by which zerolog, Serilog, log15, logrus, zap, ASP.NET and Android write levels.
    private static let abbreviations: [String: String] = {
        let names = [
            "TRACE": "t trc trce trac", "DEBUG": "d dbg dbug debu", "INFO": "i inf", "VERBOSE": "v vrb",
            "NOTICE": "n ntc", "WARN": "w wrn", "ERROR": "e eror erro err fail", "FATAL": "f ftl fata",
            "CRITICAL": "c", "PANIC": "p pnc pani dpanic", "ALERT": "a", "SEVERE": "s",
        ]
        var abbreviations: [String: String] = [:]
        for (long, short) in names { for name in short.split(separator: " ") { abbreviations[String(name)] = long } }
        return abbreviations
    }()
}

extension String {
    /// Without blanks, brackets and signs around it.
    fileprivate var trimmed: String {
        func isAround(_ character: Character) -> Bool { character.isWhitespace || "[]()<>{}|:!.,-".contains(character) }
        return String(drop(while: isAround).reversed().drop(while: isAround).reversed())
    }
}
