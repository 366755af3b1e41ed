public import AutoSRECore
import AutoSREPlatform

extension SQLiteStore {
    /// Leaves a message.
    public func send(_ message: Message) throws {
        try write { tables, _ in
            guard try tables.areClosed([message.run]) == false, try tables.record(of: message.run) != nil else {
                throw StoreError.unknownRun
            }
            try tables.add(message)
        }
    }

    /// The messages to a run that are no facts yet.
    public func messages(to run: RunID) throws -> [Message] { try read { try $0.messages(to: run) } }
}

extension SQLiteTables {
    static let messageColumns = "id, run, at, sender, kind, payload, is_taken"

    func add(_ message: Message) throws {
        try connection.execute(
            "INSERT OR IGNORE INTO inbox (\(Self.messageColumns)) VALUES (?, ?, ?, ?, ?, ?, 0)",
            [
                .text(message.id), .text(message.run.text), .text(message.at.description), .text(message.sender),
                .text(message.content.kind), .text(String(decoding: try message.content.payload(), as: UTF8.self)),
            ])
    }

    /// In the order of their arrival. One that cannot be read says so, rather than be lost.
    func messages(to run: RunID) throws -> [Message] {
        let sql = "SELECT \(Self.messageColumns) FROM inbox WHERE run = ? AND is_taken = 0 ORDER BY rowid"
        return try connection.query(sql, [.text(run.text)]).compactMap { row in
            guard let id = row[0].string else { return nil }
            let (kind, payload) = (row[4].string ?? "unreadable", row[5].string ?? "")
            let content = try? Message.Content(kind: kind, payload: Array(payload.utf8))
            return Message(
                id: id, run: run, at: row[2].instant ?? Instant(milliseconds: 0), from: row[3].string ?? "",
                content ?? .unknown(kind: kind, payload: ["unreadable": .string(payload)]))
        }
    }

    /// Only its name is still needed: what it said is in the journal.
    func take(_ messages: [String]) throws {
        for id in messages {
            try connection.execute("UPDATE inbox SET is_taken = 1, payload = '' WHERE id = ?", [.text(id)])
        }
    }
}
