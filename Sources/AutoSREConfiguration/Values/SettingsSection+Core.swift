extension SettingsCatalogue {
    /// The program's own settings, which belong to no integration. Names and defaults are those of the original's
    /// table.
    public static let core: [SettingsSection] = [
        SettingsSection(
            "Storage", key: "storage",
            [
                Setting(
                    "LOG_STORAGE_DATA_DIR", key: "data_dir", \StorageSettings.dataDirectory, .path,
                    "The folder that incidents, journals and evidence are kept in. Empty: in memory only, no file is left."
                )
            ]),
        SettingsSection(
            "Workflow", key: "workflow",
            [
                Setting(
                    "REASONING_MAX_RETRIES", key: "reasoning_max_retries", \WorkflowSettings.reasoningMaxRetries,
                    .whole(0...100),
                    "How often reasoning is tried again after a failure, before a person is asked."),
                Setting(
                    "RECOVERY_VERIFY_TIMEOUT_SECONDS", key: "verify_timeout_seconds",
                    \WorkflowSettings.recoveryVerifyTimeoutSeconds, .seconds,
                    "How long to wait for the service to be healthy before the run counts as not recovered."),
                Setting(
                    "AUTOSRE_STABLE_SECONDS", key: "stable_seconds", \WorkflowSettings.stableSeconds,
                    .seconds(upTo: 600),
                    "How long the service must stand healthy, over three readings at least, to count as recovered, and "
                        + "bad before anything is changed; never more than a third of "
                        + "`RECOVERY_VERIFY_TIMEOUT_SECONDS`."),
                Setting(
                    "AUTOSRE_APPROVAL_SECONDS", key: "approval_seconds", \WorkflowSettings.approvalSeconds,
                    .seconds(upTo: 86_400),
                    "How long a run waits for a person's answer (`autosre approve`, `autosre reject`) where the policy "
                        + "asks for one, before the plan is put to people in the report alone. 0: not at all. Needs "
                        + "`LOG_STORAGE_DATA_DIR`, by which the answer comes."),
            ]),
        SettingsSection(
            "Policy", key: "policy",
            [
                Setting(
                    "AUTOSRE_POLICY", key: "file", \PolicySettings.path, .path,
                    "A YAML file that says what the agent may do without asking. Empty: the defaults below.")
            ]),
    ]
}
