import AutoSRECore
import AutoSREStore
import AutoSRETesting
import Testing

/// Every store keeps the same rules.
@Suite(.timeLimit(.minutes(1))) struct StoreContractTests {
    @Test func memory() async throws { try await RunStoreContract.check { MemoryStore() } }

    @Test func sqlite() async throws {
        let folder = TemporaryFolder()
        try await RunStoreContract.check {
            try SQLiteStore.open(directory: folder.new(), now: Sample.time(0)) { Issue.record("\($0)") }
        }
    }

    @Test func fallback() async throws {
        let folder = TemporaryFolder()
        try await RunStoreContract.check {
            try await StoreFactory.make(directory: folder.new(), now: Sample.time(0)) { Issue.record("\($0)") }
        }
    }

    @Test func fallbackThatHasFailed() async throws {
        try await RunStoreContract.check { FallbackStore(BrokenStore(failsAfter: 0)) { _ in } }
    }

    @Test func aStoreWithoutFencingIsNoticed() async throws {
        await #expect(throws: ContractViolation.self) {
            try await RunStoreContract.check { BrokenStore(failsAfter: .max, isFenced: false) }
        }
    }
}
