/// What was changed, newest first. A history of deployments is one of rollouts.
public struct Changes: EvidenceContent, Codable {
    /// The kind's word.
    public static let kind = EvidenceKind.changes
    /// The changes.
    public let list: [Change]

    /// Wraps changes, newest first.
    public init(_ list: [Change]) { self.list = list }

    /// Decodes the bare list, of changes or, as before there were any, of deployments.
    public init(from decoder: any Decoder) throws {
        list = try [Entry](from: decoder).map(\.change)
    }
    /// Encodes the bare list.
    public func encode(to encoder: any Encoder) throws { try list.encode(to: encoder) }

    private struct Entry: Decodable {
        let change: Change

        private enum CodingKeys: String, CodingKey { case version, at, status }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            guard let version = try members.decodeIfPresent(String.self, forKey: .version) else {
                change = try Change(from: decoder)
                return
            }
            // Whose it was, its reference says.
            change = Change(
                rollout: version, of: .service(""), at: try members.decode(Instant.self, forKey: .at),
                status: try members.decode(String.self, forKey: .status))
        }
    }

    /// Names, versions and the platform's words.
    public func cleaned(by texts: inout some TextCleaner) throws -> Changes {
        Changes(
            list.map { one in
                Change(
                    ChangeKind(rawValue: texts.name(one.kind.rawValue)), of: one.entity.cleaned(by: &texts),
                    from: one.from.map { texts.name($0) }, to: one.to.map { texts.name($0) }, at: one.at,
                    status: ChangeStatus(rawValue: texts.name(one.status.rawValue)),
                    started: one.started.map { texts.name($0) }, removed: one.removed.map { texts.name($0) })
            })
    }

    private var areRollouts: Bool { list.allSatisfy { $0.kind == .rollout } }

    /// How many, and the newest.
    public var summary: String {
        let newest = list.first.map { ", newest \($0.to.flatMap { $0.isEmpty ? nil : $0 } ?? "without a version")" }
        return list.count.counted(areRollouts ? "deployment" : "change") + (newest ?? "")
    }

    /// The newest of them.
    public var exhibits: [Exhibit] {
        guard areRollouts else { return [table] }
        let rows = list.prefix(20).map { one in
            [Exhibit.Cell.text(one.version), .time(one.at), .text(one.status.rawValue)]
        }
        return [.table(name: "deployments", columns: ["version", "deployed", "status"], rows: rows)]
    }

    private var table: Exhibit {
        let rows = list.prefix(20).map { one in
            let words = [one.from, one.to].compactMap(\.self).joined(separator: " → ")
            return [
                Exhibit.Cell.text(one.kind.rawValue), .text(one.entity.description), .text(words), .time(one.at),
                .text(one.status.rawValue),
            ]
        }
        return .table(name: "changes", columns: ["kind", "of", "what", "at", "status"], rows: rows)
    }

    /// A line each.
    public var roughBytes: Int { 256 * list.count }
}
