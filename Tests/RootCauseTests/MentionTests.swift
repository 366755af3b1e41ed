import Testing

@testable import RootCause

/// Who is named in others' failing lines.
@Suite(.timeLimit(.minutes(2))) struct MentionTests {
    private static let names = ["web", "order", "payments", "stock-db", "mailer-2"]

    /// Ordinary lines of everybody; from the 400th second on `dead` writes none, and `web` writes `complaint`.
    private func files(_ complaint: String, dead: String, edges: String = "") -> CaseFiles {
        var text = "time,component,instance,trace_id,message\n"
        for second in 0..<600 {
            let time = MadeCase.begin + second
            for name in Self.names where second < 400 || name != dead {
                text += "\(time),\(name),\(name)-0,,INFO request \(second) served\n"
            }
            if second >= 400, second % 20 == 0 {
                text += "\(time),web,web-0,,\"\(complaint.replacing("#", with: "\(second)"))\"\n"
            }
        }
        var files = CaseFiles()
        files.about = MadeCase.about(incident: 460, end: 600)
        files.logs = Array(text.utf8)
        if !edges.isEmpty { files.topology = Array(#"{"edges":[\#(edges)]}"#.utf8) }
        return files
    }

    @Test(arguments: [
        ("ERROR timed out waiting for payments", "payments"),
        ("ERROR connection to payments refused", "payments"),
        ("ERROR GET http://payments:8080/charge/# failed: 504", "payments"),
        ("ERROR dial payments.shop.svc.cluster.local:443 failed", "payments"),
        ("level=error msg=failed peer=stock-db:5432 attempt=#", "stock-db"),
        ("ERROR request # failed: mailer-2.", "mailer-2"),
    ]) func whoIsNamedInAFailingLineIsAccused(complaint: String, dead: String) throws {
        let files = files(complaint, dead: dead)
        let answer = Diagnosis(try CaseEvidence(files))
        #expect(answer.causes.first?.component == dead)
        let outcomes = try Verifier(files).check(answer: Array(answer.json(timing: []).text.utf8), file: "a.json")
        #expect(!outcomes.isEmpty)
        #expect(outcomes.filter { !$0.holds }.map { "\($0.statement): \($0.found)" } == [])
    }

    /// A thing of that name, a line that says all is well, a fault of the writer's own, and the one who asked.
    @Test(arguments: [
        ("ERROR could not save order #", ""), ("ERROR order # failed: KeyError in handler of payments", ""),
        ("ERROR request # of mailer-2 failed", #"["mailer-2","web"]"#),
    ]) func whoIsOnlySpokenOfIsNot(complaint: String, edges: String) throws {
        let answer = Diagnosis(try CaseEvidence(files(complaint, dead: "", edges: edges)))
        #expect(answer.causes.first?.component == "web")
    }

    @Test func aCalmLineNamesNobody() throws {
        let evidence = try CaseEvidence(files("INFO waiting for payments, timeout=30", dead: ""))
        let ground = Ground(evidence)
        #expect(ground.mentions.all.isEmpty)
    }
}
