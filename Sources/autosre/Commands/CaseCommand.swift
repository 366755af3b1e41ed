import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREPlatform
import RootCause

/// `autosre case export|check`: a team's own incidents as a regression test of engine and policy.
struct CaseCommand: Command {
    static let specification = Specification(
        name: "case",
        summary: "Export a run as a case with its confirmed cause, or check cases against engine and policy",
        details: [
            "autosre case export RUN DIR writes the evidence of a journaled run into a new folder, without secrets, in the form",
            "that autosre diagnose reads. Say with --cause who it was, once a person knows, or with --no-cause that nothing was",
            "wrong. autosre case check DIR… diagnoses cases, or all cases in a folder, and compares: is the first component the",
            "confirmed one, and kind and deployment where they are confirmed? Beside it stands what would be done and what the",
            "policy says of that (--policy FILE, else the one in force). Nothing is asked of any system.",
        ],
        options: [
            .init(
                name: "--cause", value: "COMPONENT", help: "export: the component at fault, as a person confirmed it"),
            .init(
                name: "--kind", value: "KIND", choices: RootCause.Diagnosis.kinds, noun: "kind",
                help: "export: the kind of its fault"),
            .init(
                name: "--deployment", value: "ID", help: "export: the change that did it, by its id in deployments.json"
            ),
            .init(name: "--no-cause", help: "export: a person found that nothing was wrong"),
            .init(name: "--policy", value: "FILE", help: "check: the policy that judges (default: the one in force)"),
            .output,
        ],
        operands: [
            .init(name: "export|check", isRequired: true), .init(name: "RUN|DIR", isRequired: true),
            .init(name: "DIR…", isRequired: false, repeats: true),
        ],
        examples: [
            .init(
                line: "autosre case export run-5f0c11aa cases/leak --cause checkout --kind deployment",
                what: "what was known then, and who it was"),
            .init(line: "autosre case check cases", what: "does this version still find them all?"),
        ], exitCodes: ExitCode.Meaning.cases)

    private enum Work {
        case export(run: String, folder: String, CaseExport.Confirmed?)
        case check([String], policy: String?)
    }

    private let work: Work
    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) {
        func refuse(_ names: [String], _ verb: String) throws(UsageError) {
            for name in names where arguments.value(name) != nil || arguments.has(name) {
                throw arguments.error("\(verb) has no \(name)")
            }
        }
        let words = arguments.operands
        switch words[0] {
        case "export":
            try refuse(["--policy"], "export")
            guard words.count == 3 else { throw arguments.error("export takes a RUN and a DIR") }
            work = .export(run: words[1], folder: words[2], try Self.confirmed(arguments))
        case "check":
            try refuse(["--cause", "--kind", "--deployment", "--no-cause"], "check")
            work = .check(Array(words.dropFirst()), policy: arguments.value("--policy"))
        default: throw arguments.error("unknown word '\(words[0])'; export or check is expected")
        }
        form = arguments.form
    }

    private static func confirmed(_ arguments: Arguments) throws(UsageError) -> CaseExport.Confirmed? {
        let (kind, deployment) = (arguments.value("--kind"), arguments.value("--deployment"))
        guard let cause = arguments.value("--cause") else {
            guard kind == nil, deployment == nil else { throw arguments.error("--cause is missing") }
            return arguments.has("--no-cause") ? .nobody : nil
        }
        guard !arguments.has("--no-cause") else { throw arguments.error("--cause and --no-cause exclude each other") }
        return .cause(component: cause, kind: kind, deployment: deployment)
    }

    func run(_ console: Console) async throws -> ExitCode {
        switch work {
        case .export(let run, let folder, let confirmed): try await export(run, folder, confirmed, console)
        case .check(let folders, let policy): try await check(folders, policy, console)
        }
    }

    private func export(
        _ id: String, _ folder: String, _ confirmed: CaseExport.Confirmed?, _ console: Console
    ) async throws -> ExitCode {
        let found = try await RunFinder(console, command: Self.specification.name).find(id)
        guard !Files.exists("\(folder)/case.json") else {
            throw UsageError("\(folder) is a case already: name another folder", command: Self.specification.name)
        }
        let known = try await RunContents(of: found)
        guard !known.pieces.isEmpty else {
            console.complain("no evidence of \(found.run) is there any more")
            return .failure
        }
        let export = CaseExport(known.run, known.pieces, confirmed: confirmed)
        if let doubt = export.doubt {
            if doubt.isSlip { throw UsageError(doubt.words, command: Self.specification.name) }
            console.log("\(doubt.words): no answer can be right of what nobody saw")
        }
        let files = try export.write(to: folder)
        for lost in known.lost { console.log("Not exported: \(lost.summary) is not there") }
        switch form {
        case .text: console.line("\(folder): \(files.joined(separator: ", "))")
        case .json:
            console.json(
                try JSON.text(
                    [
                        "schema": .integer(Int64(JSONLines.schema)), "type": "case", "run": .string(found.run.text),
                        "folder": .string(folder), "files": .array(files.map(JSONValue.string)),
                    ] as JSONValue))
        }
        return found.exitCode
    }

    private func check(_ folders: [String], _ path: String?, _ console: Console) async throws -> ExitCode {
        let policy =
            if let path {
                try PolicyFile.read(path, Integrations.settings.policyWords)
            } else {
                try Settings.load(console).policy
            }
        var checks: [CaseCheck] = []
        for folder in try folders.flatMap(Self.cases) {
            let files = try CaseFolder.read(folder)
            let about = try AutoSRECore.JSON.decode(JSONValue.self, from: files.about ?? [])
            let changes = try files.deployments.map { try AutoSRECore.JSON.decode(JSONValue.self, from: $0) }
            checks.append(
                CaseCheck(
                    folder, about: about, RootCause.Diagnosis(try CaseEvidence(files)), changes: changes, policy: policy
                ))
        }
        let page = CaseCheckPage(checks)
        switch form {
        case .text: for line in page.lines { console.line(line) }
        case .json: for object in page.objects { console.json(try AutoSRECore.JSON.text(object)) }
        }
        return !checks.isEmpty && checks.allSatisfy(\.isRight) ? .success : .failure
    }

    /// A case, or the cases that a folder holds, by name.
    private static func cases(in folder: String) throws -> [String] {
        if Files.exists("\(folder)/case.json") { return [folder] }
        return try Files.list(folder).sorted().map { "\(folder)/\($0)" }.filter { Files.exists("\($0)/case.json") }
    }
}
