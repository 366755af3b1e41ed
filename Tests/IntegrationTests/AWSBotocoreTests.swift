import AutoSREIntegrations
import AutoSRECore
import Foundation
import Testing

/// Requests as botocore made and signed them (Resources/botocore/record.py).
private struct Recording: Decodable {
    struct Request: Decodable {
        let operation: String
        let region: String
        let service: String
        let method: String
        let path: String
        let query: [[String]]
        let headers: [[String]]
        let body: String
        let token: String?
        let date: String
        let authorization: String
    }
    let key: String
    let secret: String
    let requests: [Request]

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    static func load() throws -> Recording {
        let url = folder.appending(path: "Resources/botocore/requests.json")
        return try JSONDecoder().decode(Recording.self, from: Data(contentsOf: url))
    }

    /// Has botocore make and sign the requests now.
    static func live() throws -> Recording {
        // Not standardised as a whole: that follows the link, to a Python that does not know the environment.
        let root = folder.appending(path: "../..").standardizedFileURL
        let python = root.appending(path: ".build/python/bin/python")
        let path = python.path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: path) else {
            throw Refusal("there is no \(path) with botocore: run make oracles")
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "autosre-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = python
        process.arguments = [
            folder.appending(path: "Resources/botocore/record.py").path(percentEncoded: false),
            file.path(percentEncoded: false),
        ]
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Refusal("record.py ended with \(process.terminationStatus)") }
        return try JSONDecoder().decode(Recording.self, from: Data(contentsOf: file))
    }
}

@Suite(.timeLimit(.minutes(1))) struct AWSBotocoreTests {
    @Test func signsAsBotocoreDid() throws { try check(Recording.load()) }

    @Test func signsAsBotocoreDoesNow() throws { try check(Recording.live()) }

    private func check(_ recording: Recording) throws {
        #expect(recording.requests.count == 9)
        for request in recording.requests {
            let key = AWSCredentials(
                accessKeyID: recording.key, secretAccessKey: recording.secret, sessionToken: request.token,
                source: "test")
            let signer = SigV4(credentials: key, region: request.region, service: request.service)
            let signed = SigV4.Request(
                method: request.method, path: request.path, query: request.query.map { ($0[0], $0[1]) },
                headers: request.headers.map { ($0[0], $0[1]) }, body: Array(request.body.utf8))
            let (day, time) = (request.date.prefix(8), request.date.dropFirst(9))
            let text =
                "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))T"
                + "\(time.prefix(2)):\(time.dropFirst(2).prefix(2)):\(time.dropFirst(4).prefix(2))Z"
            let added = signer.headers(for: signed, at: try instant(text))
            #expect(added.last?.value == request.authorization, "\(request.operation)")
        }
    }
}
