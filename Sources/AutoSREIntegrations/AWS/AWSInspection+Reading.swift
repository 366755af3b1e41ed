import AutoSRECore

extension AWSInspection {
    /// Whether the alarms can be read, and the configured ones are there.
    func alarms() async -> Finding {
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
                return Finding(
                    "cloudwatch", .bad, "no alarm is named \(missing.joined(separator: ", "))",
                    do: "correct CLOUDWATCH_ALARM_NAMES or AWS_REGION (\(client.environment.region))")
            }
            return Finding("cloudwatch", .fine, "\(names.count.counted("alarm is", "alarms are")) there, \(words)")
        } catch {
            let isLambdas = error.operation == "GetAlias"
            return refusal(
                "cloudwatch", error, action: isLambdas ? "lambda:GetAlias" : "cloudwatch:DescribeAlarms")
        }
    }

    /// Of all that ring, those that would be taken for an incident and those that would not.
    private func unnamed(_ ringing: [CloudWatchAlarm]) async throws(AWSError) -> Finding {
        let sorted = try await AlarmTriage(settings.scope, client).sort(ringing, within: seconds)
        let (counted, ignored) = (sorted.counted.map(\.alarm.name), sorted.ignored)
        var words = counted.isEmpty ? "none in ALARM" : "in ALARM: \(counted.prefix(5).joined(separator: ", "))"
        if !ignored.isEmpty { words += "; not counted: \(ignored.prefix(5).joined(separator: ", "))" }
        return Finding("cloudwatch", .fine, "alarms can be read, \(words)")
    }

    /// Whether the log group can be read. One that is missing is only a gap in the evidence.
    func logs() async -> Finding {
        let group = settings.logGroupName.isEmpty ? function.map { "/aws/lambda/\($0.name)" } : settings.logGroupName
        guard let group else { return Finding("logs", .fine, "the log group of the alarm's function is read") }
        let now = client.world.now()
        do throws(AWSError) {
            let window = TimeWindow(from: now.advanced(bySeconds: -300), until: now)
            let lines = try await LogsCalls(client).events(of: group, in: window, pages: 1, within: seconds).events
            return Finding(
                "logs", .fine, "\(group) can be read, \(lines.count.counted("line")) on the first page of 5 minutes")
        } catch {
            guard error.code == "ResourceNotFoundException" else {
                return refusal("logs", error, action: "logs:FilterLogEvents")
            }
            return Finding(
                "logs", .poor, "there is no log group \(group): a run goes on without log lines",
                do: "correct LAMBDA_LOG_GROUP_NAME, or wait for the function's first line")
        }
    }

    /// Whether the alias is there, and there is a version to go back to.
    func alias() async -> Finding {
        guard let function else { return Finding("lambda", .fine, "the function that the alarm measures is taken") }
        let action: String
        do throws(AWSError) {
            let calls = LambdaCalls(client)
            guard let versions = try await calls.versions(of: function, within: seconds) else {
                return Finding(
                    "lambda", .bad, "there is no function \(function.name)",
                    do: "correct LAMBDA_FUNCTION_NAME or AWS_REGION (\(client.environment.region))")
            }
            guard let alias = try await calls.alias(settings.aliasName, of: function, within: seconds) else {
                return Finding(
                    "lambda", .bad, "\(function.name) has no alias \(settings.aliasName)",
                    do: "correct LAMBDA_ALIAS_NAME, or make the alias")
            }
            let words = "\(settings.aliasName) of \(function.name) points to \(alias.routing)"
            let older = versions.count { $0.number < AliasRouting.order(alias.routing.version) }
            guard older > 0 || alias.routing.rollingOut != nil else {
                return Finding("lambda", .poor, "\(words), and no older version is published", do: "publish versions")
            }
            return Finding(
                "lambda", .fine, "\(words); \(older.counted("older version is", "older versions are")) published")
        } catch {
            action = error.operation.isEmpty ? "lambda:GetAlias" : "lambda:\(error.operation)"
            return refusal("lambda", error, action: action)
        }
    }
}
