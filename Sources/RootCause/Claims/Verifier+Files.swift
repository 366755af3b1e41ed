extension Verifier {
    func shift(
        _ entity: String, _ metric: String, _ before: Predicate.Window, _ after: Predicate.Window, _ sigmas: Double
    ) -> (Bool, String) {
        guard let time = metrics.column("time") else { return (false, "no metrics") }
        var columns = [metrics.column(entity + "|" + metric)].compactMap { $0 }
        if columns.isEmpty {
            // Then it is the median of the component's instances.
            columns = metrics.names.filter { $0.hasSuffix("|" + metric) }
                .filter { owner(String($0.dropLast(metric.count + 1))) == entity }.compactMap { metrics.column($0) }
        }
        let early = medians(columns, time, before)
        let late = medians(columns, time, after)
        guard early.count >= 3, let level = level(early), let low = part(late, 0.25), let high = part(late, 0.75) else {
            return (false, "too few values")
        }
        let reached = abs(high - level.median) >= abs(low - level.median) ? high : low
        let found = distance(reached, level)
        return (reaches(found, sigmas), "\(found) sigmas")
    }

    private func medians(_ columns: [Int], _ time: Int, _ window: Predicate.Window) -> [Double] {
        let series = columns.map { figures($0, time) }
        return metrics.rows.indices.compactMap { row in
            guard let at = metrics.number(row, time), window.contains(at) else { return nil }
            return middle(series.compactMap { $0[row] })
        }
    }

    /// A column's figures by row: its values, or the growth per second of one that counts.
    private func figures(_ column: Int, _ time: Int) -> [Int: Double] {
        var values: [(row: Int, time: Double, value: Double)] = []
        for row in metrics.rows.indices {
            guard let at = metrics.number(row, time), let value = metrics.number(row, column) else { continue }
            values.append((row, at, value))
        }
        values.sort { ($0.time, $0.row) < ($1.time, $1.row) }
        let pairs = Array(zip(values, values.dropFirst()))
        let falls = pairs.filter { $1.value < $0.value }
        let counts =
            values.count >= 10 && values.allSatisfy { $0.value >= 0 && $0.value == $0.value.rounded() }
            && falls.allSatisfy { $1.value <= 0.1 * $0.value } && falls.count * 10 <= values.count
            && pairs.count { $1.value > $0.value } * 2 >= values.count
        var found: [Int: Double] = [:]
        if !counts {
            for value in values { found[value.row] = value.value }
        } else {
            for (earlier, later) in pairs where later.time > earlier.time {
                let growth = later.value >= earlier.value ? later.value - earlier.value : later.value
                found[later.row] = growth / (later.time - earlier.time)
            }
        }
        return found
    }

    private func values(_ column: Int, _ time: Int, _ window: Predicate.Window) -> [Double] {
        metrics.rows.indices.compactMap { row in
            guard let at = metrics.number(row, time), window.contains(at) else { return nil }
            return metrics.number(row, column)
        }
    }

    func lines(
        _ component: String, _ templates: [String], _ name: String?, _ before: Predicate.Window,
        _ after: Predicate.Window, _ atMost: Int, _ atLeast: Int
    ) -> (Bool, String) {
        var early = 0
        var late = 0
        for row in logs.rows.indices where logs.text(row, logs.column("component")) == component {
            guard let time = logs.number(row, logs.column("time")) else { continue }
            guard before.contains(time) || after.contains(time) else { continue }
            let line = PlainLine(logs.text(row, logs.column("message")))
            guard templates.contains(where: line.isOne), name.map(line.names) ?? true else { continue }
            if before.contains(time) { early += 1 } else { late += 1 }
        }
        return (early <= atMost && late >= atLeast, "\(early) before, \(late) after")
    }

    func eventCounts(
        _ component: String, _ reason: String, _ before: Predicate.Window, _ after: Predicate.Window, _ atMost: Double,
        _ atLeast: Double
    ) -> (Bool, String) {
        var early = 0.0
        var late = 0.0
        for row in events.rows.indices where events.text(row, events.column("reason")) == reason {
            let name = events.text(row, events.column("component"))
            let subject = name.isEmpty ? events.text(row, events.column("instance")) : name
            guard owner(subject) == component, let time = events.number(row, events.column("time")) else { continue }
            let count = max(1, events.number(row, events.column("count")) ?? 1)
            if before.contains(time) { early += count }
            if after.contains(time) { late += count }
        }
        return (early <= atMost && late >= atLeast, "\(early) before, \(late) after")
    }

    func change(
        _ id: String, _ component: String, _ onset: Double, _ seconds: Double, _ late: Double
    ) -> (Bool, String) {
        for change in changes where change["component"]?.string == component {
            let name = change["id"]?.string ?? change["id"]?.text ?? ""
            guard name == id, let time = change["time"]?.number else { continue }
            let delay = onset - time
            return (delay <= seconds && delay >= -late, "\(delay) s")
        }
        return (false, "no such change")
    }

    func instances(
        _ component: String, _ metric: String, _ window: Predicate.Window, _ settling: Double, _ sigmas: Double
    ) -> (Bool, String) {
        var begun: [String: Double] = [:]
        for change in changes {
            guard let time = change["time"]?.number else { continue }
            for instance in change["instances"]?.elements.compactMap(\.string) ?? [] {
                begun[instance] = min(begun[instance] ?? time, time)
            }
        }
        var new: [Double] = []
        var old: [Double] = []
        for name in metrics.names where name.hasSuffix("|" + metric) {
            let instance = String(name.dropLast(metric.count + 1))
            guard instance != component, owner(instance) == component, let column = metrics.column(name),
                let time = metrics.column("time")
            else { continue }
            let from = max(window.from, begun[instance].map { $0 + settling } ?? window.from)
            let found = values(column, time, .init(from: from, to: window.to))
            if begun[instance] != nil { new += found } else { old += found }
        }
        guard old.count >= 3, let level = level(old), let reached = middle(new) else {
            return (false, "too few values")
        }
        let found = distance(reached, level)
        return (reaches(found, sigmas), "\(found) sigmas")
    }

    /// The component of an instance: what a change says, or its name without version, hash and pod.
    func owner(_ name: String) -> String {
        for change in changes {
            let own = (change["instances"]?.elements ?? []) + (change["removed"]?.elements ?? [])
            if own.contains(where: { $0.string == name }), let component = change["component"]?.string {
                return component
            }
        }
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4 else { return name }
        let version = parts[parts.count - 3]
        guard version.hasPrefix("v"), let number = Int(version.dropFirst()), number >= 0 else { return name }
        return parts.dropLast(3).joined(separator: "-")
    }
}
