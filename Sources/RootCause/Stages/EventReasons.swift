import LogMining

/// What orchestrators' reasons of events mean: Kubernetes' own, and any other's by its words.
enum EventReasons {
    struct Meaning: Equatable {
        /// The kind of fault it names; nil when it only says that something failed.
        let kind: CauseKind?
        /// Whether it follows from most faults.
        var isConsequence = false
    }

    /// Reasons of an ordinary life.
    static func isRoutine(_ reason: String) -> Bool { routine.contains(reason) }

    private static let routine: Set<String> = [
        "Scheduled", "Pulling", "Pulled", "Created", "Started", "ScalingReplicaSet", "SuccessfulCreate",
        "SuccessfulDelete", "Completed", "NodeReady", "RegisteredNode", "Starting", "SawCompletedJob",
        "SuccessfulRescale", "LeaderElection", "NodeHasSufficientMemory", "NodeHasNoDiskPressure",
        "NodeHasSufficientPID", "SuccessfulAttachVolume", "ProvisioningSucceeded", "UpdatedLoadBalancer", "Killing",
        "RemovingNode", "ScaleDown", "TriggeredScaleUp", "ScaledUpGroup", "NoPods", "Sync", "EnsuredLoadBalancer",
        "NodeNotSchedulable", "NodeSchedulable", "NodeAllocatableEnforced", "Drained", "Cordon",
    ]

    private static let kinds: [(kind: CauseKind, reasons: Set<String>)] = [
        (
            .resource,
            [
                "OOMKilled", "OOMKilling", "SystemOOM", "Evicted", "EvictionThresholdMet", "FreeDiskSpaceFailed",
                "NodeHasDiskPressure", "NodeHasInsufficientMemory", "NodeHasInsufficientPID", "ExceededQuota",
                "FailedQuota", "CPUThrottlingHigh", "ExceededGracePeriod", "ImageGCFailed",
            ]
        ),
        (
            .configuration,
            [
                "ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull", "FailedMount",
                "CreateContainerConfigError", "CreateContainerError", "DNSConfigForming", "ProgressDeadlineExceeded",
                "FailedToUpdateEndpoint", "InspectFailed", "InvalidDiskCapacity",
            ]
        ),
        (
            .infrastructure,
            [
                "NodeNotReady", "Rebooted", "NodeLost", "NodeUnreachable", "NetworkNotReady", "FailedAttachVolume",
                "HostPortConflict", "TerminatingEvictedPod", "TaintManagerEviction", "ContainerGCFailed",
                "KubeletNotReady", "DeletingNode", "KernelDeadlock", "ReadonlyFilesystem", "DiskFailure",
            ]
        ),
    ]

    /// nil for a reason that says nothing of a failure.
    static func meaning(_ reason: String, _ message: String) -> Meaning? {
        if let kind = kinds.first(where: { $0.reasons.contains(reason) })?.kind { return Meaning(kind: kind) }
        let topic = Topics.kind(message)
        switch reason {
        case "Unhealthy", "ProbeWarning":
            // What a probe meets says what the program suffers, not what is wrong with it; but a wrong path or a broken
            // machine.
            if topic == .configuration || topic == .infrastructure { return Meaning(kind: topic) }
            return Meaning(kind: .configuration, isConsequence: true)
        case "BackOff", "CrashLoopBackOff":
            return topic.map { Meaning(kind: $0) } ?? Meaning(kind: .code, isConsequence: true)
        case "Failed", "FailedScheduling", "FailedCreate", "FailedCreatePodSandBox":
            return Meaning(kind: topic)
        default:
            let words = SeriesKind.words(reason).joined(separator: " ")
            if let topic = Topics.kind(words) ?? topic { return Meaning(kind: topic) }
            return FailureWords.isFailure(reason) || FailureWords.isFailure(message)
                ? Meaning(kind: nil, isConsequence: true) : nil
        }
    }
}
