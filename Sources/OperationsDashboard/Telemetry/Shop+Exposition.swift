import AutoSRECore
import AutoSREWeb
import ServiceSimulation

extension Shop {
    /// What `GET /metrics` says at `now`: every figure in base units.
    func exposition(at now: Instant) -> String {
        var out = Exposition()
        let readings = services.map { Reading($0, now) }
        out.services(readings)
        out.traffic(readings)
        out.instances(readings)
        let operations: [(Exposition.Labels, Double)] = operations.entries.map { entry in
            let labels = [("service", entry.service), ("kind", entry.kind), ("to", entry.to ?? "")]
            return (labels, Double(entry.count))
        }
        out.metric("shop_operations_total", .counter, "Changes that operators made.", operations)
        return out.text
    }
}

/// One service at one moment, for all its metrics.
private struct Reading {
    let service: Service
    let fleet: Fleet
    let vitals: Vitals
    let now: Instant

    init(_ service: Service, _ now: Instant) {
        self.service = service
        self.now = now
        fleet = service.fleet(at: now)
        vitals = service.shown(at: now)
    }

    var labels: Exposition.Labels { [("service", service.profile.id), ("version", fleet.version)] }

    func labels(_ instance: Instance) -> Exposition.Labels {
        [("service", service.profile.id), ("version", instance.version), ("instance", instance.id)]
    }
}

extension Exposition {
    fileprivate mutating func gauge(
        _ name: String, _ help: String, _ readings: [Reading], _ value: (Reading) -> Double
    ) {
        metric(name, .gauge, help, readings.map { ($0.labels, value($0)) })
    }

    fileprivate mutating func services(_ readings: [Reading]) {
        gauge("shop_service_healthy", "Whether users are served as they should be, 0 or 1.", readings) {
            $0.service.isHealthy(at: $0.now) ? 1 : 0
        }
        gauge("shop_service_replicas_desired", "Instances that are wanted.", readings) { Double($0.fleet.desired) }
        gauge("shop_service_replicas_ready", "Instances that take requests.", readings) { $0.vitals.ready }
        gauge("shop_service_deployed_timestamp_seconds", "When the running version was deployed.", readings) {
            Double(($0.service.deployments.first?.timestamp.milliseconds ?? 0) / 1000)
        }
        gauge("shop_pool_connections_in_use", "Database connections that are taken.", readings) { $0.vitals.poolInUse }
        gauge("shop_pool_connections_max", "Database connections that there can be.", readings) {
            Double($0.service.profile.poolSize)
        }
        gauge("shop_pool_requests_waiting", "Requests that wait for a database connection.", readings) {
            $0.vitals.poolWaiting
        }
    }

    fileprivate mutating func traffic(_ readings: [Reading]) {
        let latency = readings.flatMap { reading in
            [
                (reading.labels + [("quantile", "0.5")], reading.vitals.p50 / 1000),
                (reading.labels + [("quantile", "0.99")], reading.vitals.p99 / 1000),
            ]
        }
        metric("shop_request_latency_seconds", .gauge, "Time to answer, by quantile.", latency)
        gauge("shop_requests_per_second", "Requests that come in.", readings) { $0.vitals.requestRate }
        gauge("shop_request_errors_ratio", "Share of requests that fail.", readings) { $0.vitals.errorRate }
        gauge("shop_cpu_utilization_ratio", "Of one core, mean over the ready instances.", readings) { $0.vitals.cpu }
        gauge("shop_gc_pause_seconds", "Pause of the garbage collector.", readings) { $0.vitals.gcPause / 1000 }
        let provider = readings.map { reading in
            (reading.labels + [("provider", reading.service.profile.provider)], reading.vitals.providerLatency / 1000)
        }
        metric("shop_provider_latency_seconds", .gauge, "Time that the provider outside takes.", provider)
    }

    fileprivate mutating func instances(_ readings: [Reading]) {
        var ready: [(Labels, Double)] = []
        var memory: [(Labels, Double)] = []
        var starts: [(Labels, Double)] = []
        var restarts: [(Labels, Double)] = []
        for reading in readings {
            for instance in reading.fleet.instances {
                let phase = reading.service.ailment.phase(of: instance, at: reading.now)
                let labels = reading.labels(instance)
                let heap = reading.service.ailment.heap(of: instance, in: reading.fleet, at: reading.now)
                ready.append((labels, phase.status == .running ? 1 : 0))
                memory.append((labels, (heap * 1_048_576).rounded()))
                starts.append((labels, Double(phase.startedAt.milliseconds) / 1000))
                restarts.append((labels, Double(phase.restarts)))
            }
        }
        metric("shop_instance_ready", .gauge, "Whether the instance takes requests, 0 or 1.", ready)
        metric("shop_instance_heap_bytes", .gauge, "Heap in use.", memory)
        metric("shop_instance_start_time_seconds", .gauge, "When the instance was last started.", starts)
        metric("shop_instance_restarts_total", .counter, "How often the instance was started again.", restarts)
    }
}
