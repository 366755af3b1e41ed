import AutoSRECore

// What is sent to a run becomes a fact once, by whoever holds its lease.
extension RunStoreContract {
    static func messagesArriveOnce(_ store: Store) async throws {
        let (opening, other) = (try Sample.opening("run-1"), try Sample.opening("run-2"))
        for entry in [opening, other] { try await open(store, entry) }
        let contents: [Message.Content] = [
            .alertJoined(Alert(incident: Sample.incident, source: "simulated")), .cancel(reason: "a rehearsal"),
            .unknown(kind: "closed", payload: ["of": ["a": "later", "program": 1]]),
        ]
        let messages = contents.enumerated().map { index, content in
            Message(id: "m-\(index)", run: opening.run, at: Sample.time(Double(9 - index)), from: "a person", content)
        }
        try require(try await store.messages(to: opening.run).isEmpty, "nothing was sent yet")
        for message in messages + messages.prefix(1) { try await store.send(message) }
        try require(try await store.messages(to: opening.run) == messages, "what is sent arrives, once, in its order")
        try require(try await store.messages(to: other.run).isEmpty, "and nowhere else")
        try require(try await store.journal(of: opening.run) == [opening], "it is no fact yet")
        try await refused(.unknownRun, "a message to no run") {
            try await store.send(Message(id: "m-x", run: RunID("run-none"), at: Sample.time(1), from: "x", contents[1]))
        }
        var journal = [opening]
        for message in messages {
            let fact = try Run(replaying: journal).fact(of: message, at: Sample.time(9), isRehearsal: false)
            journal.append(try Sample.entry(fact, after: journal))
        }
        try await refused(.stale, "taking with another token") {
            try await store.append(Array(journal[1...2]), fencingToken: 2, taking: ["m-0", "m-1"])
        }
        try require(try await store.messages(to: opening.run) == messages, "what was refused took nothing")
        let waiting = try await store.append(Array(journal[1...2]), fencingToken: 1, taking: ["m-0", "m-1"])
        try require(waiting == [messages[2]], "an append says what waits")
        try require(try await store.messages(to: opening.run) == [messages[2]], "what is a fact is taken")
        try await store.send(messages[0])
        try require(try await store.messages(to: opening.run) == [messages[2]], "and is not sent again")
        let left = try await store.append([journal[3]], fencingToken: 1, taking: ["m-2"])
        try require(left.isEmpty, "and that nothing does")
        let stored = try await store.journal(of: opening.run)
        try require(stored == journal, "the facts are what was sent")
        try require(
            stored.last?.event == .messageUnknown(kind: "closed", payload: ["of": ["a": "later", "program": 1]]),
            "what a later program says is kept, in a fact that does nothing")
        try await store.append([try Sample.entry(.closed, after: journal)], fencingToken: 1)
        try await refused(.unknownRun, "a message to a closed run") {
            try await store.send(Message(id: "m-y", run: opening.run, at: Sample.time(1), from: "x", contents[1]))
        }
    }
}
