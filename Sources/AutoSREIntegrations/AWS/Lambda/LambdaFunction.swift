import AutoSRECore

/// A Lambda function as it was configured: a name, a partial or a whole ARN.
struct LambdaFunction: Sendable, Hashable {
    /// What AWS is asked with, without the qualifier.
    let address: String
    /// The bare name.
    let name: String
    /// The alias or version behind the name (`live`); nil where there is none.
    let qualifier: String?

    /// Reads a name or ARN; nil where it is none.
    init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        // arn:aws:lambda:REGION:ACCOUNT:function:NAME, ACCOUNT:function:NAME, or function:NAME.
        let isShort = parts.count > 1 && parts[0] == "function"
        let place = parts[0] == "arn" ? 6 : isShort ? 1 : parts.count > 2 && parts[1] == "function" ? 2 : 0
        guard place < parts.count, parts.count <= place + 2, !parts[place].isEmpty else { return nil }
        guard place == 0 || parts[place - 1] == "function" else { return nil }
        name = parts[place]
        address = isShort ? name : parts[...place].joined(separator: ":")
        qualifier = parts.dropFirst(place + 1).first.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// This function as it was configured, where that is the same one: AWS is asked with its account and region.
    func addressed(as configured: LambdaFunction?) -> LambdaFunction {
        configured.flatMap { $0.name == name ? $0 : nil } ?? self
    }

    /// The account of a whole or partial ARN; nil where only the name is given.
    var account: String? {
        let parts = address.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 2, !parts[parts.count - 3].isEmpty else { return nil }
        return String(parts[parts.count - 3])
    }

    /// The region of a whole ARN; nil where it does not say it.
    var region: String? {
        let parts = address.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 7 && !parts[3].isEmpty ? String(parts[3]) : nil
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
