import AutoSRECore
import AutoSREWeb

/// One tab of one service's page.
struct ServicePage {
    let view: ServiceView
    let tab: ServiceTab
    /// Oldest first.
    let logs: [ShopLogLine]
    /// How many minutes the charts show; one of `ranges`.
    var minutes = 30
    var levels = LogFilter.all
    /// What was just done.
    var notice: String?

    static let ranges = [15, 30, 90]

    var service: ServiceDetail { view.detail }
    var now: Instant { view.now }

    var html: HTML {
        let trail: HTML = """
            <nav class="trail" aria-label="Breadcrumb"><a href="/services">Services</a>\
            <span aria-hidden="true">/</span><span>\(service.name)</span></nav>

            """
        let aside: HTML = "<p class=\"as-of\">As of \(now.timeOfDay) UTC</p>"
        return PageFrame(title: service.name, trail: trail, aside: aside, isLive: true).html(
            """
            \(told)
            <dl class="facts">
            \(HTML.fact("status", "Status", PageFrame.badge(service.status)))
            \(HTML.fact("version", "Running version", "\(service.version)"))
            \(HTML.fact("ready", "Ready instances", "\(service.replicas.ready) of \(service.replicas.desired)"))
            </dl>
            \(tabs)
            <section class="panel" aria-labelledby="tab-title">
            <h2 id="tab-title">\(tab.title)</h2>
            \(panel)
            </section>
            """)
    }

    private var told: HTML {
        guard let notice else { return "" }
        return "<p class=\"banner good\" role=\"status\">\(notice)</p>"
    }

    private var tabs: HTML {
        let links: [HTML] = ServiceTab.allCases.map { other in
            let current: HTML = other == tab ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(other.address(of: service.id))\"\(current)>\(other.title)</a></li>"
        }
        return "<nav class=\"tabs\" aria-label=\"Sections\"><ul>\(links)</ul></nav>"
    }

    private var panel: HTML {
        switch tab {
        case .overview: overview
        case .deployments: deployments
        case .instances: instances
        case .scaling: scaling
        case .pool: pool
        case .logs: logLines
        }
    }

    /// A form that leads to the confirmation of a change and changes nothing itself; `content` is fields and button.
    func ask(_ kind: ShopChangeKind, _ content: HTML) -> HTML {
        "<form class=\"ask\" action=\"/services/\(service.id)/\(kind.rawValue)\">\(content)</form>"
    }

    func rollbackButton(to version: String) -> HTML {
        ask(
            .rollback,
            """
            <input type="hidden" name="to_version" value="\(version)">\
            <button>Rollback to \(version)</button>
            """)
    }
}
