import AutoSRECore
import AutoSREPlatform
import Foundation

/// moto's server: AWS as far as it goes, on loopback, for all tests of a process. It ends with the process.
final class Moto: Sendable {
    /// Its address.
    let url: String
    private let group: GuardedGroup
    private static let client = HTTPClient()
    private static let one = Task { try await Moto() }

    /// The server that all tests share; each takes names of its own.
    static func shared() async throws -> Moto { try await one.value }

    private init() async throws {
        let interpreter = try PythonPrograms.interpreter()
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let group = try GuardedGroup(
            interpreter, arguments: { _ in ["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"] },
            environment: { ["PATH": path, "HOME": $0, "TZ": "UTC", "PYTHONUNBUFFERED": "1"] },
            under: FileManager.default.temporaryDirectory.path(percentEncoded: false))
        url = try await awaiting("moto's address", within: 60, every: 0.05) {
            let log = String(decoding: try Files.read(group.logPath, maximumBytes: 1 << 20), as: UTF8.self)
            if !group.isRunning { throw Unexpected("moto ended: \(log)") }
            return log.firstMatch(of: /http:\/\/127\.0\.0\.1:[0-9]+/).map { String($0.0) }
        }
        self.group = group
        let trust = "Action=CreateRole&Version=2010-05-08&RoleName=test&AssumeRolePolicyDocument=%7B%7D"
        _ = try await send("iam", "POST", "/", ["Content-Type": "application/x-www-form-urlencoded"], trust)
    }

    /// Calls an operation of a service that is addressed by paths.
    func rest(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        let text = try body.map { try JSON.text($0) }
        return try await send("lambda", method, "/2015-03-31/functions" + path, [:], text)
    }

    /// Calls an operation of a service that speaks AWS's JSON protocol.
    @discardableResult
    func json(_ service: String, _ target: String, _ body: JSONValue) async throws -> JSONValue {
        let version = service == "logs" ? "1.1" : "1.0"
        let headers = ["X-Amz-Target": target, "Content-Type": "application/x-amz-json-\(version)"]
        return try await send(service, "POST", "/", headers, try JSON.text(body))
    }

    /// moto takes the service from the signature's scope, and believes every signature.
    static func authorization(_ service: String) -> String {
        "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/\(service)/aws4_request, SignedHeaders=host, Signature=0"
    }

    private func send(
        _ service: String, _ method: String, _ path: String, _ headers: [String: String], _ body: String?
    ) async throws -> JSONValue {
        var request = HTTPRequest(method: method, url: url + path, timeoutSeconds: 30)
        request.headers = headers.map { ($0.key, $0.value) } + [("Authorization", Self.authorization(service))]
        request.body = body.map { Array($0.utf8) }
        let answer = try await Self.client.send(request)
        let text = String(decoding: answer.body, as: UTF8.self)
        guard (200..<300).contains(answer.status) else {
            throw Unexpected("moto answers \(answer.status) to \(method) \(path) \(headers): \(text.prefix(500))")
        }
        return text.hasPrefix("{") ? try JSON.decode(JSONValue.self, from: answer.body) : .null
    }
}
