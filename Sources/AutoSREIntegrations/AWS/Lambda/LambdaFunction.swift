import AutoSRECore

/// A Lambda function as it was configured: a name, a partial or a whole ARN, without a qualifier.
struct LambdaFunction: Sendable, Hashable {
    /// What AWS is asked with.
    let address: String
    /// The bare name.
    let name: String

    /// Reads a name or ARN; what comes after the name (`:live`) is left away. Nil where it is empty.
    init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        // arn:aws:lambda:REGION:ACCOUNT:function:NAME, or ACCOUNT:function:NAME.
        let place = parts[0] == "arn" ? 6 : parts.count > 2 && parts[1] == "function" ? 2 : 0
        guard place < parts.count, !parts[place].isEmpty else { return nil }
        name = parts[place]
        address = parts[...place].joined(separator: ":")
    }

    /// This function as it was configured, where that is the same one: AWS is asked with its account and region.
    func addressed(as configured: LambdaFunction?) -> LambdaFunction {
        configured.flatMap { $0.name == name ? $0 : nil } ?? self
    }

    /// The account of a whole or partial ARN; nil where only the name is given.
    var account: String? {
        let parts = address.split(separator: ":")
        guard let marker = parts.firstIndex(of: "function"), marker > 0 else { return nil }
        return String(parts[marker - 1])
    }

    /// The function that an incident is about: the configured one, else the one that its alarm measures.
    init?(configured: String, incident: Incident) {
        if let function = LambdaFunction(configured) {
            self = function
        } else if let alarm = CloudWatchAlarm(incident.payload) {
            let measured = alarm.functions
            // What a composite alarm is about stands in its children, and so in the incident alone.
            let isNamed = alarm.children != nil && incident.service != PlainText.oneLine(alarm.name)
            self.init(measured.count == 1 ? measured[0] : isNamed ? incident.service : "")
        } else {
            return nil
        }
    }
}

extension Target {
    /// An alias is named `function:alias`, by the function's bare name however it was configured: policy, claims,
    /// cooldown and journal see one target.
    init(_ function: LambdaFunction, alias: String) {
        self.init(kind: .lambdaAlias, name: "\(function.name):\(alias)")
    }

    /// The function and alias of such a target.
    var lambdaAlias: (function: LambdaFunction, alias: String)? {
        guard kind == .lambdaAlias, let colon = name.lastIndex(of: ":") else { return nil }
        let alias = String(name[name.index(after: colon)...])
        guard !alias.isEmpty, let function = LambdaFunction(String(name[..<colon])) else { return nil }
        return (function, alias)
    }
}
