import AutoSRECore
import AutoSREStore
import AutoSRETesting
import Testing

/// Every store keeps the same rules.
@Suite(.timeLimit(.minutes(1))) struct StoreContractTests {
    @Test func memory() async throws { try await CaseStoreContract.check { MemoryStore() } }

    @Test func sqlite() async throws {
        let folder = TemporaryFolder()
        try await CaseStoreContract.check {
            try SQLiteStore.open(directory: folder.new(), now: Sample.time(0)) { Issue.record("\($0)") }
        }
    }

    @Test func fallback() async throws {
        let folder = TemporaryFolder()
        try await CaseStoreContract.check {
            try StoreFactory.make(directory: folder.new(), now: Sample.time(0)) { Issue.record("\($0)") }
        }
    }

    @Test func fallbackThatHasFailed() async throws {
        try await CaseStoreContract.check { FallbackStore(BrokenStore(failsAfter: 0)) { _ in } }
    }

    @Test func aStoreWithoutFencingIsNoticed() async throws {
        await #expect(throws: CaseStoreContract.Violation.self) {
            try await CaseStoreContract.check { BrokenStore(failsAfter: .max, isFenced: false) }
        }
    }
}
