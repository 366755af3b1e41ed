import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

/// A world whose time moves only when somebody sleeps, and whose chance is always the same.
final class StillWorld: World {
    private let time: Mutex<Instant>
    private let naps = Mutex<[Double]>([])
    let owner = Owner(bootID: "test", process: 1, started: 0)

    init(_ now: Instant = noon) { time = Mutex(now) }

    func now() -> Instant { time.withLock { $0 } }
    func move(by seconds: Double) { time.withLock { $0 = $0.advanced(bySeconds: seconds) } }
    func hex(_ digits: Int) -> String { String(repeating: "f", count: digits) }
    func isAlive(_ owner: Owner) -> Bool? { true }

    func sleep(until instant: Instant) async throws {
        let seconds = instant.seconds(since: now())
        naps.withLock { $0.append(seconds) }
        time.withLock { $0 = max($0, instant) }
    }

    var sleeps: [Double] { naps.withLock { $0 } }
}

/// One key that never changes, and what it was told.
final class TestKey: AWSCredentialSource {
    private let keys: Mutex<[AWSCredentials]>
    init(_ ids: String...) {
        keys = Mutex(
            ids.map {
                AWSCredentials(
                    accessKeyID: $0, secretAccessKey: "hush-secret-\($0)", sessionToken: "hush-token", source: "test")
            })
    }

    func credentials() async throws(AWSError) -> AWSCredentials? { keys.withLock { $0.first } }
    func expired(_ credentials: AWSCredentials) async {
        keys.withLock { keys in if keys.count > 1 { keys.removeFirst() } }
    }
}

/// An AWS client of a fake at `url`.
func aws(
    _ url: String, key: any AWSCredentialSource = TestKey("AKIDTEST"), world: any World = StillWorld(),
    _ more: [String: String] = [:]
) -> AWSClient {
    let variables = ["AWS_ENDPOINT_URL": url].merging(more) { _, new in new }
    return AWSClient(
        environment: AWSEnvironment(variables: variables, home: "/nonexistent"), credentials: key, http: client,
        world: world)
}

func read(_ operation: String = "DescribeAlarms") throws -> AWSRequest {
    try .json(.cloudWatch, target: "GraniteServiceVersion20100801", version: "1.0", operation, [:])
}

func change() throws -> AWSRequest {
    var request = try AWSRequest.rest(.lambda, "UpdateAlias", method: "PUT", path: "/x", [:])
    request.isMutating = true
    return request
}

/// An AWS error of a service that speaks JSON.
func refusal(_ status: Int, _ code: String, _ message: String = "no", date: String? = nil) -> ServerResponse {
    var answer = json(["__type": .string("com.amazon#\(code)"), "message": .string(message)], status: status)
    if let date { answer.headers.append(("Date", date)) }
    return answer
}

/// The error of a call that has to fail.
func failure(_ call: () async throws -> Void) async throws -> AWSError {
    do {
        try await call()
    } catch let error as AWSError {
        return error
    }
    throw Refusal("the call did not fail")
}

/// A home folder with AWS's files in it, and the chain that reads them.
final class AWSHome {
    let folder: Folder
    init(config: String = "", credentials: String = "") throws {
        folder = try Folder()
        try folder.write("config", config)
        try folder.write("credentials", credentials)
    }

    func chain(
        _ variables: [String: String] = [:], world: StillWorld = StillWorld(),
        run: AWSCredentialChain.CommandRunner? = nil
    ) -> AWSCredentialChain {
        var all = [
            "AWS_CONFIG_FILE": folder.path + "/config", "AWS_SHARED_CREDENTIALS_FILE": folder.path + "/credentials",
            "AWS_EC2_METADATA_DISABLED": "true",
        ]
        all.merge(variables) { _, new in new }
        return AWSCredentialChain(
            environment: AWSEnvironment(variables: all, home: folder.path), http: client, world: world, run: run)
    }
}
