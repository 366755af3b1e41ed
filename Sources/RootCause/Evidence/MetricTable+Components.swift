extension MetricTable {
    /// The same with the series of a component's instances as one, their median at every time: instances come and go,
    /// the component's series goes on.
    func byComponent(_ entities: Entities) -> MetricTable {
        struct Key: Hashable {
            let component: String
            let metric: String
        }
        var places: [Key: Int] = [:]
        var groups: [[Int]] = []
        for (index, series) in series.enumerated() {
            let key = Key(component: entities.component(of: series.entity), metric: series.metric)
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append([])
            }
            groups[place].append(index)
        }
        guard groups.count < series.count else { return self }
        var table = MetricTable(times: times, series: [])
        for group in groups {
            guard let first = group.first else { continue }
            guard group.count > 1 else {
                table.series.append(series[first])
                continue
            }
            let values = times.indices.map { row in
                Robust.median(group.map { series[$0].values[row] }.filter { !$0.isNaN }) ?? .nan
            }
            table.series.append(
                Series(
                    entity: entities.component(of: series[first].entity), metric: series[first].metric, values: values))
        }
        return table
    }
}
