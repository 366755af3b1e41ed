import AutoSRECore
import AutoSREStore
import AutoSRETesting
import Testing

/// Listening costs nothing once it is over, and never grows without bound.
@Suite(.timeLimit(.minutes(1))) struct SubscriberTests {
    @Test func whoFallsFarBehindIsLetGo() async throws {
        let store = MemoryStore()
        let stream = await store.subscribe()
        let journal = try await store.fill("run-1", count: 5000)
        var seen: [JournalEntry] = []
        for await entry in stream { seen.append(entry) }
        #expect(seen.count < journal.count && seen == Array(journal.prefix(seen.count)), "the stream ends by itself")
        let later = await store.subscribe()
        try await store.append([try Sample.entry(.closed, after: journal)], fencingToken: 1)
        for await entry in later {
            #expect(entry.event == .closed)
            break
        }
    }

    @Test func whoStopsListeningIsForgotten() async throws {
        do {
            let store = MemoryStore()
            for _ in 0..<100 { _ = await store.subscribe() }
            let (stream, work) = (await store.subscribe(), await store.subscribe())
            let listening = Task { for await _ in work {} }
            #expect(await store.listeners == 2)
            listening.cancel()
            await listening.value
            #expect(await store.listeners == 1)
            withExtendedLifetime(stream) {}
        }
    }
}
