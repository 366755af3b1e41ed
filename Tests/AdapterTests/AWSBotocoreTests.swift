import AutoSREAdapters
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

    static func load() throws -> Recording {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Resources/botocore/requests.json")
        return try JSONDecoder().decode(Recording.self, from: Data(contentsOf: url))
    }
}

@Suite(.timeLimit(.minutes(1))) struct AWSBotocoreTests {
    @Test func signsAsBotocoreDoes() throws {
        let recording = try Recording.load()
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
