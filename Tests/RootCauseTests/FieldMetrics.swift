/// What a product calls what it measures: names, units and directions as monitoring products give them.
struct FieldMetrics {
    /// A name; whether it is what is left instead of what is used; whether it counts since a start; a usual figure.
    struct Name: Sendable {
        let text: String
        var isLeft = false
        var counts = false
        var usual: Double
        var most = Double.infinity
    }

    enum Role: Sendable, CaseIterable {
        case cpu, memory, disk, connections, readLatency, writeLatency, operations, queue, lag, locks, throughput, burst
        case slow
    }

    let names: [Role: Name]

    /// Databases' metrics; an odd style is kept aside.
    static func database(_ style: Int) -> FieldMetrics { FieldMetrics(names: databases[style % databases.count]) }

    private static let databases: [[Role: Name]] = [
        // Amazon RDS in CloudWatch.
        [
            .cpu: Name(text: "CPUUtilization", usual: 22, most: 100),
            .memory: Name(text: "FreeableMemory", isLeft: true, usual: 6.1e9),
            .disk: Name(text: "FreeStorageSpace", isLeft: true, usual: 4.2e10),
            .connections: Name(text: "DatabaseConnections", usual: 64),
            .readLatency: Name(text: "ReadLatency", usual: 0.0006),
            .writeLatency: Name(text: "WriteLatency", usual: 0.0011),
            .operations: Name(text: "WriteIOPS", usual: 480), .queue: Name(text: "DiskQueueDepth", usual: 0.6),
            .lag: Name(text: "ReplicaLag", usual: 0.4), .locks: Name(text: "Deadlocks", usual: 0.01),
            .throughput: Name(text: "CommitThroughput", usual: 210),
            .burst: Name(text: "BurstBalance", isLeft: true, usual: 96, most: 100),
        ],
        // mysqld_exporter and node_exporter.
        [
            .cpu: Name(text: "node_load1", usual: 1.9),
            .memory: Name(text: "node_memory_MemAvailable_bytes", isLeft: true, usual: 9.8e9),
            .disk: Name(text: "node_filesystem_avail_bytes", isLeft: true, usual: 8.4e10),
            .connections: Name(text: "mysql_global_status_threads_connected", usual: 120),
            .readLatency: Name(text: "node_disk_read_time_seconds_total", counts: true, usual: 2),
            .writeLatency: Name(text: "node_disk_write_time_seconds_total", counts: true, usual: 3),
            .operations: Name(text: "node_disk_writes_completed_total", counts: true, usual: 350),
            .queue: Name(text: "node_disk_io_now", usual: 1.4),
            .lag: Name(text: "mysql_slave_status_seconds_behind_master", usual: 0.6),
            .locks: Name(text: "mysql_global_status_innodb_row_lock_current_waits", usual: 0.3),
            .throughput: Name(text: "mysql_global_status_queries", counts: true, usual: 900),
            .slow: Name(text: "mysql_global_status_slow_queries", counts: true, usual: 0.1),
        ],
        // postgres_exporter and node_exporter.
        [
            .cpu: Name(text: "node_cpu_busy_percent", usual: 31, most: 100),
            .memory: Name(text: "node_memory_MemAvailable_bytes", isLeft: true, usual: 1.2e10),
            .disk: Name(text: "node_filesystem_used_percent", usual: 57, most: 100),
            .connections: Name(text: "pg_stat_activity_count", usual: 45),
            .readLatency: Name(text: "pg_stat_statements_mean_time_ms", usual: 3.2),
            .writeLatency: Name(text: "node_disk_write_await_ms", usual: 1.8),
            .operations: Name(text: "node_disk_writes_completed_total", counts: true, usual: 250),
            .queue: Name(text: "node_disk_io_time_weighted", usual: 0.8),
            .lag: Name(text: "pg_replication_lag_seconds", usual: 0.3),
            .locks: Name(text: "pg_locks_waiting", usual: 0.4),
            .throughput: Name(text: "pg_stat_database_xact_commit", counts: true, usual: 320),
        ],
        // Azure Database and Cloud SQL.
        [
            .cpu: Name(text: "cpu_percent", usual: 28, most: 100),
            .memory: Name(text: "memory_percent", usual: 61, most: 100),
            .disk: Name(text: "storage_percent", usual: 48, most: 100),
            .connections: Name(text: "active_connections", usual: 80),
            .readLatency: Name(text: "read_latency_ms", usual: 1.4),
            .writeLatency: Name(text: "write_latency_ms", usual: 2.1),
            .operations: Name(text: "iops", usual: 610), .queue: Name(text: "disk_queue_depth", usual: 1.1),
            .lag: Name(text: "physical_replication_delay_in_seconds", usual: 0.5),
            .locks: Name(text: "sessions_by_wait_event_type_lock", usual: 0.5),
            .throughput: Name(text: "xact_commit", usual: 400),
            .burst: Name(text: "disk_bandwidth_consumed_percentage", usual: 24, most: 100),
        ],
    ]
}

extension FieldMetrics {
    /// Of a workload in a cluster: names of what is used, asked, restarted and ready; an odd style is kept aside.
    struct Workload: Sendable {
        let cpu: Name
        let memory: Name
        let restarts: Name
        let available: Name
        let requests: Name
        let latency: Name
        let errors: Name
    }

    static func workload(_ style: Int) -> Workload { workloads[style % workloads.count] }

    private static let workloads = [
        // cAdvisor, kube-state-metrics, and an HTTP server's own.
        Workload(
            cpu: Name(text: "container_cpu_usage_seconds_total", counts: true, usual: 2),
            memory: Name(text: "container_memory_working_set_bytes", usual: 3.2e8),
            restarts: Name(text: "kube_pod_container_status_restarts_total", usual: 0),
            available: Name(text: "kube_deployment_status_replicas_available", isLeft: true, usual: 3),
            requests: Name(text: "http_requests_total", counts: true, usual: 40),
            latency: Name(text: "http_request_duration_seconds_p95", usual: 0.12),
            errors: Name(text: "http_requests_errors_total", counts: true, usual: 0.6)),
        // Container Insights.
        Workload(
            cpu: Name(text: "pod_cpu_utilization", usual: 21, most: 100),
            memory: Name(text: "pod_memory_utilization", usual: 44, most: 100),
            restarts: Name(text: "pod_number_of_container_restarts", usual: 0),
            available: Name(text: "service_number_of_running_pods", isLeft: true, usual: 3),
            requests: Name(text: "RequestCount", usual: 2_400), latency: Name(text: "TargetResponseTime", usual: 0.09),
            errors: Name(text: "HTTPCode_Target_5XX_Count", usual: 4)),
        // Short names of a dashboard.
        Workload(
            cpu: Name(text: "cpu_millicores", usual: 180), memory: Name(text: "memory_mib", usual: 410),
            restarts: Name(text: "restarts", usual: 0), available: Name(text: "ready_replicas", isLeft: true, usual: 4),
            requests: Name(text: "rps", usual: 85), latency: Name(text: "latency_p99_ms", usual: 140),
            errors: Name(text: "error_rate", usual: 0.004)),
        // A hosted product's.
        Workload(
            cpu: Name(text: "kubernetes.cpu.usage.total", usual: 3.1e8),
            memory: Name(text: "kubernetes.memory.usage", usual: 2.6e8),
            restarts: Name(text: "kubernetes.containers.restarts", usual: 0),
            available: Name(text: "kubernetes_state.deployment.replicas_available", isLeft: true, usual: 3),
            requests: Name(text: "trace.http.request.hits", usual: 900),
            latency: Name(text: "trace.http.request.duration.p95", usual: 0.21),
            errors: Name(text: "trace.http.request.errors", usual: 3)),
    ]
}
