import AutoSRECore
import AutoSREWeb
import ServiceSimulation

/// All services at a glance.
struct ServicesPage {
    let services: [ServiceView]
    let now: Instant

    var html: HTML {
        let asOf: HTML = "<p class=\"as-of\">As of \(now.timeOfDay) UTC</p>"
        return PageFrame(title: "Services", aside: asOf, isLive: true).html(
            """
            \(banner)
            <ul class="services">\(services.map(card))</ul>
            <section class="card" aria-labelledby="changes"><h2 id="changes">Recent changes</h2>\(changes)</section>
            """)
    }

    private var banner: HTML {
        let ill = services.filter { $0.detail.status != "healthy" }.map(\.detail.name)
        guard !ill.isEmpty else { return "<p class=\"banner good\">All services are healthy.</p>" }
        let names = ill.joined(separator: " and ")
        return "<p class=\"banner bad\">\(names) \(ill.count == 1 ? "needs" : "need") attention.</p>"
    }

    private func card(_ view: ServiceView) -> HTML {
        let service = view.detail
        return """
            <li class="card service"><div class="title"><h2><a href="/services/\(service.id)">\(service.name)</a></h2>\
            \(PageFrame.badge(service.status))</div>
            <p class="hint">\(service.version) · \(service.replicas.ready) of \(service.replicas.desired) \
            \(service.replicas.desired == 1 ? "instance" : "instances") ready</p>
            <dl class="sparks">\
            \(spark(view, .latencyP99, "Latency p99", .milliseconds))\
            \(spark(view, .errorRate, "Errors", .share))\
            \(spark(view, .requestRate, "Load", .perSecond))</dl></li>

            """
    }

    private func spark(_ view: ServiceView, _ metric: Metric, _ name: String, _ unit: ChartUnit) -> HTML {
        let spark = Sparkline(
            line: view.line(name, metric), window: view.window, unit: unit.word, leastTop: unit.leastTop,
            noise: unit.noise)
        return """
            <div><dt>\(name)</dt><dd><b>\(Figure.text(view.latest(metric), unit.word))</b>\(spark.svg)</dd></div>
            """
    }

    private var changes: HTML {
        var all: [(service: ServiceDetail, mark: Mark)] = []
        for view in services { all += view.marks.map { (view.detail, $0) } }
        all.sort { $0.mark.at > $1.mark.at }
        guard !all.isEmpty else { return "<p class=\"hint\">Nothing was changed in this half hour.</p>" }
        let items: [HTML] = all.prefix(6).map { service, mark in
            """
            <li>\(HTML.ago(mark.at, now: now)) <span>\(service.name): \(mark.sentence)</span></li>

            """
        }
        return "<ol class=\"changes\">\(items)</ol>"
    }
}
