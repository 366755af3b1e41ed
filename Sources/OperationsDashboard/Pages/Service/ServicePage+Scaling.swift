import AutoSRECore
import AutoSREWeb

extension ServicePage {
    var scaling: HTML {
        let replicas = service.replicas
        let field: HTML = """
            <label for="replicas">Replicas</label>\
            <input id="replicas" name="replicas" type="number" min="1" max="\(replicas.maximum)" \
            value="\(replicas.desired)" required aria-describedby="bounds"><button>Scale</button>
            """
        let rate = service.load.requestRate / Double(max(replicas.ready, 1))
        return """
            <dl class="facts">
            \(HTML.fact("wanted", "Wanted", "\(replicas.desired)"))
            \(HTML.fact("maximum", "At most", "\(replicas.maximum)"))
            \(HTML.fact("rate", "Load of each", "\(Figure.text(rate, "req/s"))"))
            \(HTML.fact("cpu", "CPU of each", "\(Figure.text(service.load.cpuUtilization, "ratio"))"))
            </dl>
            <div class="action"><p id="bounds">From 1 to \(replicas.maximum). More instances share the load; fewer \
            save money.</p>\(ask(.scale, field))</div>
            \(rangeLinks)
            <div class="charts two">\(loadChart)\(processorChart)</div>
            """
    }

    var pool: HTML {
        let pool = service.pool
        let button: HTML = "<button>Restart database pool</button>"
        return """
            <dl class="facts">
            \(HTML.fact("in-use", "Connections in use", "\(pool.inUse) of \(pool.size)"))
            \(HTML.fact("waiting", "Requests waiting", "\(pool.waiting)"))
            \(HTML.fact("restarted", "Last restarted", HTML.ago(pool.restartedAt, now: now)))
            </dl>
            <div class="action"><p>A restart closes every connection and opens new ones. Leaked connections come \
            back.</p>\(ask(.restartPool, button))</div>
            \(rangeLinks)
            <div class="charts two">\(poolChart)\(latencyChart)</div>
            """
    }
}
