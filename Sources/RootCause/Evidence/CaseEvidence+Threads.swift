extension CaseEvidence {
    /// Reads a case's files, the three large ones at once when there is more than one thread; the same for any number.
    public static func read(
        _ files: CaseFiles, threads: Int, incidentTime asked: Double? = nil
    ) async throws(EvidenceError) -> CaseEvidence {
        guard threads > 1 else { return try CaseEvidence(files, incidentTime: asked) }
        var (metrics, traces, logs, rest) = (CaseFiles(), CaseFiles(), CaseFiles(), files)
        (metrics.metrics, traces.traces, logs.logs) = (files.metrics, files.traces, files.logs)
        (rest.metrics, rest.traces, rest.logs) = (nil, nil, nil)
        async let metricPart = Parts(only: .metrics, metrics)
        async let tracePart = Parts(only: .traces, traces)
        async let logPart = Parts(only: .logs, logs)
        var parts = Parts()
        parts.take(await metricPart)
        parts.take(await tracePart)
        parts.take(await logPart)
        parts.readSmall(rest)
        return try CaseEvidence(about: files.about, parts: parts, incidentTime: asked)
    }
}

extension CaseEvidence.Parts {
    enum Large: Sendable {
        case metrics, traces, logs
    }

    /// One large file's part.
    init(only part: Large, _ files: CaseFiles) {
        self.init()
        switch part {
        case .metrics: metrics = self.part(files.metrics, "metrics.csv", MetricTable(), MetricTable.read)
        case .traces: spans = self.part(files.traces, "traces.csv", SpanTable(), SpanTable.read)
        case .logs: logs = self.part(files.logs, "logs.csv", LogTable(), LogTable.read)
        }
    }

    /// Adds what another has; gaps in order of taking.
    mutating func take(_ other: CaseEvidence.Parts) {
        if !other.metrics.times.isEmpty || !other.metrics.series.isEmpty { metrics = other.metrics }
        if other.spans.count > 0 { spans = other.spans }
        if other.logs.count > 0 { logs = other.logs }
        gaps += other.gaps
    }
}
