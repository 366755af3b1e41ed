import AutoSRECore
import AutoSRETesting
import Testing

/// Kinds of evidence are open: a vendor's is one type, and another program's is kept.
@Suite(.timeLimit(.minutes(1))) struct EvidenceKindTests {
    /// A kind that only a vendor knows.
    private struct Quotas: EvidenceContent, Codable {
        static let kind = EvidenceKind(rawValue: "quotas")
        let left: [String: Int]
        func cleaned(by texts: inout some TextCleaner) throws -> Quotas { self }
        var summary: String { left.count.counted("quota") }
        var exhibits: [Exhibit] { [] }
        var roughBytes: Int { 64 }
    }

    private let body = EvidenceBody(Quotas(left: ["requests": 3]))

    @Test func aVendorsKindIsReadBack() throws {
        let kinds = EvidenceKinds.standard.adding([Quotas.self, Quotas.self])
        let read = try kinds.body(body.kind, from: try body.bytes())
        #expect(read == body && read.as(Quotas.self)?.left == ["requests": 3] && read.logs == nil)
        #expect(kinds.all.count == EvidenceKinds.standard.all.count + 1, "once")
    }

    @Test func anotherProgramsKindIsKeptWithoutEffect() throws {
        let bytes = try body.bytes()
        let read = try EvidenceKinds.standard.body(body.kind, from: bytes)
        #expect(read.content == nil && read.kind == body.kind)
        #expect(try read.bytes() == bytes)
        #expect(read != body)
    }

    @Test func everyKindOfTheLoopIsReadBack() throws {
        let all = try Sample.evidence()
        #expect(Set(all.map(\.body.kind)) == Set(EvidenceKinds.standard.all))
        for piece in all {
            #expect(try EvidenceKinds.standard.body(piece.body.kind, from: piece.bytes) == piece.body)
            let reference = try JSON.decode(EvidenceReference.self, from: try JSON.encode(piece.reference))
            #expect(reference == piece.reference && reference.provenance == piece.reference.provenance)
            #expect(piece.body.content?.summary.isEmpty == false)
        }
        #expect(throws: DecodingError.self) { try EvidenceKinds.standard.body(.metrics, from: Array("{}".utf8)) }
    }

    @Test("Instances that nobody shows are not known, and not none")
    func absenceIsNoZero() {
        let unknown = ServiceState(version: "v2", replicasDesired: nil, replicasMaximum: nil, instances: [], pool: nil)
        #expect(unknown.summary == "v2, instances not known")
        let wanted = ServiceState(version: "v2", replicasDesired: 0, replicasMaximum: nil, instances: [], pool: nil)
        #expect(wanted.summary == "v2, 0 instances wanted")
    }

    /// Written before there were entities.
    @Test func anOlderReferenceNamesAService() throws {
        let old = try Sample.evidence()[1].reference
        var members = try #require(try JSON.decode(JSONValue.self, from: try JSON.encode(old)).object)
        members["entity"] = nil
        members["service"] = "checkout"
        let read = try JSON.decode(EvidenceReference.self, from: try JSON.encode(JSONValue.object(members)))
        #expect(read.entity == .service("checkout") && read.id == old.id)
    }
}
