public import AutoSRECore
import AutoSREPlatform

/// A policy file that was read and checked: YAML with the keys of `PolicyKey.all`.
///
/// It fails closed: whatever is wrong with the file is an error, never a default, for a rule that was misspelt must
/// not be a rule that is missing.
public struct PolicyFile: Sendable {
    /// The file's values over the defaults.
    public let policy: Policy
    /// The keys that the file sets.
    public let keys: Set<String>

    /// The policy in the file at `path`.
    /// - Throws: `ConfigurationError` for a file that cannot be read, and for an unknown or doubled key, a value of the
    ///   wrong type and one out of range.
    public static func read(
        _ path: String, _ vocabulary: PolicyVocabulary = .standard
    ) throws(ConfigurationError) -> Policy {
        try PolicyFile(path: path, in: ".", vocabulary).policy
    }

    /// Every key that a policy file may have.
    public static let knownKeys = PolicyKey.all.map(\.name)

    /// Reads the file at `path`, which starts in `directory` where it is relative.
    init(
        path: String, in directory: String, _ vocabulary: PolicyVocabulary = .standard
    ) throws(ConfigurationError) {
        let bytes = try LocalFile(path: path, in: directory).bytes(for: "AUTOSRE_POLICY")
        let subject = "policy file \(path.quoted)"
        let document: JSONValue
        do throws(YAMLError) {
            document = try YAML.parse(bytes)
        } catch {
            throw ConfigurationError("\(subject): \(error.message)")
        }
        try self.init(document, vocabulary, subject: subject)
    }

    private init(
        _ document: JSONValue, _ vocabulary: PolicyVocabulary, subject: String
    ) throws(ConfigurationError) {
        guard let members = document.object else {
            throw ConfigurationError("\(subject): a mapping of keys to values is needed ({} for the defaults)")
        }
        guard members[PolicyKey.allowedActions] == nil || members[PolicyKey.allowedKinds] == nil else {
            throw ConfigurationError(
                "\(subject): allowed_kinds is the short form of allowed_actions; keep one of them")
        }
        var policy = Policy()
        for name in members.keys.sorted() {
            guard let key = PolicyKey.all.first(where: { $0.name == name }) else {
                throw Self.unknown(name, subject: subject)
            }
            do throws(PolicyFault) { try key.store(members[name] ?? .null, vocabulary, &policy) } catch {
                throw ConfigurationError("\(subject): \(name) \(error.words)")
            }
        }
        self.policy = policy
        keys = Set(members.keys)
    }

    private static func unknown(_ name: String, subject: String) -> ConfigurationError {
        let meant = NearMiss.of(name, among: knownKeys).map { "did you mean \($0)?" }
        let hint = meant ?? "known are \(knownKeys.joined(separator: ", "))"
        return ConfigurationError("\(subject): \(name.quoted) is not a key; \(hint)")
    }
}
