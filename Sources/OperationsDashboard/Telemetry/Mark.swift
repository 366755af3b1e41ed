import AutoSRECore
import AutoSREWeb

/// A change of a service as a chart marks it.
struct Mark: Equatable {
    let at: Instant
    let kind: Kind

    enum Kind: Equatable {
        case release(String)
        case change(ShopChange)
    }

    /// Short enough to stand above a chart.
    var label: String {
        switch kind {
        case .release(let version): version
        case .change(.rollback(let version)): "↩ \(version)"
        case .change(.restart): "restart"
        case .change(.scale(let replicas)): "\(replicas) replicas"
        case .change(.restartPool): "pool restart"
        }
    }

    /// What happened, in words.
    var sentence: String {
        switch kind {
        case .release(let version): "\(version) released"
        case .change(.rollback(let version)): "rolled back to \(version)"
        case .change(.restart): "all instances restarted"
        case .change(.scale(let replicas)): "scaled to \(replicas.counted("replica"))"
        case .change(.restartPool): "database pool restarted"
        }
    }

    /// Whether it takes something away or repairs, rather than bringing something new.
    var isRemedy: Bool {
        if case .release = kind { false } else { true }
    }
}

extension Mark {
    /// As charts take it.
    var chartMark: Chart.Mark {
        Chart.Mark(at: at, label: label, words: sentence, tone: isRemedy ? "remedy" : "release")
    }
}

extension Service {
    /// The changes since `since`, oldest first. A rollout replaces one instance after the other and counts once.
    func marks(since: Instant) -> [Mark] {
        var marks: [Mark] = []
        for fleet in fleets where fleet.since >= since {
            switch fleet.cause {
            case .beginning: continue
            case .rollout(let version):
                guard marks.last?.kind != .release(version) else { continue }
                marks.append(Mark(at: fleet.since, kind: .release(version)))
            case .change(let change): marks.append(Mark(at: fleet.since, kind: .change(change)))
            }
        }
        return marks
    }
}
