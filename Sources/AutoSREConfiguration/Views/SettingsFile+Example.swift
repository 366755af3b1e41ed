import AutoSRECore

extension Configuration {
    /// A commented `autosre.yaml`: every key with its meaning and its default. It says nothing as it stands.
    ///
    /// `# ` begins prose, a `#` without a blank a line that can be switched on by deleting the `#`.
    public static func fileExample(_ catalogue: SettingsCatalogue) -> String {
        var lines = [
            "# autosre.yaml: what AutoSRE watches and mends. Looked for as AUTOSRE_CONFIG names it, then here, in",
            "# ~/.config/autosre and in /etc/autosre. Variables and .env win over it. Take the # away from lines that you",
            "# change, and from those that they stand under.",
        ]
        for section in catalogue.sections {
            guard let key = section.key else { continue }
            lines += ["", "#\(key):"]
            for setting in section.settings { lines += entry(setting, indent: "  ") }
        }
        lines += [
            "", "# Systems by a name of yours, several of a kind where you have them, and what all of them share.",
            "#integrations:",
        ]
        for kind in catalogue.kinds {
            lines += ["", "  # \(kind.summary)", "  #\(exampleName(kind)):", "    #kind: \(kind.name)"]
            for setting in kind.settings { lines += entry(setting, indent: "    ") }
        }
        return (lines + ["", services]).joined(separator: "\n") + "\n"
    }

    private static func exampleName(_ kind: IntegrationKind) -> String {
        kind.isSystem ? "my-\(kind.name)" : kind.name
    }

    private static func entry(_ setting: Setting, indent: String) -> [String] {
        guard let key = setting.key else { return [] }
        let prose = ["\(indent)# \(setting.summary) It takes \(setting.allowed)."]
        guard !setting.isSecret else { return prose + ["\(indent)#\(key)_env: \(setting.name)"] }
        let standard = setting.standard
        let isPlain = Double(standard) != nil || ["true", "false"].contains(standard)
        return prose + ["\(indent)#\(key): \(isPlain ? standard : "\"\(standard)\"")"]
    }

    private static let services = """
        # The service map completes what the systems know. A tie names a system, and what the service is called there.
        #services:
          #checkout:
            #owner: team-payments
            #workload: {in: my-dashboard, name: checkout}
            # Where its logs and metrics are, where that is not the workload: read there before the workload's system.
            #logs: my-dashboard
            #metrics: my-dashboard
            #health:
              #- {name: edge, url: "http://localhost:3000/api/health", healthy: "/status=healthy"}
              # All values of a metric over a time, in the unit that is written; and a system's alerts, which speak only against.
              #- {metric: error_rate, below: 2%, over_seconds: 60, points: 3, delay_seconds: 0}
              #- {alerts: my-aws, delay_seconds: 60}
            #calls: [payments, cart]
        """
}
