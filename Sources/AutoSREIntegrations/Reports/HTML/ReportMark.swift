import AutoSRECore
import AutoSREWeb

/// A moment that every chart of a report marks.
struct ReportMark: Sendable, Hashable {
    /// What happened.
    enum Kind: String, Sendable, CaseIterable {
        case change, onset, alert, action, undo, recovery
    }

    let kind: Kind
    let at: Instant
    let label: String
    /// What it was that began, where the kind is `onset`.
    var subject = ""
}

extension ReportMark {
    /// As charts take it.
    var chartMark: Chart.Mark { Chart.Mark(at: at, label: label, words: label, tone: kind.rawValue) }

    /// The marks of a post-mortem, in time order: what its claims and its timeline say.
    static func marks(of postMortem: PostMortem, chosen: Hypothesis?) -> [ReportMark] {
        var marks: [ReportMark] = []
        if let chosen {
            if let change = change(chosen) { marks.append(change) }
            if let onset = onset(chosen) { marks.append(onset) }
        }
        if let alert = postMortem.timeline.first {
            marks.append(ReportMark(kind: .alert, at: alert.at, label: "alert"))
        }
        var isUndo = false
        for moment in postMortem.timeline.dropFirst() {
            switch moment.kind {
            case .plan, .undoPlan: isUndo = moment.kind == .undoPlan
            case .action where isUndo: marks.append(ReportMark(kind: .undo, at: moment.at, label: "undo"))
            case .action: marks.append(ReportMark(kind: .action, at: moment.at, label: "action"))
            case .recovery: marks.append(ReportMark(kind: .recovery, at: moment.at, label: "recovery"))
            default: continue
            }
        }
        return marks.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    private static func change(_ hypothesis: Hypothesis) -> ReportMark? {
        for claim in hypothesis.claims {
            guard case .deployed(let version, let window) = claim.predicate else { continue }
            return ReportMark(kind: .change, at: window.from, label: "release \(version)")
        }
        return nil
    }

    /// When the first curve left its level, or else when telling lines began. A drift, whose two windows are equally
    /// long, has no such moment.
    private static func onset(_ hypothesis: Hypothesis) -> ReportMark? {
        var curves: [ReportMark] = []
        var lines: [ReportMark] = []
        func sign(_ at: Instant, _ subject: String) -> ReportMark {
            ReportMark(kind: .onset, at: at, label: "first sign", subject: subject)
        }
        for claim in hypothesis.claims {
            switch claim.predicate {
            case .metricShifted(let name, let before, let after, _):
                let lengths = (before.until.seconds(since: before.from), after.until.seconds(since: after.from))
                if abs(lengths.0 - lengths.1) > 1 { curves.append(sign(before.until, name)) }
            case .logsMatch(_, let window, _): lines.append(sign(window.from, "the deciding log lines"))
            default: continue
            }
        }
        return curves.min { $0.at < $1.at } ?? lines.min { $0.at < $1.at }
    }
}
