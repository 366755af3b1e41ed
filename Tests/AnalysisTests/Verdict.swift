import AutoSRECore
import AutoSREAnalysis
import OperationsDashboard
import Testing

/// What is right for a fault of the shop (the issue's table).
struct Verdict {
    let category: String
    let recommendation: Recommendation
    let version: String?

    init?(_ fault: Fault) {
        switch fault {
        case .leakyRelease, .badConfig, .badRollout, .decoy: self.init("bad_release", .rollback, "v1.4.2")
        case .slowLeak: self.init("resource_leak", .restart)
        case .trafficSurge: self.init("capacity", .scaleUp)
        case .poolExhausted: self.init("connection_pool", .restartDatabasePool)
        case .thirdPartyDown: self.init("external_dependency", .escalate)
        case .none: return nil
        }
    }

    private init(_ category: String, _ recommendation: Recommendation, _ version: String? = nil) {
        (self.category, self.recommendation, self.version) = (category, recommendation, version)
    }
}

/// Concludes and checks what must hold of every diagnosis, whatever it says: proof for each claim, in order of
/// confidence.
func conclude(_ request: DiagnosisRequest, _ comment: Comment? = nil) -> Diagnosis {
    let diagnosis = LocalDiagnoser().conclude(request)
    #expect(diagnosis.author == "local", comment)
    #expect(diagnosis.rechecked(against: request.evidence) == diagnosis, comment)
    #expect((diagnosis.finding == .cause) == !diagnosis.hypotheses.isEmpty, comment)
    for hypothesis in diagnosis.hypotheses {
        #expect(!hypothesis.claims.isEmpty && (0...1).contains(hypothesis.confidence), comment)
        #expect(!request.tried.contains(hypothesis.key), comment)
        let statements = Set(hypothesis.claims.map(\.statement))
        #expect(statements.count == hypothesis.claims.count, comment)
    }
    return diagnosis
}

/// Expects the right answer for a shop's fault, well ahead of every other idea.
func expectTruth(_ shop: ShopEvidence, margin: Double = 0.2, _ comment: Comment? = nil) throws {
    let diagnosis = conclude(try shop.request(), comment)
    guard let truth = Verdict(shop.shop.fault) else {
        #expect(diagnosis.finding == .nothingAbnormal, "\(comment ?? "") \(diagnosis.reasoning)")
        return
    }
    let first = try #require(diagnosis.hypotheses.first, "\(comment ?? "") \(diagnosis.reasoning)")
    #expect(first.category == truth.category, "\(comment ?? "") \(diagnosis.reasoning)")
    #expect(first.recommendation == truth.recommendation, comment)
    #expect(first.version == truth.version.map(shop.renamed), comment)
    #expect(first.service == shop.incident.service, comment)
    #expect(first.isMitigation == (truth.category == "resource_leak"), comment)
    #expect(first.confidence >= 0.5, "\(comment ?? "") \(diagnosis.reasoning)")
    let second = diagnosis.hypotheses.dropFirst().first?.confidence ?? 0
    #expect(first.confidence - second >= margin, "\(comment ?? "") \(diagnosis.reasoning)")
}
