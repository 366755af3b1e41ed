import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREPlatform

/// `autosre ui rehearse MAP`: walks a map up to the click that counts.
struct UICommand: Command {
    static let specification = Specification(
        name: "ui", summary: "Rehearse a UI map: walk its pages in a browser, up to the click that counts",
        details: [
            "autosre ui rehearse MAP logs in and reads as the map tells, and with --action goes on to the button of that",
            "action, says step by step what it found, and leaves a picture of each page. The click that counts is never",
            "made, whatever UI_STUB says. docs/browser.md says how a map is written.",
        ],
        options: [
            .init(
                name: "--action", value: "KIND", choices: ActionKinds.standard.all.map(\.rawValue),
                noun: "kind of action",
                help: "walk to the button of this action too"),
            .init(name: "--service", value: "NAME", help: "the service (default: \(SimulatedDetector.service))"),
            .init(name: "--to", value: "STATE", help: "the version or number of instances that the action is to leave"),
            .init(
                name: "--ask",
                help: "click also what leads to the dashboard's question, where the map says that it always asks"),
            .init(name: "--pictures", value: "FOLDER", help: "where the pictures go (default: rehearsal)"),
            .init(name: "--system", value: "NAME", help: "which dashboard of autosre.yaml (default: the map's own)"),
            .output,
        ],
        operands: [.init(name: "rehearse", isRequired: true), .init(name: "MAP", isRequired: true)],
        examples: [
            .init(line: "autosre ui rehearse ui-map.yaml", what: "log in, and say what the pages tell of checkout"),
            .init(
                line: "autosre ui rehearse ui-map.yaml --action rollback --to v1.4.1",
                what: "go to the button, and stop before it"),
        ], exitCodes: ExitCode.Meaning.rehearsal)

    private let map: String
    private let part: MapRehearsal.Part
    private let pictures: String
    private let system: String?
    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) {
        guard arguments.operands.first == "rehearse" else {
            throw arguments.error("unknown word '\(arguments.operands.first ?? "")'; rehearse is expected")
        }
        (map, form) = (arguments.operands[1], arguments.form)
        part = MapRehearsal.Part(
            service: try arguments.service("--service") ?? SimulatedDetector.service,
            action: arguments.value("--action").map { ActionKind(rawValue: $0) }, wanted: arguments.value("--to"),
            asks: arguments.has("--ask"))
        if part.action == nil, part.wanted != nil || part.asks {
            throw arguments.error("\(part.asks ? "--ask" : "--to") says nothing without --action")
        }
        pictures = arguments.value("--pictures") ?? "rehearsal"
        system = arguments.value("--system")
    }

    func run(_ console: Console) async throws -> ExitCode {
        let dashboard = try dashboard(of: try Settings.load(console))
        let (configuration, part) = (dashboard.configuration, named(by: dashboard))
        let redactor = Redactor(secrets: configuration.secrets + (try MapRehearsal.secrets(of: map)))
        let form = form
        let rehearsal = try MapRehearsal(
            map, configuration, client: Composition.client(configuration), pictures: pictures, textGuard: redactor,
            world: SystemWorld()
        ) { at, text in
            let text = redactor.safe(text, upTo: 4 << 10)
            if form == .json { console.json(Self.step(at, text)) } else { console.line("  \(text)") }
        }
        if let objection = rehearsal.objection(to: part) { throw UsageError(objection, command: "ui") }
        let result = await rehearsal.run(part)
        let reason = redactor.safe(result.reason, upTo: 4 << 10)
        if form == .json {
            console.json(try json(result, of: part, reason, redactor))
        } else {
            for artifact in result.artifacts { console.line("  \(artifact.name): \(artifact.path)") }
            let rest = reason.isEmpty ? "" : "; \(reason)"
            console.line(result.isComplete ? "The map was walked\(rest)." : "The map could not be walked: \(reason).")
        }
        return result.isComplete ? .success : .failure
    }

    /// The settings of the dashboard that the map is of.
    private func dashboard(of configuration: Configuration) throws(UsageError) -> PlannedSystem {
        let all = Integrations.all.systems(configuration).filter { $0.integration.name == Integration.dashboard.name }
        let named = all.filter { one in
            system.map { $0 == one.name } ?? (all.count == 1 || one.configuration.browser.mapPath == map)
        }
        guard let one = named.first, named.count == 1 else {
            let names = all.compactMap(\.name).joined(separator: ", ")
            let words = all.isEmpty ? "no dashboard is configured" : "name the dashboard by --system: \(names)"
            throw UsageError(words, command: "ui")
        }
        return one
    }

    /// What is rehearsed, with the service as the dashboard calls it: `run --service` takes the names of `autosre.yaml`
    /// too.
    private func named(by dashboard: PlannedSystem) -> MapRehearsal.Part {
        let tie = dashboard.configuration.service(named: part.service)?.workload
        guard let tie, tie.system == dashboard.name else { return part }
        return MapRehearsal.Part(service: tie.name, action: part.action, wanted: part.wanted, asks: part.asks)
    }

    private static func step(_ at: Instant, _ text: String) -> String {
        let members: JSONValue = [
            "schema": .integer(Int64(JSONLines.schema)), "type": "step", "at": .string(at.description),
            "text": .string(text),
        ]
        return (try? JSON.text(members)) ?? ""
    }

    private func json(
        _ result: MapRehearsal.Result, of part: MapRehearsal.Part, _ reason: String, _ redactor: Redactor
    ) throws -> String {
        let read = result.read.map { item -> JSONValue in
            ["name": .string(item.name), "text": .string(redactor.safe(item.text, upTo: 4 << 10))]
        }
        let action: JSONValue = if let kind = part.action { .string(kind.rawValue) } else { .null }
        return try JSON.text(
            [
                "schema": .integer(Int64(JSONLines.schema)), "type": "rehearsal", "service": .string(part.service),
                "action": action, "complete": .bool(result.isComplete),
                "reason": .string(reason), "read": .array(read),
                "pictures": .array(result.artifacts.map { .string($0.path) }),
            ] as JSONValue)
    }
}
