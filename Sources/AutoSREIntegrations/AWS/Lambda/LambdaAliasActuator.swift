public import AutoSRECore
import Synchronization

/// Moves an alias of a Lambda function, by compare-and-swap, and believes nothing but what the alias then shows.
public struct LambdaAliasActuator: Actuator {
    /// The driver's name.
    public let name = "lambda"
    /// The one thing that can be done within the permissions.
    public let capabilities = [Capability(.rollback, .lambdaAlias)]
    /// It touches the world.
    public let isSimulated = false
    private let calls: LambdaCalls
    private let watch: AlarmWatch

    /// Makes a driver.
    /// - Parameter watch: knows the incident's alarm, which the mark on the alias names.
    public init(_ client: AWSClient, watch: AlarmWatch) { (calls, self.watch) = (LambdaCalls(client), watch) }

    /// How often one change is sent: each with the revision that was read, so that AWS takes only one of them.
    private static let sendings = 2
    /// Seconds that a change which was sent may take to show.
    private static let changeSeconds = 15.0

    /// Whether the alias shows the intent's effect.
    public func status(of intent: Intent) async throws -> ActuationStatus {
        let job = try Job(intent, configured: watch.scope.function)
        let alias = try await read(job)
        return alias.routing == job.to ? .applied(receipt(intent, job, .found)) : .absent
    }

    /// Carries the intent out, once. An answer that was lost is read from the alias; what does not show there may be
    /// sent once more, for by its revision AWS takes it only where nothing was done.
    public func perform(
        _ intent: Intent, with clearance: Clearance, sending: @escaping Sending
    ) async throws -> Receipt {
        guard clearance.plan == intent.plan else { throw Refusal("the clearance is for another plan") }
        let job = try Job(intent, configured: watch.scope.function)
        var standing = try await read(job)
        if standing.routing == job.to { return receipt(intent, job, .found) }
        guard standing.routing == job.from else { throw moved(job, standing.routing) }
        for sending in 1...Self.sendings {
            if sending > 1 { try await calls.pause(1) }
            if let receipt = try await send(intent, job, &standing, isFirst: sending == 1) { return receipt }
        }
        throw Pending(
            intent: intent.key, driver: name,
            reason: "\(job.alias) still points to \(standing.routing) after the change was sent",
            until: calls.now().advanced(bySeconds: Self.changeSeconds))
    }

    /// Sends the change once; nil where the alias does not show it.
    private func send(
        _ intent: Intent, _ job: Job, _ standing: inout LambdaAlias, isFirst: Bool
    ) async throws -> Receipt? {
        var isOurs = true
        do throws(AWSError) {
            _ = try await calls.update(
                job.alias, of: job.function, to: job.to, description: description(job, standing),
                revision: standing.revision)
        } catch {
            guard try mayBeDone(error) else { throw error }
            isOurs = error.kind == .outcomeUnknown
        }
        let after = try await read(job)
        if after.routing == job.to { return receipt(intent, job, isOurs ? .applied : .found) }
        guard after.routing == job.from else {
            // Where this or an earlier sending was not clearly refused, it may have been ours for a moment.
            guard isOurs || !isFirst else { throw moved(job, after.routing) }
            throw Pending(
                intent: intent.key, driver: name, reason: "\(moved(job, after.routing))", until: calls.now())
        }
        standing = after
        return nil
    }

    /// An intent's alias and what it moves from and to.
    private struct Job {
        let function: LambdaFunction
        let alias: String
        let from: AliasRouting
        let to: AliasRouting

        init(_ intent: Intent, configured: LambdaFunction?) throws(Refusal) {
            guard let place = intent.action.target.lambdaAlias else {
                throw Refusal("\(intent.action.target) is not an alias of a function")
            }
            guard case .version(let before)? = intent.action.before, case .version(let after) = intent.action.after,
                let from = AliasRouting(before), let to = AliasRouting(after)
            else { throw Refusal("the plan does not say which versions the alias moves from and to") }
            function = place.function.addressed(as: configured)
            (alias, self.from, self.to) = (place.alias, from, to)
        }
    }

    private func read(_ job: Job) async throws -> LambdaAlias {
        let alias: LambdaAlias?
        do throws(AWSError) { alias = try await calls.alias(job.alias, of: job.function) } catch {
            if let status = error.status, status == 401 || status == 403 { throw Refusal(error.description) }
            throw error
        }
        guard let alias else { throw Refusal("function \(job.function.name) has no alias \(job.alias)") }
        return alias
    }

    /// Whether the alias has to be read to know: the answer was lost, or somebody was faster.
    private func mayBeDone(_ error: AWSError) throws -> Bool {
        if error.kind == .outcomeUnknown || error.status == 412 { return true }
        if let status = error.status, (400..<500).contains(status), ![408, 409, 429].contains(status) {
            throw Refusal(error.description)
        }
        return false
    }

    private func moved(_ job: Job, _ now: AliasRouting) -> Refusal {
        Refusal("\(job.alias) was moved since it was read: it points to \(now), not to \(job.from)")
    }

    /// Taking our rollback back takes the mark back too.
    private func description(_ job: Job, _ alias: LambdaAlias) -> String {
        let old = AliasMark(in: alias.description)
        let isUndo = old?.to == job.from && old?.from == job.to
        let mark = isUndo ? nil : AliasMark(from: job.from, to: job.to, alarm: watch.incidentAlarm)
        return AliasMark.describe(alias.description, with: mark)
    }

    private func receipt(_ intent: Intent, _ job: Job, _ effect: Receipt.Effect) -> Receipt {
        Receipt(
            intent: intent.key, effect: effect, driver: name,
            confirmation: "\(job.alias) of \(job.function.name) points to \(job.to)")
    }
}

extension LambdaAliasActuator {
    /// The AWS CLI's command that carries `action` out by hand, for a person who wants to take a rollback back; nil
    /// for actions on anything else. Quoted for a POSIX shell.
    /// - Parameter function: as it was configured, with account and region where that was so; empty where nobody knows.
    public static func command(for action: Action, function: String = "") -> String? {
        guard let place = action.target.lambdaAlias, case .version(let text) = action.after,
            let routing = AliasRouting(text)
        else { return nil }
        let shares = routing.weights.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
        let address = place.function.addressed(as: LambdaFunction(function)).address
        let words = [
            "--function-name", address, "--name", place.alias, "--function-version", routing.version,
            "--routing-config", "{\"AdditionalVersionWeights\":{\(shares.joined(separator: ","))}}",
        ]
        return (["aws", "lambda", "update-alias"] + words.map(quoted)).joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "-_.:/".utf8.contains(byte)
        }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
