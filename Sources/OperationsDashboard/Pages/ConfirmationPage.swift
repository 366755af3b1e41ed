import AutoSRECore
import AutoSREWeb

/// The question before a change. It shows what is, what will be, and changes nothing until its button is pressed.
struct ConfirmationPage {
    let service: ServiceDetail
    let change: ShopChange
    /// The anti-forgery token that the form carries.
    let token: String

    var html: HTML {
        let back = kind.tab.address(of: service.id)
        let trail: HTML = """
            <nav class="trail" aria-label="Breadcrumb"><a href="/services">Services</a>\
            <span aria-hidden="true">/</span><a href="/services/\(service.id)">\(service.name)</a></nav>

            """
        return PageFrame(title: question, trail: trail).html(
            """
            <div class="card narrow"><p class="lead">\(effect)</p>
            <dl class="facts">
            \(HTML.fact("service", "Service", "\(service.name)"))
            \(HTML.fact("version", "Running version", "\(service.version)"))
            \(facts)</dl>
            <form class="confirm" method="post" action="/services/\(service.id)/\(kind.rawValue)">\
            <input type="hidden" name="token" value="\(token)">\
            <input type="hidden" name="running_version" value="\(service.version)">\(field)\
            <button class="danger" type="submit">\(button)</button> <a class="button quiet" href="\(back)">Cancel</a>\
            </form></div>
            """)
    }

    private var kind: ShopChangeKind { change.kind }

    private var question: String {
        switch change {
        case .rollback(let version): "Roll back \(service.name) to \(version)?"
        case .restart: "Restart all instances of \(service.name)?"
        case .scale(let replicas): "Scale \(service.name) to \(replicas.counted("replica"))?"
        case .restartPool: "Restart the database pool of \(service.name)?"
        }
    }

    private var button: String {
        switch change {
        case .rollback(let version): "Confirm rollback to \(version)"
        case .restart: "Confirm restart of all instances"
        case .scale(let replicas): "Confirm scale to \(replicas.counted("replica"))"
        case .restartPool: "Confirm restart of the database pool"
        }
    }

    private var effect: String {
        switch change {
        case .rollback(let version):
            "\(Words.all(service.instances.count, "instance")) replaced by ones of \(version), at once."
        case .restart: "Every instance is started again in its version. Caches are cold for some seconds."
        case .scale(let replicas) where replicas > service.replicas.desired:
            "\((replicas - service.replicas.desired).counted("instance")) will be started."
        case .scale(let replicas) where replicas < service.replicas.desired:
            "\((service.replicas.desired - replicas).counted("instance")) will be stopped, the newest first."
        case .scale: "As many are wanted already; nothing will change."
        case .restartPool: "All connections are closed and opened again."
        }
    }

    private var facts: HTML {
        switch change {
        case .rollback(let version): HTML.fact("target", "Target version", "\(version)")
        case .restart: HTML.fact("instances", "Instances", "\(service.instances.count)")
        case .scale(let replicas):
            """
            \(HTML.fact("now", "Replicas now", "\(service.replicas.desired)"))
            \(HTML.fact("wanted", "Replicas wanted", "\(replicas)"))
            """
        case .restartPool:
            HTML.fact("in-use", "Connections in use", "\(service.pool.inUse) of \(service.pool.size)")
        }
    }

    private var field: HTML {
        switch change {
        case .rollback(let version): "<input type=\"hidden\" name=\"to_version\" value=\"\(version)\">"
        case .scale(let replicas): "<input type=\"hidden\" name=\"replicas\" value=\"\(replicas)\">"
        case .restart, .restartPool: ""
        }
    }
}

extension ShopChange {
    /// Its path's last part.
    var kind: ShopChangeKind {
        switch self {
        case .rollback: .rollback
        case .restart: .restart
        case .scale: .scale
        case .restartPool: .restartPool
        }
    }
}

extension ShopChangeKind {
    /// Where its button stands.
    var tab: ServiceTab {
        switch self {
        case .rollback: .deployments
        case .restart: .instances
        case .scale: .scaling
        case .restartPool: .pool
        }
    }
}
