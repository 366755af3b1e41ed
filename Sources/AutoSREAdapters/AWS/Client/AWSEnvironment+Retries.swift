extension AWSEnvironment {
    private static let modes = ["standard", "legacy", "adaptive"]

    /// How often a read is sent at the most: `AWS_MAX_ATTEMPTS` or the profile's `max_attempts`, else what the retry
    /// mode has. `adaptive` is `standard` here: calls are too few for a client-side rate to matter.
    /// - Throws: `AWSError` that names the setting where it is none.
    func maximumAttempts() throws(AWSError) -> Int {
        let mode = setting("AWS_RETRY_MODE", "retry_mode")
        if let mode, !Self.modes.contains(mode.value.lowercased()) {
            throw AWSError(.configuration, "\(mode.name): it takes \(Self.modes.joined(separator: ", "))")
        }
        guard let attempts = setting("AWS_MAX_ATTEMPTS", "max_attempts") else {
            return mode?.value.lowercased() == "legacy" ? 5 : 3
        }
        guard let number = Int(attempts.value), number > 0 else {
            throw AWSError(.configuration, "\(attempts.name): it takes a number from 1")
        }
        return min(number, 10)
    }

    /// Seconds for one question to the instance metadata, and how often it is asked.
    /// - Throws: `AWSError` that names the setting where it is none.
    func metadataBounds() throws(AWSError) -> (seconds: Double, attempts: Int) {
        func number(_ variable: String, _ key: String) throws(AWSError) -> Int {
            guard let found = setting(variable, key) else { return 1 }
            guard let number = Int(found.value), number > 0 else {
                throw AWSError(.configuration, "\(found.name): it takes a number from 1")
            }
            return min(number, 10)
        }
        return (
            Double(try number("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout")),
            try number("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts")
        )
    }

    /// What is set, has to do with what the agent does, and is not read; for whoever looks at the settings.
    public var unread: [String] {
        var words: [String] = []
        for name in ["AWS_CREDENTIAL_FILE", "BOTO_CONFIG"] where self[name] != nil {
            words.append("\(name) is not read: move its key to a profile")
        }
        if let mode = setting("AWS_RETRY_MODE", "retry_mode"), mode.value.lowercased() == "adaptive" {
            words.append("\(mode.name): adaptive is taken as standard")
        }
        if let mode = setting("AWS_DEFAULTS_MODE", "defaults_mode"), mode.value.lowercased() != "legacy" {
            words.append("\(mode.name) is not read")
        }
        return words
    }
}
