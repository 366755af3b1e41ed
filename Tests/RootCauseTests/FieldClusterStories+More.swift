import AutoSRECore
@testable import RootCause

extension FieldScenario {
    /// Stories of names, certificates, traffic, networks, neighbours and releases.
    static let rollouts: [Story] = [
        Story(name: "dns failing", kinds: [.configuration]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            world.hasLogs = true
            cluster.live(&world, .init(latency: { _, usual in usual * 3 }, errors: { _, usual in usual * 6 + 1 }))
            if telling % 2 == 0 { world.change(world.onset - 60, "coredns", kind: "configmap", from: "1", to: "2") }
            world.say(
                "coredns", 5,
                ["[ERROR] plugin/errors: 2 \(cluster.subject).default. A: read udp 10.0.0.#:53: i/o timeout"],
                from: world.onset, to: world.end)
            for service in cluster.services.prefix(3) {
                world.say(
                    service, 3,
                    [
                        ["ERROR dial tcp: lookup \(cluster.subject) on 10.96.0.10:53: no such host"],
                        ["ERROR java.net.UnknownHostException: \(cluster.subject): Name or service not known"],
                        ["ERROR getaddrinfo EAI_AGAIN \(cluster.subject)"],
                        ["ERROR Temporary failure in name resolution"],
                    ][telling], from: world.onset, to: world.end)
            }
        },
        Story(name: "certificate expired", kinds: [.configuration]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            world.hasLogs = true
            cluster.live(&world, .init(errors: { _, usual in usual * 10 + 2 }), caller: suffering)
            world.say(
                cluster.caller, 6,
                [
                    [
                        "ERROR Post \"https://\(cluster.subject):8443/pay\": x509: certificate has expired or is not yet valid: current time is after 2026-11-30"
                    ],
                    [
                        "ERROR javax.net.ssl.SSLHandshakeException: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed"
                    ],
                    [
                        "ERROR ssl.SSLCertVerificationError: certificate verify failed: certificate has expired (_ssl.c:1129)"
                    ],
                    ["ERROR request to https://\(cluster.subject) failed, reason: CERT_HAS_EXPIRED"],
                ][telling], from: world.onset, to: world.end)
            world.say(
                cluster.subject, 3, ["http: TLS handshake error from 10.0.0.#:443: remote error: tls: bad certificate"],
                from: world.onset, to: world.end)
        },
        Story(name: "traffic surge", kinds: [.traffic]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            world.hasMetrics = true
            let factor = Double.random(in: 3...6, using: &world.random)
            let loaded = FieldCluster.Effects(
                cpu: { _, usual in usual * (1 + factor / 2) }, requests: { _, usual in usual * factor },
                latency: { _, usual in usual * 1.8 }, errors: { _, usual in usual * factor })
            cluster.live(&world, loaded, caller: loaded)
            if telling % 2 == 0 {
                world.gauge(
                    cluster.subject, "kube_horizontalpodautoscaler_status_current_replicas", 13, noise: 0, whole: true,
                    until: 10, effect: { _, _ in 10 })
            }
            world.event(
                world.onset + 40, cluster.subject, "SuccessfulRescale",
                "New size: 10; reason: cpu resource utilization (percentage of request) above target")
            for second in 0..<6 { cluster.start(&world, cluster.subject, world.onset + 45 + second) }
            if telling >= 2 {
                world.say(
                    cluster.subject, 2,
                    ["WARN request queue is # deep, shedding load", "ERROR 429 Too Many Requests for client #"],
                    from: world.onset, to: world.end)
            }
        },
        Story(name: "network policy", kinds: [.configuration]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            cluster.live(&world, .init(requests: { _, usual in usual * 0.02 }), caller: suffering)
            world.change(
                world.onset - 20, cluster.subject,
                kind: ["networkpolicy", "network policy", "config", "NetworkPolicy"][telling], from: "allow-all",
                to: "deny-default")
            world.say(
                cluster.caller, 5,
                [
                    ["ERROR dial tcp 10.3.2.1:8080: i/o timeout"], ["ERROR connect ETIMEDOUT 10.3.2.1:8080"],
                    ["ERROR java.net.SocketTimeoutException: connect timed out"],
                    ["ERROR connection timed out while calling \(cluster.subject)"],
                ][telling], from: world.onset, to: world.end)
        },
        Story(name: "noisy neighbour", kinds: [.resource]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            world.hasMetrics = true
            cluster.live(&world, .init(latency: { _, usual in usual * 2.2 }), noisy: true)
            world.gauge("batch-etl", cluster.names.cpu.text + "_rate", 0.3, effect: { _, usual in usual * 14 })
            world.gauge(cluster.node, "node_cpu_utilisation", 0.35, until: 1, effect: { _, _ in 0.98 })
            world.gauge(
                cluster.subject, "container_cpu_cfs_throttled_ratio", 0.01, noise: 0.5, until: 1,
                effect: { _, usual in usual + 0.55 })
            if telling >= 2 {
                world.event(
                    world.onset + 60, cluster.subject, "CPUThrottlingHigh",
                    "56% throttling of CPU in namespace default for container")
            }
        },
        Story(name: "upstream down", kinds: [.dependency]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            world.hasLogs = true
            cluster.live(&world, .init(latency: { _, usual in usual * 2 }, errors: { _, usual in usual * 10 + 2 }))
            world.say(
                cluster.subject, 6,
                [
                    [
                        "ERROR POST https://api.stripe.example/v1/charges: 503 Service Unavailable",
                        "WARN circuit breaker opened for partner gateway",
                    ],
                    ["ERROR upstream request timeout calling maps.vendor.example: 504 Gateway Timeout"],
                    [
                        "ERROR connect ECONNREFUSED 52.1.2.3:443 (partner-sms)",
                        "ERROR partner returned status 502 Bad Gateway",
                    ],
                    [
                        "ERROR HTTPSConnectionPool(host='idp.example.org', port=443): Max retries exceeded with url: /token (Caused by ConnectTimeoutError)"
                    ],
                ][telling], from: world.onset, to: world.end)
        },
        Story(name: "bad release", kinds: [.deployment, .code]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            world.hasLogs = true
            cluster.live(
                &world, .init(latency: { _, usual in usual * 2 }, errors: { _, usual in usual * 15 + 2 }),
                caller: suffering)
            world.change(
                world.onset - world.random.whole(5...60), cluster.subject,
                kind: ["deployment", "rollout", "deploy", "release"][telling], from: "v2.3.0", to: "v2.4.0")
            for second in 0..<3 { cluster.start(&world, cluster.subject, world.onset - 5 + second * 10) }
            world.say(cluster.subject, 5, exceptions[telling], from: world.onset, to: world.end)
        },
        Story(name: "code", kinds: [.code]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            world.hasLogs = true
            cluster.live(&world, .init(errors: { _, usual in usual * 8 + 2 }))
            world.say(cluster.subject, 3, exceptions[telling], from: world.onset, to: world.end)
        },
        Story(name: "disk of a node failing", kinds: [.infrastructure]) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            world.hasLogs = true
            cluster.live(&world, .init(latency: { _, usual in usual * 5 }, errors: { _, usual in usual * 4 + 1 }))
            world.say(
                telling == 2 ? cluster.subject : cluster.node, 2,
                [
                    [
                        "kernel: blk_update_request: I/O error, dev nvme1n1, sector # op 0x1:(WRITE)",
                        "kernel: EXT4-fs error (device nvme1n1): ext4_find_entry",
                    ],
                    [
                        "kernel: nvme nvme1: I/O # QID 4 timeout, aborting",
                        "kernel: Buffer I/O error on dev dm-0, logical block #, lost async page write",
                    ],
                    ["ERROR write /data/segment-#.log: input/output error"],
                    ["kernel: sd 0:0:0:0: [sda] FAILED Result: hostbyte=DID_OK, Medium Error - Unrecovered read error"],
                ][telling], from: world.onset, to: world.end)
        },
    ]

    private static let suffering = FieldCluster.Effects(
        latency: { _, usual in usual * 2 }, errors: { _, usual in usual * 8 + 1 })
    private static let exceptions = [
        ["ERROR unhandled exception in handler: TypeError: Cannot read properties of undefined (reading 'id')"],
        ["ERROR java.lang.NullPointerException: Cannot invoke \"Price.amount()\" because \"price\" is null"],
        [
            "Traceback (most recent call last): File \"app.py\", line #, in handle: AttributeError: 'NoneType' object has no attribute 'total'"
        ],
        [
            "panic: runtime error: invalid memory address or nil pointer dereference [signal SIGSEGV: segmentation violation]"
        ],
    ]

    /// Hours in which nothing is wrong, though much goes on.
    static let healthy: [Story] = [
        Story(name: "calm database", kinds: []) { world, telling in
            FieldDatabase(&world, telling: telling).live(&world)
        },
        Story(name: "backup", kinds: []) { world, telling in
            let db = FieldDatabase(&world, telling: telling)
            db.live(&world, faulty: db.primary, [.operations: { since, usual in since < 300 ? usual * 1.6 : usual }])
            world.event(world.onset, db.primary, "Backup", "Backing up DB instance", instance: db.primary)
            world.say(
                db.primary, 1, ["LOG:  starting backup, label nightly", "INFO: backup progress # MB"],
                from: world.onset, to: world.onset + 300)
        },
        Story(name: "small change", kinds: []) { world, telling in
            let db = FieldDatabase(&world, telling: telling)
            db.live(&world)
            world.change(world.onset - 30, db.primary, kind: "config", from: "100", to: "120")
            world.line(
                db.primary, Double(world.onset - 25),
                "LOG:  parameter \"log_min_duration_statement\" changed to \"500\"")
        },
        Story(name: "roll-out", kinds: []) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            cluster.live(&world)
            world.change(world.onset - 20, cluster.subject, kind: "deployment", from: "v7", to: "v8")
            for pod in 0..<3 {
                cluster.start(&world, cluster.subject, world.onset + pod * 25)
                world.event(
                    world.onset + pod * 25 + 20, cluster.subject, "Killing", "Stopping container \(cluster.subject)")
            }
            world.event(
                world.onset - 18, cluster.subject, "ScalingReplicaSet",
                "Scaled up replica set \(cluster.subject)-# to 1")
        },
        Story(name: "cron burst", kinds: []) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            cluster.live(&world)
            for time in stride(from: world.onset % 900, to: world.end, by: 900) {
                for _ in 0..<4 { cluster.start(&world, "nightly-report", time) }
                world.event(time + 2, "nightly-report", "SuccessfulCreate", "Created pod: nightly-report-#")
                if time + 80 < world.end { world.event(time + 80, "nightly-report", "Completed", "Job completed") }
            }
        },
        Story(name: "autoscaling", kinds: []) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            let climbs = FieldCluster.Effects(
                cpu: { since, usual in usual * (1 + since / 9_000) },
                available: { since, usual in usual + (since / 600).rounded(.down) },
                requests: { since, usual in usual * (1 + since / 6_000) })
            cluster.live(&world, climbs)
            world.event(
                world.onset + 100, cluster.subject, "SuccessfulRescale",
                "New size: 5; reason: cpu resource utilization above target")
            cluster.start(&world, cluster.subject, world.onset + 101)
        },
        Story(name: "noisy cluster", kinds: []) { world, telling in
            FieldCluster(&world, telling: telling).live(&world, noisy: true)
        },
        Story(name: "scale in", kinds: []) { world, telling in
            let cluster = FieldCluster(&world, telling: telling)
            cluster.live(&world)
            let node = cluster.nodes[cluster.nodes.count - 1]
            world.event(world.onset, node, "ScaleDown", "node removed by cluster autoscaler", instance: node)
            world.event(
                world.onset + 1, node, "NodeNotSchedulable", "Node \(node) status is now: NodeNotSchedulable",
                instance: node)
            for service in cluster.services.suffix(2) {
                world.event(world.onset + 5, service, "Killing", "Stopping container \(service)")
                cluster.start(&world, service, world.onset + 8)
            }
            world.event(
                world.onset + 90, node, "RemovingNode", "Node \(node) event: Removing Node from Controller",
                instance: node)
        },
    ]
}
