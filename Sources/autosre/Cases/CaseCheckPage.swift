import AutoSRECore
import RootCause

/// What `autosre case check` says, for people and for programs.
struct CaseCheckPage {
    private let checks: [CaseCheck]

    init(_ checks: [CaseCheck]) { self.checks = checks }

    private var right: Int { checks.count(where: \.isRight) }

    /// A line for each case, and how many are right.
    var lines: [String] {
        let rows = checks.map { check in
            let mark = check.fault.map { "WRONG \($0)" } ?? "right"
            return "\(mark): \(check.folder): found \(check.found), confirmed \(check.expected); \(check.action)"
        }
        guard !checks.isEmpty else { return ["no case is there: a case is a folder with case.json"] }
        return rows + ["\(right) of \(checks.count.counted("case")) \(right == 1 ? "is" : "are") right"]
    }

    /// One `case_check` each, and `case_checks` at the end.
    var objects: [JSONValue] {
        let end: JSONValue = [
            "schema": .integer(Int64(JSONLines.schema)), "type": "case_checks", "cases": .integer(Int64(checks.count)),
            "right": .integer(Int64(right)),
        ]
        return checks.map(Self.object) + [end]
    }

    private static func object(_ check: CaseCheck) -> JSONValue {
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        func bool(_ value: Bool?) -> JSONValue { value.map { .bool($0) } ?? .null }
        var members: [String: JSONValue] = ["schema": .integer(Int64(JSONLines.schema)), "type": "case_check"]
        members["folder"] = text(check.folder)
        members["right"] = bool(check.isRight)
        members["fault"] = text(check.fault)
        members["component_right"] = bool(check.isComponentRight)
        members["kind_right"] = bool(check.isKindRight)
        members["deployment_right"] = bool(check.isDeploymentRight)
        members["inconclusive"] = bool(check.isInconclusive)
        members["component"] = text(check.first?.component)
        members["kind"] = text(check.first?.kindName)
        members["deployment_id"] = text(check.first?.change)
        members["score"] = check.first.map { .number($0.score) } ?? .null
        members["action"] = text(check.action)
        return .object(members)
    }
}

extension CaseCheck {
    /// Whom the engine accuses, in words.
    fileprivate var found: String {
        guard let first, !isInconclusive else { return "nobody" }
        let change = first.change.map { ", change \($0)" } ?? ""
        return "\(first.component) (\(first.kindName)\(change), \(Int((first.score * 100).rounded())) %)"
    }

    /// Whom a person confirmed, in words.
    fileprivate var expected: String {
        switch confirmed {
        case .cause(let component, let kind, let deployment):
            component + [kind, deployment].compactMap(\.self).map { ", \($0)" }.joined()
        case .nobody: "nobody"
        case nil: "nothing"
        }
    }
}
