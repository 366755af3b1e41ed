public import AutoSRECore

extension AWSInspection {
    /// Whether the alias may be moved: asks AWS to leave it as it is, on a condition that cannot hold (a revision that
    /// never was), so that a permitted call ends in 412 and changes nothing. Never asked of another endpoint than AWS's
    /// own: one that does not look at `RevisionId`, as moto does not, would carry it out.
    public func probeWriting() async -> Check {
        let part = "write"
        guard honoursRevisions else {
            return Check(
                part, .warn, "not probed: an endpoint that is not AWS's may ignore RevisionId and change the alias",
                do: "probe without AWS_ENDPOINT_URL")
        }
        guard let function else {
            return Check(part, .warn, "not probed: no function is configured", do: "set LAMBDA_FUNCTION_NAME")
        }
        return await probe(function, part)
    }

    private func probe(_ function: LambdaFunction, _ part: String) async -> Check {
        do throws(AWSError) {
            let calls = LambdaCalls(client)
            guard let alias = try await calls.alias(settings.aliasName, of: function, within: seconds) else {
                return Check(part, .fail, "\(function.name) has no alias \(settings.aliasName)")
            }
            _ = try await calls.update(
                settings.aliasName, of: function, to: alias.routing, description: alias.description,
                revision: Self.neverRevision, within: seconds)
            return Check(part, .fail, "the endpoint ignores RevisionId; the alias was set to what it was")
        } catch {
            if error.status == 412 {
                return Check(part, .ok, "UpdateAlias is allowed (refused for a stale revision, as asked)")
            }
            return refusal(part, error, action: "lambda:UpdateAlias")
        }
    }

    private static let neverRevision = "00000000-0000-4000-8000-000000000000"
}
