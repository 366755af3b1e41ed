import AutoSREPlatform

/// A small file that a setting names. Relative paths start in the working directory.
struct LocalFile: Sendable {
    private let path: String

    /// Names a file; `directory` is where relative paths start.
    init(path: String, in directory: String) {
        self.path = path.hasPrefix("/") || directory == "." ? path : directory + "/" + path
    }

    /// The text of `.env`; nil where there is none. One that is there and cannot be read is an error: going on with
    /// the defaults instead would do what nobody asked for.
    func dotenv() throws(ConfigurationError) -> String? {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.read(path, maximumBytes: 1 << 20)
        } catch {
            if error.isMissing { return nil }
            throw ConfigurationError(error.description)
        }
        return try text(of: bytes, subject: "")
    }

    /// The secret in the file, without the line ends at its end.
    func secret(for variable: String) throws(ConfigurationError) -> String {
        var secret = try text(of: bytes(for: variable), subject: "\(variable): ")
        while let last = secret.unicodeScalars.last, last == "\n" || last == "\r" {
            secret.unicodeScalars.removeLast()
        }
        return secret.trimmed
    }

    /// The bytes of the file, at most 64 kB.
    func bytes(for variable: String) throws(ConfigurationError) -> [UInt8] {
        do throws(FileError) {
            return try Files.read(path, maximumBytes: 65_536)
        } catch {
            throw ConfigurationError("\(variable): \(error)")
        }
    }

    private func text(of bytes: [UInt8], subject: String) throws(ConfigurationError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationError("\(subject)cannot read \(path): it is not UTF-8 text")
        }
        return text
    }
}
