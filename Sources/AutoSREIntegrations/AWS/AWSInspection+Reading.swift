import AutoSRECore

extension AWSInspection {
    /// Whether the alarms can be read, and the configured ones are there.
    func alarms() async -> Check {
        let names = settings.alarmNames
        do throws(AWSError) {
            let calls = CloudWatchCalls(client)
            let all = try await calls.describeAlarms(
                names: names, state: names.isEmpty ? "ALARM" : nil, within: seconds)
            let ringing = all.filter { $0.state == "ALARM" }
            guard !names.isEmpty else { return try await unnamed(ringing) }
            let list = ringing.prefix(5).map(\.name).joined(separator: ", ")
            let words = ringing.isEmpty ? "none in ALARM" : "in ALARM: \(list)"
            let missing = names.filter { name in !all.contains { $0.name == name } }
            guard missing.isEmpty else {
                return Check(
                    "cloudwatch", .fail, "no alarm is named \(missing.joined(separator: ", "))",
                    do: "correct \(place("CLOUDWATCH_ALARM_NAMES")) or \(region)")
            }
            return Check("cloudwatch", .ok, "\(names.count.counted("alarm is", "alarms are")) there, \(words)")
        } catch {
            let isLambdas = error.operation == "GetAlias"
            return refusal(
                "cloudwatch", error, action: isLambdas ? "lambda:GetAlias" : "cloudwatch:DescribeAlarms")
        }
    }

    /// Of all that ring, those that would be taken for an incident and those that would not.
    private func unnamed(_ ringing: [CloudWatchAlarm]) async throws(AWSError) -> Check {
        let sorted = try await AlarmTriage(settings.scope, client).sort(ringing, within: seconds)
        let (counted, ignored) = (sorted.counted.map(\.alarm.name), sorted.ignored)
        var words = counted.isEmpty ? "none in ALARM" : "in ALARM: \(counted.prefix(5).joined(separator: ", "))"
        if !ignored.isEmpty { words += "; not counted: \(ignored.prefix(5).joined(separator: ", "))" }
        return Check("cloudwatch", .ok, "alarms can be read, \(words)")
    }

    /// Where the region is set, and which it is.
    private var region: String { "\(place("AWS_REGION")) (\(client.environment.region))" }

    /// Whether the log group can be read. One that is missing is only a gap in the evidence.
    func logs() async -> Check {
        let group = settings.logGroupName.isEmpty ? function.map { "/aws/lambda/\($0.name)" } : settings.logGroupName
        guard let group else { return Check("logs", .ok, "the log group of the alarm's function is read") }
        let now = client.world.now()
        do throws(AWSError) {
            let window = TimeWindow(from: now.advanced(bySeconds: -300), until: now)
            let lines = try await LogsCalls(client).events(of: group, in: window, pages: 1, within: seconds).events
            return Check(
                "logs", .ok, "\(group) can be read, \(lines.count.counted("line")) on the first page of 5 minutes")
        } catch {
            guard error.code == "ResourceNotFoundException" else {
                return refusal("logs", error, action: "logs:FilterLogEvents")
            }
            return Check(
                "logs", .warn, "there is no log group \(group): a run goes on without log lines",
                do: "correct \(place("LAMBDA_LOG_GROUP_NAME")), or wait for the function's first line")
        }
    }

    /// Whether the alias is there, and there is a version to go back to.
    func alias() async -> Check {
        guard let function else { return Check("lambda", .ok, "the function that the alarm measures is taken") }
        let action: String
        do throws(AWSError) {
            let calls = LambdaCalls(client)
            guard let versions = try await calls.versions(of: function, within: seconds) else {
                return Check(
                    "lambda", .fail, "there is no function \(function.name)",
                    do: "correct \(place("LAMBDA_FUNCTION_NAME")) or \(region)")
            }
            guard let alias = try await calls.alias(settings.aliasName, of: function, within: seconds) else {
                // Some endpoints list no version of a function that is not there, and do not say that it is not.
                let other = versions.isEmpty ? "\(place("LAMBDA_FUNCTION_NAME")), \(region) or " : ""
                let doubt = versions.isEmpty ? ", and no version: there may be no such function" : ""
                return Check(
                    "lambda", .fail, "\(function.name) has no alias \(settings.aliasName)\(doubt)",
                    do: "correct \(other)\(place("LAMBDA_ALIAS_NAME")), or make the alias")
            }
            let words = "\(settings.aliasName) of \(function.name) points to \(alias.routing)"
            let older = versions.count { $0.number < AliasRouting.order(alias.routing.version) }
            guard older > 0 || alias.routing.rollingOut != nil else {
                return Check("lambda", .warn, "\(words), and no older version is published", do: "publish versions")
            }
            return Check(
                "lambda", .ok, "\(words); \(older.counted("older version is", "older versions are")) published")
        } catch {
            action = error.operation.isEmpty ? "lambda:GetAlias" : "lambda:\(error.operation)"
            return refusal("lambda", error, action: action)
        }
    }
}
