// Writes made-up incidents in which several components are rolled out at the same time, as case folders with their labels.
// usage: rollout-cases DIRECTORY GUILTY INNOCENT, the last two being how many with a guilty roll-out and how many without
import AutoSREPlatform
import MadeUpCases
import RootCause

guard CommandLine.arguments.count == 4, let guilty = UInt64(CommandLine.arguments[2]),
    let innocent = UInt64(CommandLine.arguments[3])
else {
    fatalError("usage: rollout-cases DIRECTORY GUILTY INNOCENT")
}

/// Writes one case; returns its line of labels.jsonl.
func write(_ seed: UInt64, hasGuilty: Bool, into folder: String) throws -> String {
    let scenario = RolloutScenario(seed: seed, hasGuilty: hasGuilty)
    let id = (hasGuilty ? "guilty-" : "innocent-") + "\(seed)"
    try Files.createDirectories("\(folder)/\(id)")
    let files = [
        ("case.json", scenario.files.about), ("metrics.csv", scenario.files.metrics),
        ("deployments.json", scenario.files.deployments),
    ]
    for (name, bytes) in files { try Files.write("\(folder)/\(id)/\(name)", bytes ?? []) }
    let component = scenario.guilty.map { "\"\($0)\"" } ?? "null"
    return "{\"id\":\"\(id)\",\"component\":\(component),\"newest\":\"\(scenario.newest)\"}\n"
}

let folder = CommandLine.arguments[1]
var labels = ""
if guilty > 0 { for seed in 1...guilty { labels += try write(seed, hasGuilty: true, into: folder) } }
if innocent > 0 { for seed in 1...innocent { labels += try write(seed, hasGuilty: false, into: folder) } }
try Files.write("\(folder)/labels.jsonl", Array(labels.utf8))
