/// What an orchestrator's events say: typed facts about an entity.
enum EventEvidence {
    /// Nats of a reason that names a fault, beyond its rate: it says what is wrong in the orchestrator's own words,
    /// and a healthy entity gets one in some hundred windows (e^-6).
    static let named = 6.0
    /// A restart or a failed probe follows from most faults and tells them apart from nothing: it weighs half.
    static let consequence = 0.5

    static func clues(_ events: [Event], _ entities: Entities, _ windows: Windows) -> [Clue] {
        struct Key: Hashable {
            let component: Int
            let reason: String
        }
        var counts: [Key: (before: Double, after: Double)] = [:]
        var examples: [Key: Event] = [:]
        for event in events where !isRoutine(event.reason) {
            guard let number = entities.number(event.component.isEmpty ? event.instance : event.component) else {
                continue
            }
            let key = Key(component: number, reason: event.reason)
            if windows.before.contains(event.time) {
                counts[key, default: (0, 0)].before += event.count
            } else if windows.after.contains(event.time) {
                counts[key, default: (0, 0)].after += event.count
                if examples[key] == nil { examples[key] = event }
            }
        }
        let keys = counts.keys.sorted { ($0.component, $0.reason) < ($1.component, $1.reason) }
        return keys.compactMap { key in
            guard let count = counts[key], let example = examples[key] else { return nil }
            let most = 1e6
            let whole = (before: Int(min(count.before, most)), after: Int(min(count.after, most)))
            let rate = Rate.surprise(whole, before: windows.lengths.before, after: windows.lengths.after)
            // What went on before at the same rate did not begin now.
            guard rate > 0 else { return nil }
            let kind = kind(key.reason, example.message)
            let name = entities.names[key.component]
            return Clue(
                component: key.component, source: .events, kind: kind ?? .error, nats: nats(key.reason, kind, rate),
                claim: Claim(
                    statement: "\(key.reason) of \(name): \(Figures.short(count.after)) times since the onset, "
                        + "\(Figures.short(count.before)) before: \(example.message.prefix(200))",
                    predicate: .events(
                        component: name, reason: key.reason, before: windows.before, after: windows.after,
                        atMost: count.before, atLeast: count.after), evidence: ["events.csv#\(name)"]))
        }
    }

    private static func nats(_ reason: String, _ kind: CauseKind?, _ rate: Double) -> Double {
        let following: Set<String> = ["Unhealthy", "BackOff", "CrashLoopBackOff", "Failed", "Killing", "ProbeWarning"]
        let nats = rate + (kind == nil ? 0 : named)
        return following.contains(reason) ? consequence * nats : nats
    }

    /// Kubernetes' reasons of an ordinary life.
    private static func isRoutine(_ reason: String) -> Bool {
        let routine: Set<String> = [
            "Scheduled", "Pulling", "Pulled", "Created", "Started", "ScalingReplicaSet", "SuccessfulCreate",
            "SuccessfulDelete", "Completed", "NodeReady", "RegisteredNode", "Starting", "SawCompletedJob",
            "SuccessfulRescale", "LeaderElection", "NodeHasSufficientMemory", "NodeHasNoDiskPressure",
            "NodeHasSufficientPID", "SuccessfulAttachVolume", "ProvisioningSucceeded", "UpdatedLoadBalancer",
        ]
        return routine.contains(reason)
    }

    /// The kind of fault that a reason names (Kubernetes' event reasons), or its message does.
    static func kind(_ reason: String, _ message: String) -> CauseKind? {
        switch reason {
        case "OOMKilled", "OOMKilling", "SystemOOM", "Evicted", "EvictionThresholdMet", "FreeDiskSpaceFailed",
            "NodeHasDiskPressure", "NodeHasInsufficientMemory", "ExceededQuota", "FailedQuota", "CPUThrottlingHigh",
            "ExceededGracePeriod":
            .resource
        case "ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull", "FailedMount",
            "CreateContainerConfigError", "CreateContainerError", "DNSConfigForming", "ProgressDeadlineExceeded",
            "Unhealthy", "ProbeWarning", "FailedToUpdateEndpoint":
            Topics.kind(message).flatMap { $0 == .infrastructure ? $0 : nil } ?? .configuration
        case "NodeNotReady", "NodeNotSchedulable", "Rebooted", "NodeLost", "Failover", "NetworkNotReady",
            "FailedAttachVolume", "HostPortConflict", "TerminatingEvictedPod", "TaintManagerEviction",
            "ContainerGCFailed", "KubeletNotReady":
            .infrastructure
        case "FailedScheduling", "FailedCreate", "BackOff", "CrashLoopBackOff", "Failed", "FailedCreatePodSandBox":
            Topics.kind(message) ?? (reason.hasPrefix("Failed") ? nil : .code)
        default:
            Topics.kind(message)
        }
    }
}
