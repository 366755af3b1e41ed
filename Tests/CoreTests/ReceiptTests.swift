import AutoSRECore
import Testing

@Suite(.timeLimit(.minutes(1))) struct ReceiptTests {
    private let old =
        #"{"confirmation":"v1","driver":"http","durable":true,"effect":"applied","intent":"run-1/9"}"#

    @Test("A receipt from before there were artifacts reads, and is written again byte for byte")
    func oldReceipt() throws {
        let receipt = try JSON.decode(Receipt.self, from: Array(old.utf8))
        #expect(receipt.artifacts.isEmpty)
        #expect(try JSON.text(receipt) == old)
    }

    @Test("Artifacts survive the journal")
    func artifacts() throws {
        let shot = Artifact(name: "before", mediaType: "image/png", path: "/x/1.png", at: Instant(seconds: 1))
        var receipt = try JSON.decode(Receipt.self, from: Array(old.utf8))
        receipt.artifacts = [shot]
        #expect(try JSON.decode(Receipt.self, from: try JSON.encode(receipt)) == receipt)
    }

    @Test("A refusal from before there were artifacts reads, and is written again byte for byte")
    func oldRefusal() throws {
        let old = #"{"reason":"the page differs"}"#
        let event = try Event(kind: "refused", payload: Array(old.utf8))
        #expect(event == .refused(reason: "the page differs"))
        #expect(try String(decoding: event.payload(), as: UTF8.self) == old)
    }

    @Test("A refusal's artifacts survive the journal")
    func refusal() throws {
        let shot = Artifact(name: "refusal", mediaType: "image/png", path: "/x/1.png", at: Instant(seconds: 1))
        let event = Event.refused(reason: "the page differs", artifacts: [shot])
        #expect(try Event(kind: event.kind, payload: event.payload()) == event)
    }
}
