import AutoSREPlatform

/// A profile of `~/.aws/config` and `~/.aws/credentials` together.
struct Profile: Sendable {
    let name: String
    /// Its settings; of one in both files the credentials file's.
    fileprivate(set) var values: [String: String] = [:]
    /// Whether its key, or half of one, is in the credentials file, which counts for more than a login or a process.
    fileprivate(set) var hasSharedKey = false

    init(name: String) { self.name = name }

    /// A setting that is there and not empty.
    subscript(key: String) -> String? {
        guard let value = values[key], !value.isEmpty else { return nil }
        return value
    }
}

/// The shared configuration files of AWS's tools.
/// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
struct ProfileFiles: Sendable {
    private var profiles: [String: Profile] = [:]
    private var sessions: [String: [String: String]] = [:]
    private var groups: [String: [String: [String: String]]] = [:]
    /// Why a file that is there could not be read.
    private(set) var problem: String?
    /// Why a file that was read is none: nothing is signed then, for what is missing may be another's key, or a region.
    private(set) var fault: String?
    /// The files' paths, for messages.
    let names: String

    private static let maximumBytes = 1 << 20

    /// Reads both files; one that is not there is empty.
    init(config: String, credentials: String) {
        names = "\(config) or \(credentials)"
        for section in read(config) { add(section, isConfig: true) }
        for section in read(credentials) { add(section, isConfig: false) }
    }

    /// A profile by its name.
    func profile(_ name: String) -> Profile? { profiles[name] }

    /// A `[sso-session name]`.
    func session(_ name: String) -> [String: String]? { sessions[name] }

    /// A `[services name]`: settings by service.
    func services(_ name: String) -> [String: [String: String]]? { groups[name] }

    private mutating func read(_ path: String) -> [INISection] {
        do throws(FileError) {
            return sections(of: try Files.read(path, maximumBytes: Self.maximumBytes), path)
        } catch {
            if !error.isMissing { problem = problem ?? error.description }
            return []
        }
    }

    private mutating func sections(of bytes: [UInt8], _ path: String) -> [INISection] {
        // Editors on Windows begin a file with a byte-order mark, and PowerShell's `>` writes UTF-16.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.contains(0) {
            fault = fault ?? "\(path) is no text in UTF-8 (is it UTF-16?): save it as UTF-8"
            return []
        }
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        do throws(INISection.Fault) { return try INISection.parse(String(decoding: text, as: UTF8.self)) } catch {
            let advice = "mend it, for AWS's own tools refuse such a file, too"
            // No colon behind the name: what follows `credentials:` is taken for one.
            fault = fault ?? "\(path), line \(error.line), \(error.words): \(advice)"
            return []
        }
    }

    /// In the credentials file a heading is a name as it stands, blanks and all; in the other it begins with a kind.
    private mutating func add(_ section: INISection, isConfig: Bool) {
        guard isConfig, section.heading != "default" else {
            merge(section.heading, section.values, isShared: !isConfig)
            return
        }
        guard let (kind, name) = section.kindAndName else { return }
        switch kind {
        case "profile": merge(name, section.values, isShared: false)
        case "sso-session": sessions[name] = section.values
        case "services": groups[name] = section.nested
        default: break
        }
    }

    private mutating func merge(_ name: String, _ values: [String: String], isShared: Bool) {
        var profile = profiles[name] ?? Profile(name: name)
        var values = values
        if isShared, Self.halves.contains(where: { values[$0]?.isEmpty == false }) {
            profile.hasSharedKey = true
            // What one file has of a key fits nothing that the other has.
            for part in Self.halves + Self.tokens { profile.values[part] = nil }
        } else if isShared {
            for part in Self.tokens { values[part] = nil }
        }
        profile.values.merge(values) { _, new in new }
        profiles[name] = profile
    }

    private static let halves = ["aws_access_key_id", "aws_secret_access_key"]
    private static let tokens = ["aws_session_token", "aws_security_token"]
}
