@testable import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

/// A case of awslabs/aws-c-auth's suite.
private struct Vector: Decodable {
    struct Key: Decodable {
        let access_key_id: String
        let secret_access_key: String
        let token: String?
    }
    let credentials: Key
    let normalize: Bool
    let region: String
    let service: String
    let sign_body: Bool
    let timestamp: String
    let omit_session_token: Bool?

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Resources/sigv4-vectors").path(percentEncoded: false)

    static let names: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return all.filter { $0.first?.isLowercase == true }.sorted()
    }()

    static func text(_ name: String, _ file: String) throws -> String {
        let text = try String(contentsOfFile: "\(folder)/\(name)/\(file)", encoding: .utf8)
        return text.replacingOccurrences(of: "\r\n", with: "\n")
    }

    var signer: SigV4 {
        var options = SigV4.Options()
        options.normalisesPath = normalize
        options.sendsBodyDigest = sign_body
        options.signsSessionToken = omit_session_token != true
        let key = AWSCredentials(
            accessKeyID: credentials.access_key_id, secretAccessKey: credentials.secret_access_key,
            sessionToken: credentials.token, source: "vector")
        return SigV4(credentials: key, region: region, service: service, options: options)
    }

    static func request(_ name: String) throws -> SigV4.Request {
        let text = try Self.text(name, "request.txt")
        let parts = text.components(separatedBy: "\n\n")
        var lines = parts[0].components(separatedBy: "\n").filter { !$0.isEmpty }
        let first = lines.removeFirst()
        let method = first.prefix { $0 != " " }
        var target = first.dropFirst(method.count + 1)
        target = target.prefix(upTo: try #require(target.range(of: " HTTP/1.1")).lowerBound)
        var headers: [(name: String, value: String)] = []
        for line in lines {
            if line.hasPrefix(" ") {
                headers[headers.count - 1].value += "\n" + line
            } else {
                let colon = try #require(line.firstIndex(of: ":"))
                headers.append((String(line[..<colon]), String(line[line.index(after: colon)...])))
            }
        }
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let query = halves.count > 1 ? try pairs(halves[1]) : []
        return SigV4.Request(
            method: String(method), path: String(halves[0]), query: query, headers: headers,
            body: Array(parts.dropFirst().joined(separator: "\n\n").utf8))
    }

    private static func pairs(_ text: Substring) throws -> [(name: String, value: String)] {
        try text.split(separator: "&").map { part in
            let halves = try part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { try #require(String($0).removingPercentEncoding) }
            return (halves[0], halves.count > 1 ? halves[1] : "")
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct AWSSigV4Tests {
    @Test func everyVectorIsThere() { #expect(Vector.names.count == 38) }

    @Test(arguments: Vector.names) func signsAsTheVectorSays(name: String) throws {
        let vector = try JSONDecoder().decode(Vector.self, from: Data(Vector.text(name, "context.json").utf8))
        let request = try Vector.request(name)
        let added = vector.signer.headers(for: request, at: try instant(vector.timestamp))
        let authorization = try #require(added.last { $0.name == "Authorization" }).value
        let signature = try Vector.text(name, "header-signature.txt")
        if !authorization.hasSuffix("Signature=\(signature)") {
            var signed = request
            signed.headers += added.filter {
                $0.name != "Authorization"
                    && (vector.omit_session_token != true || $0.name != "X-Amz-Security-Token")
            }
            #expect(vector.signer.canonicalRequest(signed) == (try Vector.text(name, "header-canonical-request.txt")))
            Issue.record("\(name): \(authorization) instead of \(signature)")
        }
    }

    /// What botocore 1.44.8 makes of the same requests; see the comment at the values.
    @Test func encodesPathsTwice() {
        #expect(PercentEncoding.encode("us.amazon.nova-2-lite-v1:0") == "us.amazon.nova-2-lite-v1%3A0")
        let signer = SigV4(
            credentials: AWSCredentials(accessKeyID: "A", secretAccessKey: "S", source: "test"), region: "us-east-1",
            service: "bedrock")
        let path = signer.canonicalPath("/model/us.amazon.nova-2-lite-v1%3A0/converse")
        #expect(path == "/model/us.amazon.nova-2-lite-v1%253A0/converse")
    }

    @Test func neverShowsASecret() {
        let key = AWSCredentials(
            accessKeyID: "AKIAVERYLONGNAME", secretAccessKey: "hush-secret", sessionToken: "hush-token",
            source: "environment")
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped, "\([key])", "\(Optional(key) as Any)"] {
            #expect(!text.contains("hush"), "\(text)")
            #expect(!text.contains("AKIAVERYLONGNAME"))
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct CryptoTests {
    /// FIPS 180-4's examples and RFC 4231, test case 2.
    @Test func knownValues() {
        let abc = Array("abc".utf8)
        #expect(Hex.text(Crypto.sha256(abc)) == Digest(of: abc).hex)
        #expect(Hex.text(Crypto.sha256([])) == Digest(of: []).hex)
        #expect(Hex.text(Crypto.sha1(abc)) == "a9993e364706816aba3e25717850c26c9cd0d89d")
        let code = Crypto.hmacSHA256(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8))
        #expect(Hex.text(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(Crypto.hmacSHA256(key: [], []).count == 32)
    }

    @Test func comparesWholeSecrets() {
        #expect(Crypto.areEqual([1, 2, 3], [1, 2, 3]))
        #expect(Crypto.areEqual([], []))
        #expect(!Crypto.areEqual([1, 2, 3], [1, 2, 4]))
        #expect(!Crypto.areEqual([1, 2], [1, 2, 3]))
    }
}
