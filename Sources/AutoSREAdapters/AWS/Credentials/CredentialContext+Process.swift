/// Keys from a command of the user's (`credential_process`).
extension CredentialContext {
    private static let seconds = 30.0

    func process(_ profile: Profile) async throws(AWSError) -> AWSCredentials? {
        guard let command = profile["credential_process"] else { return nil }
        let source = "credential_process of profile \(profile.name)"
        guard let words = ShellWords.split(command), !words.isEmpty else {
            throw AWSError(.configuration, "\(source) is not a command: a quotation mark is not closed")
        }
        guard let run else { throw AWSError(.credentials, "\(source): commands cannot be run here") }
        let output: [UInt8]
        // Neither its words nor its output get into a message: both may hold secrets.
        do { output = try await run(words, Self.seconds) } catch { throw AWSError(.credentials, "\(source) failed") }
        return try CredentialDocument.read(output, source: source)
    }
}

/// The words of a command line as a POSIX shell splits them, without expanding anything.
enum ShellWords {
    /// The words; nil where a quotation mark is not closed.
    static func split(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in line {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                (quote, word) = (character, word ?? "")
            } else if character == " " || character == "\t" {
                if let whole = word { words.append(whole) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil, !isEscaped else { return nil }
        return words + [word].compactMap(\.self)
    }
}
