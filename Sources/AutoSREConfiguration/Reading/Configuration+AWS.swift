extension Configuration {
    /// Takes AWS's own variables, and keeps keys together that belong together: a session token in `.env` is of no use
    /// to a key of the environment, and would have every call refused.
    mutating func readAWS(_ variables: Variables) {
        aws.variables = variables.values(prefix: "AWS_")
        guard variables["AWS_ACCESS_KEY_ID"]?.source == .environment else { return }
        for name in ["AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"] {
            guard variables[name]?.source == .dotenv else { continue }
            aws.variables[name] = nil
            guard name == "AWS_SESSION_TOKEN" else { continue }
            (aws.sessionToken, sources[name]) = ("", nil)
        }
    }
}
