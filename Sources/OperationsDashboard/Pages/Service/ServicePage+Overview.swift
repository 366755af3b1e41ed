import AutoSRECore
import AutoSREWeb

extension ServicePage {
    var overview: HTML {
        """
        \(release)
        \(rangeLinks)
        <div class="charts">\(latencyChart)\(errorChart)\(memoryChart)\(loadChart)\(processorChart)\(poolChart)</div>
        <section class="card" aria-labelledby="recent"><div class="title"><h3 id="recent">Recent log lines</h3>\
        <a href="/services/\(service.id)/logs?level=warn">Warnings and errors</a></div>
        \(logList(logs))</section>
        """
    }

    private var release: HTML {
        guard let running = service.deployments.first(where: { $0.status == .running }) else { return "" }
        var rollback: HTML = "<p class=\"hint\">There is no earlier version for a rollback.</p>"
        if let previous = view.previousVersion { rollback = rollbackButton(to: previous) }
        return """
            <section class="card release" aria-labelledby="release"><div><h3 id="release">Release</h3>
            <p><b>\(running.version)</b> was deployed \(HTML.ago(running.timestamp, now: now))\(replaced(0)).</p></div>
            \(rollback)</section>
            """
    }

    /// Which version the deployment at `index` took over from.
    func replaced(_ index: Int) -> HTML {
        let before = index + 1
        guard before < service.deployments.count else { return "" }
        return " and replaced \(service.deployments[before].version)"
    }
}
