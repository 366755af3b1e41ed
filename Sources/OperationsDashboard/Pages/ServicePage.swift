import AutoSRECore

/// One service: what it is, and the forms that change it.
struct ServicePage {
    let service: ServiceDetail
    /// The anti-forgery token that each form carries.
    let token: String

    var html: HTML {
        Layout.html(
            title: service.name, navigation: Layout.home,
            main: """
                <nav class="tabs" aria-label="Sections"><ul>\
                <li><a href="#overview">Overview</a></li><li><a href="#deployments">Deployments</a></li>\
                <li><a href="#instances">Instances</a></li><li><a href="#scaling">Scaling</a></li>\
                <li><a href="#pool">Database pool</a></li></ul></nav>
                \(section("overview", "Overview", overview))
                \(section("deployments", "Deployments", deployments))
                \(section("instances", "Instances", instances))
                \(section("scaling", "Scaling", scaling))
                \(section("pool", "Database pool", pool))
                """)
    }

    private func section(_ id: String, _ title: String, _ content: HTML) -> HTML {
        """
        <section id="\(id)" aria-labelledby="\(id)-title">
        <h2 id="\(id)-title">\(title)</h2>
        \(content)
        </section>
        """
    }

    /// A form that works without a script; `content` is its fields and its button.
    private func form(_ action: String, _ content: HTML) -> HTML {
        """
        <form method="post" action="/services/\(service.id)/\(action)">\
        <input type="hidden" name="token" value="\(token)">\(content)</form>
        """
    }

    private var overview: HTML {
        let load = service.load
        return """
            <dl>
            <div><dt>Status</dt><dd>\(Layout.badge(service.status))</dd></div>
            <div><dt>Version</dt><dd>\(service.version)</dd></div>
            <div><dt>Ready instances</dt><dd>\(service.replicas.ready) of \(service.replicas.desired)</dd></div>
            <div><dt>Requests</dt><dd>\(Int(load.requestRate.rounded())) a second</dd></div>
            <div><dt>Latency (p99)</dt><dd>\(Int(load.latencyP99)) ms</dd></div>
            <div><dt>Errors</dt><dd>\(percent(load.errorRate))</dd></div>
            <div><dt>CPU</dt><dd>\(percent(load.cpuUtilization))</dd></div>
            </dl>
            """
    }

    /// With one decimal.
    private func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }
}

extension ServicePage {
    private var deployments: HTML {
        """
        <table>
        <caption>Newest first</caption>
        <thead><tr><th scope="col">Version</th><th scope="col">Deployed</th><th scope="col">Status</th>\
        <th scope="col">Rollback</th></tr></thead>
        <tbody>
        \(service.deployments.indices.map(deployment))
        </tbody>
        </table>
        """
    }

    private func deployment(_ index: Int) -> HTML {
        let entry = service.deployments[index]
        let isFirst = !service.deployments[..<index].contains { $0.version == entry.version }
        var button: HTML = ""
        if isFirst, entry.version != service.version {
            button = form(
                "rollback",
                """
                <input type="hidden" name="to_version" value="\(entry.version)">\
                <button type="submit">Rollback to \(entry.version)</button>
                """)
        }
        return """
            <tr><th scope="row">\(entry.version)</th><td>\(time(entry.timestamp))</td>\
            <td>\(words(entry.status.rawValue))</td><td>\(button)</td></tr>

            """
    }

    private var instances: HTML {
        """
        <table>
        <caption>Running copies</caption>
        <thead><tr><th scope="col">Instance</th><th scope="col">Version</th><th scope="col">Started</th>\
        <th scope="col">Status</th><th scope="col">Restarts</th></tr></thead>
        <tbody>
        \(service.instances.map(instance))
        </tbody>
        </table>
        \(form("restart", #"<button type="submit">Restart all instances</button>"#))
        """
    }

    private func instance(_ instance: ServiceDetail.InstanceDetail) -> HTML {
        """
        <tr><th scope="row">\(instance.id)</th><td>\(instance.version)</td><td>\(time(instance.startedAt))</td>\
        <td>\(words(instance.status))</td><td>\(instance.restarts)</td></tr>

        """
    }

    private var scaling: HTML {
        let replicas = service.replicas
        let field: HTML = """
            <label for="replicas">Replicas (1 to \(replicas.maximum))</label>
            <input id="replicas" name="replicas" type="number" min="1" max="\(replicas.maximum)" \
            value="\(replicas.desired)" required>
            <button type="submit">Scale</button>
            """
        return """
            <p>\(replicas.desired) wanted, \(replicas.ready) ready, at most \(replicas.maximum).</p>
            \(form("scale", field))
            """
    }

    private var pool: HTML {
        let pool = service.pool
        return """
            <p>\(pool.inUse) of \(pool.size) connections in use, \(pool.waiting) requests waiting. \
            Last restarted \(time(pool.restartedAt)).</p>
            \(form("pool/restart", #"<button type="submit">Restart database pool</button>"#))
            """
    }

    private func time(_ instant: Instant) -> HTML {
        "<time datetime=\"\(instant.description)\">\(instant.wholeSeconds)</time>"
    }

    private func words(_ status: String) -> String {
        String(status.map { $0 == "_" ? " " : $0 })
    }
}
