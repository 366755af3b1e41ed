import AutoSRECore
import AutoSREPlatform

/// An alias as AWS Lambda has it.
struct LambdaAlias: Sendable, Hashable {
    let routing: AliasRouting
    /// Changes with every change of the alias; hands back what was read for a compare-and-swap.
    let revision: String
    let description: String
}

/// A published version.
struct LambdaVersion: Sendable, Hashable {
    let number: Int
    /// When it was published.
    let at: Instant
}

/// The operations of AWS Lambda that the agent uses.
/// https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html
struct LambdaCalls: Sendable {
    private let client: AWSClient
    private static let pages = 400

    init(_ client: AWSClient) { self.client = client }

    /// The time now.
    func now() -> Instant { client.world.now() }

    /// Waits.
    func pause(_ seconds: Double) async throws {
        try await client.world.sleep(until: now().advanced(bySeconds: seconds))
    }

    private struct AliasAnswer: Decodable {
        struct Routing: Decodable { let AdditionalVersionWeights: [String: Double]? }
        let FunctionVersion: String
        let RoutingConfig: Routing?
        let RevisionId: String?
        let Description: String?

        func alias(_ operation: String) throws(AWSError) -> LambdaAlias {
            // A share of nothing is none: it neither makes a state of its own nor is worth keeping.
            let weights = (RoutingConfig?.AdditionalVersionWeights ?? [:]).filter { $0.value != 0 }
            let routing = AliasRouting(version: FunctionVersion, weights: weights)
            guard AliasRouting(routing.description) == routing else {
                throw AWSError(.nonsense, operation: operation, "the alias points to something that is no version")
            }
            return LambdaAlias(routing: routing, revision: RevisionId ?? "", description: Description ?? "")
        }
    }

    private func path(_ function: LambdaFunction, alias: String) -> String {
        path(function) + "/aliases/" + PercentEncoding.encode(alias)
    }

    private func path(_ function: LambdaFunction) -> String {
        "/2015-03-31/functions/" + PercentEncoding.encode(function.address)
    }

    /// The alias; nil where function or alias is not there.
    func alias(
        _ alias: String, of function: LambdaFunction, within seconds: Double = 10
    ) async throws(AWSError) -> LambdaAlias? {
        var request = try AWSRequest.rest(.lambda, "GetAlias", method: "GET", path: path(function, alias: alias))
        // So that one that hangs leaves time for another.
        request.attemptSeconds = min(request.attemptSeconds, seconds * 0.6)
        do throws(AWSError) {
            return try await client.call(request, within: seconds).decode(AliasAnswer.self).alias("GetAlias")
        } catch {
            if error.status == 404 { return nil }
            throw error
        }
    }

    /// Every published version, oldest first, from all pages; nil where there is no such function.
    func versions(of function: LambdaFunction, within seconds: Double = 20) async throws(AWSError) -> [LambdaVersion]? {
        struct Page: Decodable {
            struct Version: Decodable {
                let Version: String
                let LastModified: String?
            }
            let Versions: [Version]
            let NextMarker: String?
        }
        let deadline = client.world.now().advanced(bySeconds: seconds)
        var found: [Int: LambdaVersion] = [:]
        var markers: Set<String> = []
        var marker: String?
        for _ in 0..<Self.pages {
            let request = try AWSRequest.rest(
                .lambda, "ListVersionsByFunction", method: "GET", path: path(function) + "/versions",
                query: marker.map { [("Marker", $0)] } ?? [])
            let page: Page
            do throws(AWSError) {
                let left = deadline.seconds(since: client.world.now())
                page = try await client.call(request, within: left).decode(Page.self)
            } catch {
                if error.status == 404 { return nil }
                throw error
            }
            for version in page.Versions {
                guard let number = AliasRouting.number(of: version.Version) else { continue }
                let at = version.LastModified.flatMap { Instant($0) } ?? Instant(milliseconds: 0)
                found[number] = LambdaVersion(number: number, at: at)
            }
            guard let next = page.NextMarker, !next.isEmpty else {
                return found.values.sorted { $0.number < $1.number }
            }
            // A marker that comes again would go round in circles.
            guard markers.insert(next).inserted else { break }
            marker = next
        }
        throw AWSError(.nonsense, operation: "ListVersionsByFunction", "the listing does not end")
    }

    /// Points the alias elsewhere, if it is still what was read: weights that are not named are cleared.
    func update(
        _ alias: String, of function: LambdaFunction, to routing: AliasRouting, description: String, revision: String,
        within seconds: Double = 10
    ) async throws(AWSError) -> LambdaAlias {
        let weights = routing.weights.mapValues { JSONValue.number($0) }
        let input: JSONValue = [
            "FunctionVersion": .string(routing.version), "Description": .string(description),
            "RevisionId": .string(revision),
            // Where it is left out, AWS keeps the old weights.
            "RoutingConfig": ["AdditionalVersionWeights": .object(weights)],
        ]
        var request = try AWSRequest.rest(
            .lambda, "UpdateAlias", method: "PUT", path: path(function, alias: alias), input)
        request.isMutating = true
        let answer = try await client.call(request, within: seconds)
        do throws(AWSError) { return try answer.decode(AliasAnswer.self).alias("UpdateAlias") } catch {
            throw AWSError(.outcomeUnknown, operation: "UpdateAlias", status: answer.response.status, error.message)
        }
    }
}
