import AutoSRECore

extension ServicePage {
    var instances: HTML {
        """
        <div class="card"><table>
        <caption>\(Words.count(service.instances.count, "instance")), \(service.replicas.ready) ready</caption>
        <thead><tr><th scope="col">Instance</th><th scope="col">State</th><th scope="col">Version</th>\
        <th scope="col">Age</th><th scope="col" class="number">Restarts</th></tr></thead>
        <tbody>
        \(service.instances.map(instance))</tbody>
        </table></div>
        <div class="action"><p>A restart starts every instance again in its version. It takes memory back; what leaks \
        will leak again.</p>\(ask(.restart, #"<button class="danger">Restart all instances</button>"#))</div>
        """
    }

    private func instance(_ instance: ServiceDetail.InstanceDetail) -> HTML {
        let age = Words.age(now.seconds(since: instance.startedAt))
        let started = "started \(instance.startedAt.wholeSeconds)"
        return """
            <tr><th scope="row">\(instance.id)</th><td>\(HTML.pill(instance.status))</td><td>\(instance.version)</td>\
            <td><time datetime="\(instance.startedAt.description)" title="\(started)">\(age)</time></td>\
            <td class="number">\(instance.restarts)</td></tr>

            """
    }
}
