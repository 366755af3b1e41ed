import AutoSRECore

/// What CloudWatch would send for each kind of trouble. Field names are those of its alarm notification:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
struct SimulatedAlarm {
    private let service: String
    private let name: String
    private let about: String
    private let reason: String
    private let metric: String
    private let namespace: String
    private let statistic: String
    private let unit: String
    private let threshold: Int64

    init(type: IncidentType, service: String) {
        self.service = service
        switch type {
        case .crashLoop:
            name = "\(service)-restarts-high"
            about = "instances of \(service) exit and are started again"
            reason = "Threshold Crossed: 3 datapoints [6, 8, 8] were greater than the threshold (2)"
            (metric, namespace, statistic) = ("InstanceRestarts", "Shop/Platform", "Sum")
            (unit, threshold) = ("Count", 2)
        case .memoryLeak:
            name = "\(service)-memory-high"
            about = "memory of \(service) climbs and does not come back"
            reason = "Threshold Crossed: 3 datapoints [83, 84, 84] were greater than the threshold (80)"
            (metric, namespace, statistic) = ("MemoryUtilization", "Shop/Service", "Maximum")
            (unit, threshold) = ("Percent", 80)
        case .deploymentFailure:
            name = "\(service)-unready-instances"
            about = "new instances of \(service) do not become ready"
            reason = "Threshold Crossed: 3 datapoints [2, 2, 2] were greater than the threshold (0)"
            (metric, namespace, statistic) = ("UnreadyInstances", "Shop/Platform", "Maximum")
            (unit, threshold) = ("Count", 0)
        default:  // A latency spike, the only other one that is made up.
            name = "\(service)-p99-latency-high"
            about = "p99 latency of \(service) is above 500 ms"
            reason = "Threshold Crossed: 3 datapoints [1462, 1891, 2230] were greater than the threshold (500)"
            (metric, namespace, statistic) = ("Latency", "Shop/Service", "p99")
            (unit, threshold) = ("Milliseconds", 500)
        }
    }

    /// The alarm as it goes off at `now`. No scalar holds a fraction, so that every view writes it the same way.
    func payload(at now: Instant) -> JSONValue {
        [
            "AlarmName": .string(name), "AlarmDescription": .string(about), "OldStateValue": "OK",
            "NewStateValue": "ALARM", "NewStateReason": .string(reason),
            "StateChangeTime": .string(now.description), "Region": "us-east-1",
            "Trigger": [
                "MetricName": .string(metric), "Namespace": .string(namespace), "Statistic": .string(statistic),
                "Unit": .string(unit), "Period": 60, "EvaluationPeriods": 3,
                "ComparisonOperator": "GreaterThanThreshold", "Threshold": .integer(threshold),
                "Dimensions": [["name": "ServiceName", "value": .string(service)]],
            ],
            "source": .string(SimulatedDetector.word),
        ]
    }
}
