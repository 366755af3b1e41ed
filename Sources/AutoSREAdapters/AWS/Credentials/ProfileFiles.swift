import AutoSREPlatform

/// A profile of `~/.aws/config` and `~/.aws/credentials` together.
struct Profile: Sendable {
    let name: String
    /// Its settings; of one in both files the credentials file's.
    fileprivate(set) var values: [String: String] = [:]

    init(name: String, values: [String: String] = [:]) { (self.name, self.values) = (name, values) }

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
            let bytes = try Files.read(path, maximumBytes: Self.maximumBytes)
            return INISection.parse(String(decoding: bytes, as: UTF8.self))
        } catch {
            if !error.isMissing { problem = problem ?? error.description }
            return []
        }
    }

    private mutating func add(_ section: INISection, isConfig: Bool) {
        let words = section.words
        switch (words.first ?? "", words.count) {
        case ("default", 1): merge("default", section.values)
        case ("profile", 2) where isConfig: merge(words[1], section.values)
        case ("sso-session", 2) where isConfig: sessions[words[1]] = section.values
        case ("services", 2) where isConfig: groups[words[1]] = section.nested
        case (let name, 1) where !isConfig: merge(name, section.values)
        default: break
        }
    }

    private mutating func merge(_ name: String, _ values: [String: String]) {
        profiles[name, default: Profile(name: name)].values.merge(values) { _, new in new }
    }
}

/// One section of an INI file.
struct INISection: Sendable {
    /// The words of its heading, without quotation marks.
    let words: [String]
    var values: [String: String] = [:]
    /// Settings that are indented under an empty one.
    var nested: [String: [String: String]] = [:]

    /// Reads all sections; what stands before the first, and lines that are no settings, are left out.
    static func parse(_ text: String) -> [INISection] {
        var sections: [INISection] = []
        var group: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let bare = trimmed(line)
            guard let first = bare.first, first != "#", first != ";" else { continue }
            if first == "[", let end = bare.firstIndex(of: "]") {
                sections.append(INISection(words: headingWords(bare[bare.index(after: bare.startIndex)..<end])))
                group = nil
                continue
            }
            guard !sections.isEmpty, let equals = bare.firstIndex(of: "=") else { continue }
            let key = trimmed(bare[..<equals]).lowercased()
            let value = String(trimmed(bare[bare.index(after: equals)...]))
            if let outer = group, line.first == " " || line.first == "\t" {
                sections[sections.count - 1].nested[outer, default: [:]][key] = value
            } else {
                sections[sections.count - 1].values[key] = value
                group = value.isEmpty ? key : nil
            }
        }
        return sections
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }

    private static func headingWords(_ text: Substring) -> [String] {
        let bare = trimmed(text)
        guard let space = bare.firstIndex(where: { $0 == " " || $0 == "\t" }) else { return [String(bare)] }
        let rest = trimmed(bare[space...]).filter { $0 != "\"" && $0 != "'" }
        return [String(bare[..<space]), rest]
    }
}
