import AutoSREConfiguration
import AutoSRECore

extension Integration {
    /// Log lines and deployments from files that somebody else writes beside the journal.
    public static let files = Integration(
        "files", "log lines and deployments from files in the data directory", role: .companion(of: "dashboard"),
        isActive: { !$0.storage.dataDirectory.isEmpty },
        connect: { context in
            let directory = context.configuration.storage.dataDirectory
            var parts = IntegrationParts()
            parts.sources = [
                LogEntriesFile(directory: directory, owner: RecordOwner(context), warn: context.log),
                DeploymentsFile(directory: directory, owner: RecordOwner(context), warn: context.log),
            ]
            return parts
        })
}
