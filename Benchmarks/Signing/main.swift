// Signs one Converse request of 8 kB many times and prints what it took, and the signature for the peer to compare.
// usage: signing-benchmark ROUNDS
import AutoSREIntegrations
import AutoSRECore

let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000
let key = AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "EXAMPLESECRET", source: "benchmark")
let signer = SigV4(credentials: key, region: "us-east-1", service: "bedrock")
let request = SigV4.Request(
    method: "POST", path: "/model/us.amazon.nova-2-lite-v1%3A0/converse",
    headers: [("Content-Type", "application/json"), ("Host", "bedrock-runtime.us-east-1.amazonaws.com")],
    body: [UInt8](repeating: 0x61, count: 8192))
guard let at = Instant("2026-11-24T12:00:00Z") else { fatalError("a fixed time is a time") }

var authorization = ""
let taken = ContinuousClock().measure {
    for _ in 0..<rounds { authorization = signer.headers(for: request, at: at).last?.value ?? "" }
}
print("\(Int(Double(rounds) / (taken / .seconds(1)))) \(authorization)")
