import Testing

@testable import RootCause

/// Seeds from 101 on were kept aside: no rule was written with their figures in sight.
@Suite(.timeLimit(.minutes(5))) struct LargeSystemTests {
    @Test(arguments: LargeSystem.Fault.allCases, [true, false]) func theFailingProcessIsNamed(
        fault: LargeSystem.Fault, hasSpans: Bool
    ) throws {
        var right = 0
        var loudest = 0
        let seeds: [UInt64] = [1, 2, 3, 101, 102, 103]
        for seed in seeds {
            let system = LargeSystem(seed: seed, fault: fault, hasSpans: hasSpans)
            if Diagnosis(try CaseEvidence(system.files)).causes.first?.component == system.guilty { right += 1 }
            if system.loudest == system.guilty { loudest += 1 }
        }
        print("\(fault): first in \(right) of \(seeds.count), most new error lines in \(loudest)")
        #expect(right >= max(loudest, seeds.count - 1))
    }
}
