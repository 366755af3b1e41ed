import AutoSREConfiguration
import AutoSREIntegrations
import AutoSRECore
import Testing

/// The policy file: every key arrives, and whatever is wrong is an error.
@Suite(.timeLimit(.minutes(1)))
struct PolicyFileTests {
    private func read(_ text: String) throws -> Policy {
        let folder = try Folder()
        try folder.write(text, to: "policy.yaml")
        return try PolicyFile.read(folder.path + "/policy.yaml")
    }

    private func failure(_ text: String) throws -> String? {
        do {
            _ = try read(text)
            return nil
        } catch let error as ConfigurationError {
            return error.message
        }
    }

    /// For every key a line, and the change to the defaults that it must make.
    private static let changes: [String: (yaml: String, change: @Sendable (inout Policy) -> Void)] = [
        "mode": ("suggest", { $0.mode = .suggest }),
        "allowed_actions": (
            "[{action: restart, target: lambda-alias}, {action: '*', target: service}]",
            { $0.allowedActions = [ActionRule(.restart, on: .lambdaAlias), ActionRule(nil, on: .service)] }
        ),
        "allowed_kinds": (
            "[rollback, restart_db_pool]",
            {
                $0.allowedActions = [
                    ActionRule(.rollback, on: .service), ActionRule(.rollback, on: .lambdaAlias),
                    ActionRule(.restartDatabasePool, on: .service),
                ]
            }
        ),
        "protected_services": ("[Payments, cart]", { $0.protectedServices = ["payments", "cart"] }),
        "confidence_floor": ("0.75", { $0.confidenceFloor = 0.75 }),
        "risk_ceiling": ("low", { $0.riskCeiling = .low }),
        "cooldown_seconds": ("90", { $0.cooldownSeconds = 90 }),
        "repeat_seconds": ("0", { $0.repeatSeconds = 0 }),
        "attempts_per_incident": ("1", { $0.attemptsPerIncident = 1 }),
        "require_symptom": ("false", { $0.requiresObservedSymptom = false }),
        "require_target_in_history": ("false", { $0.requiresTargetInHistory = false }),
        "clearance_seconds": ("30", { $0.clearanceSeconds = 30 }),
    ]

    @Test("Every key changes exactly its rule")
    func keys() throws {
        #expect(Set(Self.changes.keys) == Set(PolicyFile.knownKeys))
        for (key, (yaml, change)) in Self.changes {
            var expected = Policy()
            change(&expected)
            #expect(expected != Policy(), "\(key)")
            #expect(try read("\(key): \(yaml)\n") == expected, "\(key)")
        }
    }

    @Test("All keys together, in block style and with comments")
    func together() throws {
        let text = """
            # ours
            mode: auto
            allowed_kinds:
              - scale_up
            protected_services: []
            confidence_floor: 1
            risk_ceiling: high   # everything
            """
        let policy = try read(text)
        #expect(policy.allowedActions == [ActionRule(.scaleUp, on: .service)])
        #expect(policy.confidenceFloor == 1 && policy.riskCeiling == .high)
        #expect(try read("{}") == Policy())
        #expect(try read("allowed_kinds: []").allowedActions.isEmpty)
        #expect(try read("allowed_actions: []").allowedActions.isEmpty)
    }

    @Test("A protected name may be written as its target is printed, and is refused where it can match nothing")
    func protectedNames() throws {
        let names = "[service/Checkout, 'lambda-alias/shop-fn:live', 'arn:aws:lambda:eu-west-1:1:function:pay']"
        let policy = try read("protected_services: \(names)")
        #expect(policy.protectedServices == ["checkout", "shop-fn:live", "pay"])
        let shown = try read("protected_services: ['Kasse  Nord', service/Kasse]")
        #expect(shown.protectedServices == ["kasse nord", "kasse"])
        let partial = try read("protected_services: ['function:Shop-fn', '123456789012:function:pay:live', 'kasse:7']")
        #expect(partial.protectedServices == ["shop-fn", "pay:live", "kasse:7"])
        // As autosre services prints it: there, and so in every system.
        #expect(try read("protected_services: [shop/Checkout, eu-1/pay]").protectedServices == ["checkout", "pay"])
        let versions = [
            "shop-fn:$LATEST", "function:shop-fn:$LATEST", "function:shop-fn:7", "lambda-alias/shop-fn:7",
            "arn:aws:lambda:eu-west-1:1:function:pay:7", "1:function:pay:$LATEST", "function:", "service/function:",
        ]
        let nobody =
            versions + [
                "servce/checkout", "shop/", "/checkout", "shop/a/b", "check*", "[a]", "services/checkout", "service/",
                "arn:aws:s3:::bucket", " ", "check out*", "a,b", "a:", "a:b:c",
            ]
        for name in nobody {
            let message = try failure("protected_services: ['\(name)']")
            #expect(message?.contains("protected_services") == true, "\(name)")
        }
    }

    @Test("A cooldown without a journal is an error: nobody would know what was changed before")
    func cooldown() throws {
        let folder = try Folder()
        try folder.write("cooldown_seconds: 60", to: "policy.yaml")
        let error = #expect(throws: ConfigurationError.self) { try folder.load(["AUTOSRE_POLICY": "policy.yaml"]) }
        #expect(error?.message.contains("LOG_STORAGE_DATA_DIR") == true)
        let kept = try folder.load(["AUTOSRE_POLICY": "policy.yaml", "LOG_STORAGE_DATA_DIR": "data"])
        #expect(kept.policy.cooldownSeconds == 60)
    }

    @Test("off is a word, quoted or not", arguments: ["off", "\"off\"", "'off'"])
    func off(word: String) throws { #expect(try read("mode: \(word)").mode == .off) }

    @Test(
        "Whatever is wrong is refused with the key's name",
        arguments: [
            "mode: on", "mode: Auto", "mode:", "mode: [auto]", "mode: 1", "mode: true", "mode: false",
            "allowed_kinds: rollback",
            "allowed_actions: rollback", "allowed_actions: [rollback]", "allowed_actions: [{action: rollback}]",
            "allowed_actions: [{target: service}]", "allowed_actions: [{action: '', target: service}]",
            "allowed_actions: [{action: rollback, target: service, to: v1}]",
            "allowed_actions: [{action: rollback, target: '*'}]", "allowed_actions: [{action: 1, target: service}]",
            "allowed_actions:", "allowed_kinds: ['*']",
            "allowed_kinds: [reboot]", "allowed_kinds: [rollback, 1]", "allowed_kinds:", "protected_services: payments",
            "protected_services: [\"\"]", "protected_services: [1]", "confidence_floor: high", "confidence_floor: 1.01",
            "confidence_floor: -0.1", "confidence_floor: \"0.5\"",
            "risk_ceiling: none", "risk_ceiling: 1", "cooldown_seconds: -1", "cooldown_seconds: 1e9",
            "cooldown_seconds: 5m", "repeat_seconds: -1", "repeat_seconds: 2592001", "repeat_seconds: never",
            "attempts_per_incident: 1.5", "attempts_per_incident: -1",
            "attempts_per_incident: 11", "attempts_per_incident: \"1\"", "require_symptom: 1",
            "require_symptom: \"false\"", "require_target_in_history:", "clearance_seconds: 0",
            "clearance_seconds: 86401", "modes: auto", "Mode: auto", "protected_service: [a]", "? [a]\n: b",
        ])
    func refused(line: String) throws {
        let message = try #require(try failure(line))
        let key = line.prefix { $0 != ":" }
        #expect(message.contains("policy.yaml") && (message.contains(key) || line.hasPrefix("?")))
        #expect(!message.contains("\n"))
    }

    @Test("A misspelt key is answered with the one that was meant")
    func meant() throws {
        #expect(try failure("confidence_flor: 1")?.hasSuffix("did you mean confidence_floor?") == true)
        #expect(try failure("zzz: 1")?.contains("known are mode, allowed_actions, allowed_kinds") == true)
        for list in ["allowed_kinds: [rolback]", "allowed_actions: [{action: rolback, target: service}]"] {
            #expect(try failure(list)?.hasSuffix("is not a kind of action; did you mean rollback?") == true)
        }
        let place = try failure("allowed_actions: [{action: rollback, target: lambda_alias}]")
        #expect(place?.hasSuffix("is not a kind of target; did you mean lambda-alias?") == true)
        let other = try failure("allowed_actions: [{action: reboot, target: service}]")
        #expect(other?.hasSuffix("known are rollback, restart, scale_up, restart_db_pool") == true)
    }

    @Test("What may be done is said once, in one of two ways")
    func once() throws {
        let both = try failure("allowed_kinds: [rollback]\nallowed_actions: []")
        #expect(both?.contains("allowed_kinds is the short form of allowed_actions") == true)
    }

    @Test("An integration's own words are known where it is there, and have to be listed with their target")
    func furtherWords() throws {
        let folder = try Folder()
        let (drain, node) = (ActionKind(rawValue: "drain"), TargetKind(rawValue: "node"))
        let words = PolicyVocabulary(
            actions: PolicyVocabulary.standard.actions + [drain], targets: PolicyVocabulary.standard.targets + [node])
        try folder.write("allowed_actions: [{action: drain, target: node}]", to: "policy.yaml")
        let path = folder.path + "/policy.yaml"
        #expect(try PolicyFile.read(path, words).allowedActions == [ActionRule(drain, on: node)])
        #expect(throws: ConfigurationError.self) { try PolicyFile.read(path) }
        try folder.write("allowed_kinds: [drain]", to: "policy.yaml")
        let error = #expect(throws: ConfigurationError.self) { try PolicyFile.read(path, words) }
        #expect(error?.message.contains("list it in allowed_actions") == true)
    }

    @Test(
        "A file that is no single mapping is refused",
        arguments: [
            "", "# nothing\n", "auto", "- mode", "mode: off\nmode: auto", "mode: [", "mode: auto\n---\nmode: off",
            "\tmode: auto", "a: &x [*x]", "confidence_floor: .nan", "cooldown_seconds: .inf", "mode: auto\u{0}",
        ])
    func noMapping(text: String) throws { #expect(try failure(text) != nil) }

    @Test("A file that cannot be read is refused")
    func unreadable() throws {
        let folder = try Folder()
        #expect(throws: ConfigurationError.self) { try PolicyFile.read(folder.path + "/missing.yaml") }
        #expect(throws: ConfigurationError.self) { try PolicyFile.read(folder.path) }
        let error = #expect(throws: ConfigurationError.self) { try folder.load(["AUTOSRE_POLICY": "missing.yaml"]) }
        #expect(error?.message.hasPrefix("AUTOSRE_POLICY: cannot read \(folder.path)/missing.yaml: No such") == true)
        try folder.write([0xff, 0x00, 0xfe], to: "binary.yaml")
        #expect(throws: ConfigurationError.self) { try folder.load(["AUTOSRE_POLICY": "binary.yaml"]) }
    }

    @Test("The settings carry the policy, its sources and the limits that follow from it")
    func inConfiguration() throws {
        let folder = try Folder()
        try folder.write("confidence_floor: 0.9\nattempts_per_incident: 1\n", to: "policy.yaml")
        try folder.write("AUTOSRE_POLICY=policy.yaml\n", to: ".env")
        let configuration = try folder.load()
        #expect(configuration.policy.confidenceFloor == 0.9)
        #expect(configuration.limits.confidenceFloor == 0.9 && configuration.limits.rounds == 1)
        #expect(configuration.line("policy.confidence_floor")?.value == "0.9")
        #expect(configuration.line("policy.confidence_floor")?.source == "AUTOSRE_POLICY")
        #expect(configuration.line("policy.mode")?.source == "default")
        #expect(try folder.load(["AUTOSRE_POLICY": " "]).policy == Policy())
    }
}
