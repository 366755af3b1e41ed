import AutoSRECore
import AutoSREWeb

extension ServicePage {
    var instances: HTML {
        """
        <ul class="fleet" aria-label="Instances">
        \(service.instances.map(instance))</ul>
        <div class="action"><p>A restart starts every instance again in its version. It takes memory back; what leaks \
        will leak again.</p>\(ask(.restart, "<button>Restart all instances</button>"))</div>
        """
    }

    private func instance(_ instance: ServiceDetail.InstanceDetail) -> HTML {
        """
        <li class="card"><p><b>\(instance.id)</b> \(HTML.pill(instance.status))</p>
        <p class="hint">\(instance.version) · started \(HTML.ago(instance.startedAt, now: now)) · \
        \(instance.restarts.counted("restart"))</p></li>

        """
    }
}
