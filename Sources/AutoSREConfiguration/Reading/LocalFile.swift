import AutoSREPlatform

/// A small file that a setting names. Relative paths start in the working directory.
struct LocalFile: Sendable {
    private let path: String
    private static let maximumBytes = 65_536

    /// Names a file; `directory` is where relative paths start.
    init(path: String, in directory: String) {
        self.path = path.hasPrefix("/") || directory == "." ? path : directory + "/" + path
    }

    /// The text of `.env`; nil where there is none. One that is there and cannot be read is an error: going on with
    /// the defaults instead would do what nobody asked for.
    func dotenv() throws(ConfigurationError) -> String? {
        guard let bytes = try bytesIfThere() else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationError("cannot read \(path): it is not UTF-8 text")
        }
        return text
    }

    /// The secret in the file, without the line ends at its end. No error says what the path is: it may be the secret
    /// itself, put where its file's name belongs.
    func secret(for variable: String) throws(ConfigurationError) -> String {
        let bytes: [UInt8]
        do throws(FileError) { bytes = try Files.read(path, maximumBytes: Self.maximumBytes) } catch {
            let named = FileError(action: error.action, path: "the file that it names", code: error.code)
            throw ConfigurationError("\(variable): \(named)")
        }
        guard var secret = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationError("\(variable): cannot read the file that it names: it is not UTF-8 text")
        }
        while let last = secret.unicodeScalars.last, last == "\n" || last == "\r" {
            secret.unicodeScalars.removeLast()
        }
        return secret.trimmed
    }

    /// The bytes of a file that need not be there, at most 1 MB; nil where it is not. One that is there and cannot be
    /// read is an error.
    func bytesIfThere() throws(ConfigurationError) -> [UInt8]? {
        do throws(FileError) {
            return try Files.read(path, maximumBytes: 1 << 20)
        } catch {
            if error.isMissing { return nil }
            throw ConfigurationError(error.description)
        }
    }

    /// The bytes of the file, at most 64 kB.
    func bytes(for variable: String) throws(ConfigurationError) -> [UInt8] {
        do throws(FileError) {
            return try Files.read(path, maximumBytes: Self.maximumBytes)
        } catch {
            throw ConfigurationError("\(variable): \(error)")
        }
    }
}
