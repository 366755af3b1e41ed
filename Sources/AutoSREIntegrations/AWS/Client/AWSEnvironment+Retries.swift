extension AWSEnvironment {
    /// How often a read is sent at the most: `AWS_MAX_ATTEMPTS` or the profile's `max_attempts`, else what the retry
    /// mode has. `adaptive` is `standard` here: calls are too few for a client-side rate to matter.
    var maximumAttempts: Int {
        let isLegacy = setting("AWS_RETRY_MODE", "retry_mode")?.value.lowercased() == "legacy"
        return number("AWS_MAX_ATTEMPTS", "max_attempts") ?? (isLegacy ? 5 : 3)
    }

    /// Seconds for one question to the instance metadata, and how often it is asked.
    var metadataBounds: (seconds: Double, attempts: Int) {
        (
            Double(number("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout") ?? 1),
            number("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts") ?? 1
        )
    }

    /// From 1 to 10; what else is set `problem` names.
    private func number(_ variable: String, _ key: String) -> Int? {
        setting(variable, key).flatMap { Int($0.value) }.map { min(max($0, 1), 10) }
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
