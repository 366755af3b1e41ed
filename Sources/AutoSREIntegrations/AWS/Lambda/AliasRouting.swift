/// Where an alias sends requests: to one version, or partly to others. Its text is the state in journals: `3`, or
/// `3+4:0.1` where a tenth goes to version 4.
struct AliasRouting: Sendable, Hashable, CustomStringConvertible {
    /// The version that takes what is left over; a number, or `$LATEST`.
    let version: String
    /// The shares (0…1) of other versions.
    let weights: [String: Double]

    init(version: String, weights: [String: Double] = [:]) { (self.version, self.weights) = (version, weights) }

    /// Reads the text of a state.
    init?(_ text: String) {
        let parts = text.split(separator: "+", omittingEmptySubsequences: false)
        guard Self.isVersion(parts[0]) else { return nil }
        var weights: [String: Double] = [:]
        for part in parts.dropFirst() {
            let pair = part.split(separator: ":", omittingEmptySubsequences: false)
            guard pair.count == 2, Self.isVersion(pair[0]), let share = Double(pair[1]), (0...1).contains(share) else {
                return nil
            }
            weights[String(pair[0])] = share
        }
        self.init(version: String(parts[0]), weights: weights)
    }

    private static func isVersion(_ text: Substring) -> Bool { text == "$LATEST" || number(of: text) != nil }

    /// A published version's number; nil for `$LATEST` and anything else.
    static func number(of version: some StringProtocol) -> Int? {
        guard let number = Int(version), number > 0, "\(number)" == version else { return nil }
        return number
    }

    /// The text of a state.
    var description: String {
        let more = weights.sorted { Self.order($0.key) < Self.order($1.key) }
        return more.reduce(version) { "\($0)+\($1.key):\($1.value)" }
    }

    /// What is not published comes after all that is.
    static func order(_ version: String) -> Int { number(of: version) ?? .max }

    /// Every version that takes requests.
    var serving: Set<String> { Set([version] + weights.filter { $0.value > 0 }.map(\.key)) }

    /// The newest version that takes only a share, where it is newer than the main one: a roll-out under way.
    var rollingOut: String? {
        let newer = weights.filter { $0.value > 0 && Self.order($0.key) > Self.order(version) }
        return newer.keys.max { Self.order($0) < Self.order($1) }
    }
}
