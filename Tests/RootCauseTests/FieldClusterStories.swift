import AutoSRECore
@testable import RootCause

extension FieldScenario {
    private static let down = FieldCluster.Effects(
        available: { _, usual in max(0, usual - 1) }, latency: { _, usual in usual * 2.5 },
        errors: { _, usual in usual * 12 + 1 })
    private static let suffers = FieldCluster.Effects(
        latency: { _, usual in usual * 2 }, errors: { _, usual in usual * 8 + 1 })

    /// An event every `seconds` from the onset on.
    private static func repeated(
        _ world: inout FieldWorld, _ component: String, _ reason: String, _ message: String, every seconds: Int,
        instance: String? = nil
    ) {
        let pod = instance ?? world.pod(component)
        for time in stride(from: world.onset + world.random.whole(2...20), to: world.end, by: seconds) {
            world.event(time, component, reason, message, count: world.random.whole(1...3), instance: pod)
        }
    }

    /// What a caller writes of a service that is not there.
    private static func complaint(_ world: inout FieldWorld, _ cluster: FieldCluster, _ telling: Int) {
        world.say(
            cluster.caller, 4,
            [
                [
                    "ERROR rpc error: code = Unavailable desc = connection error: dial tcp 10.2.3.4:50051: connect: connection refused"
                ],
                ["ERROR java.net.ConnectException: Connection refused"],
                ["ERROR GET http://\(cluster.subject)/ failed: 503 Service Unavailable"],
                ["ERROR [Errno 111] Connection refused while calling \(cluster.subject)"],
            ][telling], from: world.onset, to: world.end)
    }

    /// Stories of clusters.
    static let clusters: [Story] = [
        Story(name: "oom killed", kinds: [.resource]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            var effects = down
            effects.memory = { since, usual in
                min(usual * 1.6, usual * (1 + since.truncatingRemainder(dividingBy: 180) / 200))
            }
            effects.restarts = { since, usual in usual + 1 + (since / 150).rounded(.down) }
            cluster.live(&world, effects, caller: suffers)
            if telling < 2 {
                world.change(
                    world.onset - 40, cluster.subject, kind: "config", from: "memory 512Mi", to: "memory 256Mi")
            }
            repeated(
                &world, cluster.subject, ["OOMKilled", "OOMKilling", "BackOff", "OOMKilled"][telling],
                [
                    "Container \(cluster.subject) was OOM-killed",
                    "Memory cgroup out of memory: Killed process # (java) total-vm:#kB",
                    "Back-off restarting failed container", "Last state: Terminated, reason OOMKilled, exit code 137",
                ][telling], every: 110)
            repeated(
                &world, cluster.subject, "BackOff", "Back-off restarting failed container \(cluster.subject)", every: 60
            )
            if telling >= 2 {
                world.say(
                    cluster.subject, 1,
                    [
                        [], [], ["FATAL java.lang.OutOfMemoryError: Java heap space"],
                        ["fatal error: runtime: out of memory"],
                    ][telling],
                    from: world.onset, to: world.end)
            }
            complaint(&world, cluster, telling)
        },
        Story(name: "image pull", kinds: [.configuration]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            var effects = FieldCluster.Effects()
            effects.available = { _, usual in max(0, usual - Double(telling % 2 + 1)) }
            cluster.live(&world, effects)
            world.change(
                world.onset - world.random.whole(5...60), cluster.subject, kind: "deployment", from: "v41", to: "v42")
            let image = "registry.example.com/\(cluster.subject):v42"
            repeated(
                &world, cluster.subject, ["Failed", "Failed", "ErrImagePull", "Failed"][telling],
                [
                    "Failed to pull image \"\(image)\": rpc error: code = NotFound desc = failed to pull and unpack image: not found",
                    "Error: ErrImagePull",
                    "failed to resolve reference \"\(image)\": unexpected status from HEAD request: 403 Forbidden",
                    "Failed to pull image \"\(image)\": toomanyrequests: You have reached your pull rate limit",
                ][telling], every: 70)
            repeated(
                &world, cluster.subject, ["BackOff", "BackOff", "ImagePullBackOff", "BackOff"][telling],
                [
                    "Back-off pulling image \"\(image)\"", "Error: ImagePullBackOff",
                    "Back-off pulling image \"\(image)\"", "Back-off pulling image \"\(image)\"",
                ][telling],
                every: 45)
        },
        Story(name: "missing config", kinds: [.configuration]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            var effects = down
            effects.restarts = { since, usual in usual + 1 + (since / 100).rounded(.down) }
            if telling == 3 { effects.restarts = nil }
            cluster.live(&world, effects, caller: suffers)
            world.change(
                world.onset - 30, cluster.subject, kind: telling == 0 ? "deployment" : "configmap", from: "17", to: "18"
            )
            if telling == 3 {
                repeated(
                    &world, cluster.subject, "Failed", "Error: secret \"payments-credentials\" not found", every: 40)
            } else {
                repeated(
                    &world, cluster.subject, "BackOff", "Back-off restarting failed container app in pod", every: 40)
            }
            world.say(
                cluster.subject, telling == 3 ? 0 : 2,
                [
                    ["panic: required environment variable DATABASE_URL is not set"],
                    ["FATAL config: missing required key 'queue.url' in /etc/app/config.yaml"],
                    ["Error: invalid configuration: unknown field \"timeuot\"", "KeyError: 'PAYMENT_API_KEY'"], [],
                ][telling], from: world.onset, to: world.end)
            complaint(&world, cluster, telling)
        },
        Story(name: "unschedulable", kinds: [.resource]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            var effects = FieldCluster.Effects()
            effects.available = { _, usual in max(0, usual - 1) }
            effects.latency = { _, usual in usual * 1.5 }
            cluster.live(&world, effects)
            repeated(
                &world, cluster.subject,
                ["FailedScheduling", "FailedCreate", "FailedScheduling", "FailedScheduling"][telling],
                [
                    "0/5 nodes are available: 5 Insufficient cpu. preemption: 0/5 nodes are available: 5 No preemption victims found.",
                    "Error creating: pods \"\(cluster.subject)-x\" is forbidden: exceeded quota: compute-quota, requested: requests.cpu=500m, used: requests.cpu=8, limited: requests.cpu=8",
                    "0/3 nodes are available: 3 Insufficient memory.",
                    "0/6 nodes are available: 6 Too many pods. pod didn't trigger scale-up: 1 max node group size reached",
                ][telling], every: 50)
        },
        Story(name: "node lost", kinds: [.infrastructure]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            var effects = down
            effects.cpu = { since, usual in since > 60 ? usual * 0.4 : usual }
            cluster.live(&world, effects, caller: suffers)
            repeated(
                &world, cluster.node, ["NodeNotReady", "NodeNotReady", "NodeNotReady", "Rebooted"][telling],
                [
                    "Node \(cluster.node) status is now: NodeNotReady", "Kubelet stopped posting node status.",
                    "Node is not ready",
                    "Node \(cluster.node) has been rebooted, boot id: #",
                ][telling], every: 400, instance: cluster.node)
            for service in cluster.services.prefix(world.random.whole(1...cluster.services.count)) {
                world.event(world.onset + 15, service, "NodeNotReady", "Node is not ready")
                world.event(
                    world.onset + 70, service, "TaintManagerEviction", "Marking for deletion Pod default/\(service)")
                cluster.start(&world, service, world.onset + 90)
            }
            complaint(&world, cluster, telling)
        },
        Story(name: "evicted", kinds: [.resource, .infrastructure]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            cluster.live(&world, down, caller: suffers)
            let resource = telling % 2 == 0 ? "ephemeral-storage" : "memory"
            world.event(
                world.onset + 3, cluster.node, telling % 2 == 0 ? "NodeHasDiskPressure" : "EvictionThresholdMet",
                telling % 2 == 0
                    ? "Node \(cluster.node) status is now: NodeHasDiskPressure" : "Attempting to reclaim memory",
                instance: cluster.node)
            for service in cluster.services.prefix(3) {
                world.event(
                    world.onset + world.random.whole(5...90), service, "Evicted",
                    "The node was low on resource: \(resource). Threshold quantity: #, available: #Ki.")
            }
        },
        Story(name: "probe failing", kinds: [.configuration]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            cluster.live(&world, down, caller: suffers)
            world.change(
                world.onset - 45, cluster.subject, kind: ["deployment", "config", "deployment", "config"][telling],
                from: "8", to: "9")
            repeated(
                &world, cluster.subject, "Unhealthy",
                [
                    "Readiness probe failed: HTTP probe failed with statuscode: 404",
                    "Readiness probe failed: Get \"http://10.4.1.9:9090/healthz\": dial tcp 10.4.1.9:9090: connect: connection refused",
                    "Startup probe failed: HTTP probe failed with statuscode: 404",
                    "Readiness probe failed: command \"/bin/check\" timed out",
                ][telling], every: 20)
            if telling != 1 {
                world.event(
                    world.end - 60, cluster.subject, "ProgressDeadlineExceeded", "ReplicaSet has timed out progressing."
                )
            }
        },
    ]
}
