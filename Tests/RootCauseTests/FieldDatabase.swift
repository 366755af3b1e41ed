import AutoSRECore
@testable import RootCause

/// A database with perhaps replicas and clients.
struct FieldDatabase {
    typealias Role = FieldMetrics.Role
    typealias Effect = @Sendable (_ since: Double, _ usual: Double) -> Double

    let primary: String
    let replicas: [String]
    let clients: [String]
    private let metrics: FieldMetrics

    init(_ world: inout FieldWorld, telling: Int) {
        metrics = FieldMetrics.database(telling)
        let base = world.random.pick(
            [
                ["orders-db", "ledger", "aurora-main", "pg", "users-rds"],
                ["mysql-core", "catalog-db", "crm", "warehouse", "mdb"],
            ][telling % 2])
        primary = base + world.random.pick(["", "-0", "-primary", "-instance-1"])
        replicas = (0..<world.random.whole(0...2)).map { "\(base)-replica-\($0 + 1)" }
        let names = ["checkout", "accounts", "reports", "billing-worker", "gateway"].shuffled(using: &world.random)
        clients = Array(names.prefix(world.random.whole(1...3)))
        if world.random.unit() < 0.4 {
            for client in clients { world.edge(client, primary) }
        }
        world.hasEvents = world.random.unit() < 0.6
    }

    /// Usual metrics, lines and events, with what a fault does to the metrics of one instance. A share tells where a
    /// role has a bound: of what is used, 1 is all; of what is left, 0 is nothing.
    func live(
        _ world: inout FieldWorld, faulty: String? = nil, _ effects: [Role: Effect] = [:], clientEffect: Effect? = nil
    ) {
        for instance in [primary] + replicas {
            for role in Role.allCases {
                guard let name = metrics.names[role], role != .lag || instance != primary || replicas.isEmpty else {
                    continue
                }
                let level = name.usual * Double.random(in: 0.6...1.3, using: &world.random)
                let effect = instance == faulty ? effects[role].map { Self.turned($0, name, level) } : nil
                if name.counts {
                    world.counter(instance, name.text, level, effect: effect)
                } else {
                    let isSteady = [.disk, .memory, .burst].contains(role)
                    let most = min(name.most, isSteady && name.most.isInfinite ? level * 1.4 : name.most)
                    world.gauge(
                        instance, name.text, min(level, name.most * 0.97), noise: isSteady ? 0.01 : 0.12,
                        whole: role == .connections, until: most, effect: effect)
                }
            }
            world.chatter(instance, Double.random(in: 0.5...4, using: &world.random), Self.routine)
        }
        for client in clients {
            world.gauge(client, "request_latency_ms", 45, noise: 0.1, effect: clientEffect)
            world.counter(client, "requests_total", 30)
            world.chatter(client, Double.random(in: 2...20, using: &world.random), Self.clientRoutine)
        }
        for _ in 0..<world.random.whole(0...3) {
            world.event(
                world.random.whole(0...world.end), primary, "Backup", "Finished DB Instance backup", instance: primary)
        }
    }

    /// An effect in shares of what is used becomes one of what is left, where that is measured.
    private static func turned(_ effect: @escaping Effect, _ name: FieldMetrics.Name, _ level: Double) -> Effect {
        guard name.isLeft else { return effect }
        return { since, usual in
            let grown = effect(since, 1)
            return grown <= 1 ? usual * (2 - grown) : usual / (grown * grown)
        }
    }

    private static let routine = [
        "LOG:  checkpoint starting: time", "LOG:  checkpoint complete: wrote # buffers (0.#%); 0 WAL file(s) added",
        "LOG:  automatic vacuum of table \"app.public.items\": index scans: 1",
        "ERROR:  duplicate key value violates unique constraint \"sessions_pkey\"",
        "[Note] [MY-010914] [Server] Aborted connection # to db: 'app' user: 'svc' (Got an error reading communication packets)",
        "LOG:  connection authorized: user=app database=app",
    ]
    private static let clientRoutine = [
        "INFO handled GET /items/# in # ms", "INFO handled POST /orders in # ms", "WARN slow request took # ms",
        "INFO cache refreshed, # entries", "ERROR request # rejected: validation failed for field 'zip'",
    ]
}

extension FieldScenario {
    /// Stories of databases.
    static let databases: [Story] = [
        Story(name: "disk full", kinds: [.resource]) { world, telling in
            let db = FieldDatabase(&world, telling: telling)
            db.live(
                &world, faulty: db.primary,
                [
                    .disk: { since, usual in usual * (1 + since / 400) }, .operations: { _, usual in usual * 0.15 },
                    .throughput: { _, usual in usual * 0.1 },
                ], clientEffect: { _, usual in usual * 3 })
            world.say(
                db.primary, telling == 2 ? 0.7 : 6,
                [
                    [
                        "ERROR:  could not extend file \"base/16384/#\": No space left on device",
                        "HINT:  Check free disk space.",
                    ],
                    [
                        "[ERROR] [MY-013132] [Server] The table '/rdsdbdata/tmp/#sql' is full!",
                        "[Warning] Disk is full writing './binlog.#' (OS errno 28 - No space left on device). Waiting for someone to free space",
                    ],
                    ["PANIC:  could not write to file \"pg_wal/xlogtemp.#\": No space left on device"],
                    [
                        "ERROR:  cannot execute INSERT in a read-only transaction",
                        "FATAL:  server is read only: storage limit reached",
                    ],
                ][telling], from: world.onset, to: world.end)
            world.event(
                world.onset + 30, db.primary, ["low storage", "RDS-EVENT-0007", "StorageFull", "low storage"][telling],
                "The free storage capacity for DB Instance \(db.primary) is low at 1% of the provisioned storage",
                instance: db.primary)
        },
        Story(name: "replication lag", kinds: [.resource]) { world, telling in
            let db = FieldDatabase(&world, telling: telling)
            let faulty = db.replicas.first ?? db.primary
            db.live(
                &world, faulty: faulty,
                [.lag: { since, usual in usual + since * 0.8 }, .queue: { _, usual in usual * 2 }])
            world.say(
                faulty, telling == 2 ? 0 : 1.5,
                [
                    [
                        "ERROR:  canceling statement due to conflict with recovery",
                        "WARNING:  replication lag is # seconds",
                    ],
                    ["[Warning] Replica SQL for channel '': replica is # seconds behind source, lag exceeds threshold"],
                    [], ["standby is lagging: replay # MB behind primary"],
                ][telling], from: world.onset, to: world.end)
        },
        Story(name: "connection exhaustion", kinds: [.resource]) { world, telling in
            let db = FieldDatabase(&world, telling: telling)
            db.live(
                &world, faulty: db.primary, [.connections: { since, usual in usual * min(4, 1.5 + since / 60) }],
                clientEffect: { _, usual in usual * 5 })
            world.say(
                db.primary, 8,
                [
                    ["FATAL:  remaining connection slots are reserved for non-replication superuser connections"],
                    ["[ERROR] [MY-010283] [Server] Too many connections"], ["FATAL:  sorry, too many clients already"],
                    ["no more connections allowed (max_client_conn)"],
                ][telling], from: world.onset, to: world.end)
            for client in db.clients {
                world.say(
                    client, 3,
                    [
                        ["ERROR HikariPool-1 - Connection is not available, request timed out after 30000ms."],
                        ["ERROR QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30"],
                        ["ERROR pq: sorry, too many clients already"],
                        ["ERROR asyncpg.exceptions.TooManyConnectionsError: sorry, too many clients already"],
                    ][telling], from: world.onset, to: world.end)
            }
        },
        Story(name: "lock contention", kinds: [.resource]) { world, telling in
            let db = FieldDatabase(&world, telling: telling)
            db.live(
                &world, faulty: db.primary,
                [
                    .locks: { _, usual in usual + 14 }, .connections: { _, usual in usual * 1.8 },
                    .throughput: { _, usual in usual * 0.5 },
                ],
                clientEffect: { _, usual in usual * 4 })
            world.say(
                db.primary, telling == 3 ? 0.5 : 4,
                [
                    [
                        "ERROR:  deadlock detected",
                        "LOG:  process # still waiting for ShareLock on transaction # after 1000.# ms",
                    ],
                    ["[ERROR] Lock wait timeout exceeded; try restarting transaction"],
                    [
                        "ERROR:  canceling statement due to lock timeout",
                        "LOG:  process # still waiting for AccessExclusiveLock on relation #",
                    ],
                    ["ERROR 1213 (40001): Deadlock found when trying to get lock; try restarting transaction"],
                ][telling], from: world.onset, to: world.end)
        },
        Story(name: "failover", kinds: [.infrastructure]) { world, telling in
            let db = FieldDatabase(&world, telling: telling)
            db.live(
                &world, faulty: db.primary,
                [
                    .connections: { since, usual in since < 120 ? 0 : usual * 0.7 },
                    .throughput: { since, usual in since < 120 ? 0 : usual },
                    .cpu: { since, usual in since < 120 ? 1 : usual },
                ], clientEffect: { since, usual in since < 180 ? usual * 6 : usual })
            world.hasEvents = world.hasEvents || telling < 2
            world.event(
                world.onset + 10, db.primary, ["failover", "RDS-EVENT-0049", "Failover", "failover"][telling],
                [
                    "Multi-AZ instance failover started.", "Multi-AZ instance failover completed",
                    "Started cross AZ failover to DB instance \(db.primary)", "A failover to the standby has begun",
                ][telling], instance: db.primary)
            world.say(
                db.primary, 5,
                [
                    [
                        "FATAL:  terminating connection due to administrator command",
                        "FATAL:  the database system is starting up",
                        "LOG:  database system was interrupted; last known up at 2023-11-14 22:13:20 UTC",
                    ],
                    [
                        "[ERROR] Plugin group_replication reported: 'Member was expelled from the group due to network failures'",
                        "[Warning] A new primary was elected, switching to it",
                    ],
                    [
                        "FATAL:  the database system is shutting down",
                        "LOG:  promoted self to leader by acquiring session lock",
                        "LOG:  received promote request", "FATAL:  the database system is in recovery mode",
                    ],
                    [
                        "Election succeeded, assuming primary role in term #",
                        "error: not primary and secondaryOk=false",
                    ],
                ][telling], from: world.onset, to: world.onset + 200)
            for client in db.clients {
                world.say(
                    client, 4,
                    [
                        ["ERROR server closed the connection unexpectedly"], ["ERROR Communications link failure"],
                        ["ERROR cannot execute UPDATE in a read-only transaction"],
                        ["ERROR NotWritablePrimary: not primary"],
                    ][telling], from: world.onset, to: world.onset + 200)
            }
        },
        Story(name: "parameter change", kinds: [.configuration]) { world, telling in
            let db = FieldDatabase(&world, telling: telling)
            db.live(
                &world, faulty: db.primary,
                [
                    .readLatency: { _, usual in usual * 6 }, .cpu: { _, usual in usual * 2 },
                    .slow: { _, usual in usual + 3 },
                    .throughput: { _, usual in usual * 0.6 },
                ], clientEffect: { _, usual in usual * 4 })
            world.change(
                world.onset - world.random.whole(5...90), db.primary,
                kind: ["config", "configuration", "parameter", "settings"][telling],
                from: "64MB", to: "64kB")
            world.say(
                db.primary, 3,
                [
                    [
                        "LOG:  duration: #.4 ms  statement: SELECT * FROM orders ORDER BY created_at",
                        "LOG:  temporary file: path \"base/pgsql_tmp/pgsql_tmp#.0\", size #",
                    ],
                    ["# Query_time: 12.#  Lock_time: 0.0 Rows_sent: # Rows_examined: #"],
                    [
                        "LOG:  parameter \"work_mem\" changed to \"64kB\"",
                        "LOG:  duration: #.1 ms  plan: Sort Method: external merge",
                    ],
                    ["WARN slow query took # ms: SELECT sum(total) FROM invoices"],
                ][telling], from: world.onset, to: world.end)
        },
        Story(name: "storage throttled", kinds: [.resource]) { world, telling in
            let db = FieldDatabase(&world, telling: telling)
            db.live(
                &world, faulty: db.primary,
                [
                    .burst: { since, usual in usual * min(100, 1.8 + since / 200) }, .queue: { _, usual in usual + 25 },
                    .readLatency: { _, usual in usual * 5 }, .writeLatency: { _, usual in usual * 8 },
                    .operations: { _, usual in usual * 0.4 },
                ], clientEffect: { _, usual in usual * 3 })
            world.say(
                db.primary, telling == 0 ? 0 : 1.2,
                [
                    [], ["[Warning] InnoDB: page_cleaner: 1000ms intended loop took #ms. Disk I/O is throttled"],
                    [
                        "LOG:  checkpoints are occurring too frequently (# seconds apart)",
                        "ERROR:  canceling statement due to statement timeout",
                    ],
                    ["ERROR: request rate is large, throttled by the IOPS quota of the volume"],
                ][telling], from: world.onset, to: world.end)
        },
        Story(name: "upstream of clients", kinds: [.dependency]) { world, telling in
            let db = FieldDatabase(&world, telling: telling)
            db.live(&world)
            world.gauge(db.clients[0], "errors_per_minute", 1, noise: 0.4, effect: { _, usual in usual + 30 })
            world.say(
                db.clients[0], 10,
                [
                    ["ERROR call to partner failed: 503 Service Unavailable from https://api.partner.example/v1/rates"],
                    [
                        "ERROR upstream connect error or disconnect/reset before headers. reset reason: connection failure"
                    ],
                    ["ERROR circuit breaker 'partner-api' is OPEN, last failure: connect timed out"],
                    [
                        "ERROR requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='sms.vendor.example', port=443): Max retries exceeded"
                    ],
                ][telling], from: world.onset, to: world.end)
        },
    ]
}
