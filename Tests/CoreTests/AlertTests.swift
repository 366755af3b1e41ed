import AutoSRECore
import AutoSRETesting
import Testing

/// How bad a trouble is, how it stands and what it is about are said in open words, and change nothing of which it is.
@Suite(.timeLimit(.minutes(1))) struct AlertTests {
    private func alert(
        _ severity: Alert.Severity? = nil, _ state: Alert.State = .firing, _ entity: Entity? = nil
    ) -> Alert {
        Alert(
            incident: Sample.incident, source: "pager", severity: severity, state: state, entity: entity,
            system: "shop")
    }

    @Test func everyWordIsKept() throws {
        let entity = Entity(EntityKind(rawValue: "shelf"), "c-1", in: ["shop", "cold"])
        for severity in [nil, Alert.Severity.critical, Alert.Severity(rawValue: "sev-2")] {
            for state in [Alert.State.firing, .resolved, Alert.State(rawValue: "silenced")] {
                let alert = alert(severity, state, entity)
                #expect(try JSON.decode(Alert.self, from: JSON.encode(alert)) == alert)
                let json = try JSON.decode(JSONValue.self, from: JSON.encode(alert))
                #expect(json["severity"]?.string == severity?.rawValue && json["state"]?.string == state.rawValue)
                #expect(json["entity"]?["scope"] == ["shop", "cold"])
            }
        }
    }

    @Test("Only what is said to be over is") func onlyWhatIsResolvedIsOver() {
        #expect(alert().isOpen && alert(nil, Alert.State(rawValue: "RESOLVED?")).isOpen)
        #expect(!alert(.critical, .resolved).isOpen)
    }

    @Test func thatItGetsWorseOrEndsIsNoOtherTrouble() {
        let words = [alert(), alert(.critical), alert(.info, .resolved), alert(nil, .firing, Entity(.node, "n-1"))]
        #expect(Set(words.map(\.fingerprint)).count == 1)
    }

    @Test func aJournalOfBeforeIsRead() throws {
        var members = try #require(try JSON.decode(JSONValue.self, from: JSON.encode(alert(.critical))).object)
        for name in ["entity", "severity", "state"] { members[name] = nil }
        let old = try JSON.decode(Alert.self, from: JSON.encode(JSONValue.object(members)))
        #expect(old.severity == nil && old.state == .firing && old.fingerprint == alert().fingerprint)
        #expect(old.entity == alert().entity)
    }

    @Test("A namesake in another system is another thing, also in a run that is taken up again")
    func theSystemIsInItsScope() throws {
        let found = Alert(incident: Sample.incident, source: "pager")
        let things = [nil, "shop-a", "shop-b"].map { found.of($0, at: [:]).entity }
        #expect(things == [.service("checkout"), Entity(.service, "checkout", in: ["shop-a"]), things[2]])
        #expect(Set(things).count == 3)
        let alert = found.of("shop-a", at: [:])
        #expect(alert.of("shop-a", at: [:]).entity == alert.entity, "said once")
        let entry = try JournalEntry(
            run: RunID("run-1"), seq: 1, at: Sample.time(0),
            event: Event(kind: "opened", payload: JSON.encode(alert)), previousDigest: JournalEntry.genesis)
        #expect(try Run(opening: entry).entity == things[1])
        #expect(try Run(opening: Sample.opening("run-1")).entity == .service("checkout"))
        let query = EvidenceQuery(
            incident: Sample.incident, about: things[1], neighbours: [things[1], things[2]], since: Sample.time(-9),
            until: Sample.time(0), now: Sample.time(0))
        #expect(query.entities == [things[1], things[2]])
    }

    @Test func oneOfASystemKeepsItsWords() {
        let found = Alert(
            incident: Sample.incident, source: "pager", severity: .warning, state: .resolved,
            entity: Entity(.workload, "checkout", in: ["eu"]))
        let there = found.of("shop", at: ["URL": "x"])
        #expect(there.severity == .warning && there.state == .resolved && there.entity.kind == .workload)
        #expect(there.system == "shop" && there.place == ["URL": "x"] && there.entity.scope == ["shop", "eu"])
    }
}
