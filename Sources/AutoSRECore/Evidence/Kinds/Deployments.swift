/// A deployment history, newest first.
public struct Deployments: EvidenceContent {
    /// The kind's word.
    public static let kind = EvidenceKind.deployments
    /// The deployments.
    public let history: [Deployment]

    /// Wraps a history, newest first.
    public init(_ history: [Deployment]) { self.history = history }

    /// Decodes the bare list.
    public init(from decoder: any Decoder) throws { history = try [Deployment](from: decoder) }
    /// Encodes the bare list.
    public func encode(to encoder: any Encoder) throws { try history.encode(to: encoder) }

    /// Versions and the platform's words.
    public func cleaned(by texts: inout some TextCleaner) throws -> Deployments {
        Deployments(
            history.map { one in
                Deployment(version: texts.name(one.version), at: one.at, status: texts.name(one.status))
            })
    }

    /// How many, and the newest.
    public var summary: String {
        let newest = history.first.map { ", newest \($0.version.isEmpty ? "without a version" : $0.version)" } ?? ""
        return history.count.counted("deployment") + newest
    }
    /// The newest of them.
    public var exhibits: [Exhibit] {
        let rows = history.prefix(20).map { one in
            [Exhibit.Cell.text(one.version), .time(one.at), .text(one.status)]
        }
        return [.table(name: "deployments", columns: ["version", "deployed", "status"], rows: rows)]
    }
    /// A line each.
    public var roughBytes: Int { 128 * history.count }
}

/// One deployment of a service.
public struct Deployment: Sendable, Hashable, Codable {
    /// The version that was rolled out.
    public let version: String
    /// When.
    public let at: Instant
    /// The source's word for how it stands, for example `running`.
    public let status: String

    /// How the status begins of a version that takes a share of the requests beside the running one.
    public static let shareStatus = "takes a share of "

    /// Makes a deployment.
    public init(version: String, at: Instant, status: String) {
        (self.version, self.at, self.status) = (version, at, status)
    }
}
