import AutoSREConfiguration
import AutoSRECore
import AutoSREIntegrations
import Testing

/// What `autosre.yaml` names lies beside it, whoever runs where; what could be meant twice is refused.
@Suite(.timeLimit(.minutes(1))) struct SettingsFilePlaceTests {
    private func refusal(_ text: String) throws -> String {
        let folder = try Folder()
        try folder.write(text, to: "autosre.yaml")
        do { _ = try folder.load() } catch { return "\(error)" }
        return ""
    }

    @Test func pathsStartWhereTheFileLies() throws {
        let folder = try Folder()
        try folder.makeFolder("etc")
        try folder.write("mode: off", to: "etc/policy.yaml")
        try folder.write("mode: auto", to: "policy.yaml")
        try folder.write("xoxb-beside\n", to: "etc/token")
        try folder.write(
            """
            storage: {data_dir: data}
            policy: {file: policy.yaml}
            integrations:
              slack: {channel: C1, token_file: token}
              shop: {kind: dashboard, url: "http://shop", ui_map: maps/shop.yaml}
            """, to: "etc/autosre.yaml")
        for path in ["etc/autosre.yaml", folder.path + "/etc/autosre.yaml"] {
            let read = try folder.load(["AUTOSRE_CONFIG": path])
            let start = String(path.dropLast("autosre.yaml".count))
            #expect(read.policy.mode == .off && read.slack.botToken == "xoxb-beside", "\(path)")
            #expect(read.policyPath == start + "policy.yaml" && read.storage.dataDirectory == start + "data")
            #expect(read.systems[0].configuration.browser.mapPath == start + "maps/shop.yaml")
        }
        // A variable starts where the program runs, as always.
        let own = try folder.load(["AUTOSRE_CONFIG": "etc/autosre.yaml", "AUTOSRE_POLICY": "policy.yaml"])
        #expect(own.policy.mode == .auto)
    }

    @Test func whatIsThereOnceIsNotThereTwice() throws {
        let two = "integrations: {slack: {channel: C1}, slack-ops: {kind: slack, channel: C2}}"
        #expect(try refusal(two).contains("slack is there once for all systems, and is already \"slack\""))
    }

    @Test(arguments: ["a/b", "x y", "ä", String(repeating: "x", count: 65)])
    func systemsHavePlainNames(name: String) throws {
        #expect(try refusal("integrations: {\"\(name)\": {kind: dashboard}}").contains("letters, digits and . - _"))
    }

    @Test("What recovery is verified by is meant for one system")
    func healthNeedsAWorkload() throws {
        let systems =
            "integrations: {a: {kind: dashboard, url: \"http://a\"}, b: {kind: dashboard, url: \"http://b\"}}\n"
        let health = "services: {checkout: {health: [{url: \"http://edge/\"}]}}"
        #expect(try refusal(systems + health).contains("services.checkout.workload: is missing"))
        #expect(try refusal(systems + "services: {checkout: {owner: us, calls: [cart]}}").isEmpty)
        let one = "integrations: {a: {kind: dashboard, url: \"http://a\"}}\n"
        #expect(try refusal(one + health).isEmpty)
    }
}
