import AutoSRECore
import Testing

/// That nothing speaks against it proves nothing.
@Suite(.timeLimit(.minutes(1))) struct AbsenceTests {
    private typealias Part = HealthReading.Part
    private static let noon = Instant(seconds: 1_800_000_000)
    private let quiet = Part("alerts", .good, isAbsence: true)

    private func reading(_ parts: [Part]) -> HealthReading {
        HealthReading(HealthReading.status(of: parts), at: Self.noon, detail: "d", parts: parts)
    }

    @Test func aloneItIsUnknown() {
        #expect(HealthReading.status(of: [quiet]) == .unknown)
        #expect(HealthReading.status(of: [quiet, Part("more alerts", .good, isAbsence: true)]) == .unknown)
        #expect(HealthReading.status(of: [quiet, Part("edge", .good)]) == .good)
        #expect(HealthReading.status(of: [quiet, Part("edge", .unknown)]) == .unknown)
        #expect(
            HealthReading.status(of: [quiet, Part("edge", .bad)]) == .bad && HealthReading.status(of: []) == .unknown)
    }

    @Test("Neither is it one where an alert was open before, for a detector does not tell resolved from silent")
    func nothingIsProvenByWhatIsGone() {
        let before = reading([Part("alerts", .bad)])
        #expect(reading([quiet]).status(since: before) == .unknown)
        #expect(reading([quiet, Part("edge", .good)]).status(since: before) == .good)
        // A signal that never spoke, and is not needed, leaves the other one no less alone.
        let blind = reading([Part("alerts", .bad), Part("lag", .unknown)])
        #expect(reading([quiet, Part("lag", .unknown)]).status(since: blind) == .unknown)
    }

    @Test func itSurvivesTheJournal() throws {
        let reading = reading([quiet, Part("edge", .good)])
        #expect(try JSON.decode(HealthReading.self, from: JSON.encode(reading)) == reading)
        #expect(try String(decoding: JSON.encode(Part("edge", .good)), as: UTF8.self).contains("absence") == false)
        #expect(quiet.delayed(bySeconds: 60).isAbsence == true && quiet.delayed(bySeconds: 60).latencySeconds == 60)
    }
}
