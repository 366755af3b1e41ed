import Testing

@testable import RootCause

@Suite(.timeLimit(.minutes(5))) struct LargeSystemTests {
    @Test(arguments: LargeSystem.Fault.allCases) func theFailingProcessIsNamedAsOftenAsByCounting(
        fault: LargeSystem.Fault
    ) throws {
        var right = 0
        var loudest = 0
        for seed in 1...6 as ClosedRange<UInt64> {
            let system = LargeSystem(seed: seed, fault: fault)
            if Diagnosis(try CaseEvidence(system.files)).causes.first?.component == system.guilty { right += 1 }
            if system.loudest == system.guilty { loudest += 1 }
        }
        print("\(fault): first in \(right) of 6, most new error lines in \(loudest)")
        #expect(right >= loudest)
    }
}
