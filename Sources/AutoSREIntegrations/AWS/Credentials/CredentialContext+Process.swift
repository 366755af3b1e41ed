import AutoSRECore

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
        do { output = try await run(words, Self.seconds) } catch let failure as AWSCredentialChain.CommandFailure {
            throw AWSError(.credentials, "\(source): \(failure.description)")
        } catch {
            // What else went wrong may quote the command's words, which may hold secrets.
            throw AWSError(.credentials, "\(source) failed")
        }
        return try CredentialDocument.read(output, source: source, now: world.now(), version: 1)
    }
}

extension AWSCredentialChain {
    /// A command that brought no key, in words that a person can act on.
    public struct CommandFailure: Error, Sendable, CustomStringConvertible {
        /// One line: the program, how it ended, and the last line that it wrote to its standard error.
        public let description: String

        /// - Parameters:
        ///   - status: as a shell has it: 127 for a program that is not there, 126 for one that cannot be run.
        ///   - errors: what it wrote to its standard error.
        init(program: String, status: Int, errors: String) {
            let name = PlainText.heard(program)
            switch status {
            case 127: description = "the program \(name) is not found"
            case 126: description = "the program \(name) cannot be run"
            default:
                let hint = Self.hint(errors)
                description = "\(name) ended with status \(status)" + (hint.isEmpty ? "" : ": \(hint)")
            }
        }

        /// A command that took too long.
        init(program: String, seconds: Double) {
            description = "\(PlainText.heard(program)) did not end within \(Int(seconds)) s"
        }

        /// A command that does not give a key but a flood.
        init(program: String, kilobytes: Int) {
            description = "\(PlainText.heard(program)) writes more than \(kilobytes) kB, which is no key"
        }

        /// The last line, without the long words in it that might be keys.
        private static func hint(_ errors: String) -> String {
            let line = errors.split(whereSeparator: \.isNewline).last { $0.contains { !$0.isWhitespace } } ?? ""
            let words = line.split(separator: " ").map { word in
                let isPlace = word.hasPrefix("/") || word.hasPrefix("~/") || word.hasPrefix("http")
                return word.utf8.count <= 24 || isPlace ? String(word) : "…"
            }
            return PlainText.heard(words.joined(separator: " "))
        }
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
            } else if character.isWhitespace {
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
