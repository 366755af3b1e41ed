import AutoSRECore
import AutoSREWeb

extension ServicePage {
    var deployments: HTML {
        """
        <ol class="history">
        \(service.deployments.indices.map(deployment))</ol>
        """
    }

    private func deployment(_ index: Int) -> HTML {
        let entry = service.deployments[index]
        let isFirst = !service.deployments[..<index].contains { $0.version == entry.version }
        let isRunning = entry.status == .running
        let isFaulty = isRunning && service.status == "degraded"
        let state: HTML = isFaulty ? " faulty" : ""
        let mark: HTML = isRunning ? " current\(state)\" aria-current=\"true\"" : "\""
        var button: HTML = ""
        if isRunning { button = "<p class=\"hint\">This version runs.</p>" }
        if isFirst, entry.version != service.version { button = rollbackButton(to: entry.version) }
        return """
            <li class="card\(mark)>\
            <div><p><b class="version">\(entry.version)</b> \(HTML.pill(entry.status.rawValue, isFaulty: isFaulty))</p>
            <p>Deployed \(HTML.ago(entry.timestamp, now: now))\(replaced(index))\(replacement(index)).</p></div>\
            \(button)</li>

            """
    }

    /// Which version took over, and after how long.
    private func replacement(_ index: Int) -> HTML {
        guard index > 0 else { return "" }
        let next = service.deployments[index - 1]
        let lasted = Figure.age(next.timestamp.seconds(since: service.deployments[index].timestamp))
        let verb = service.deployments[index].status == .rolledBack ? "rolled back to" : "replaced by"
        return "; \(verb) \(next.version) after \(lasted)"
    }
}
