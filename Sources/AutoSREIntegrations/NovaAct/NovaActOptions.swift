public import AutoSREConfiguration

/// Amazon Nova Act as it is set.
public struct NovaActOptions: SettingsGroup, Hashable {
    /// `NOVA_ACT_API_KEY`; empty for none.
    public var apiKey = ""
    /// `AUTOSRE_NOVA_ACT_DIR`: the folder of Nova Act's side-car; empty for the usual places.
    public var directory = ""
    /// `AUTOSRE_NOVA_ACT_TIMEOUT_SECONDS`.
    public var seconds = 120.0

    /// The defaults.
    public init() {}
}

extension Configuration {
    /// Amazon Nova Act as it is set.
    public var novaAct: NovaActOptions {
        get { self[NovaActOptions.self] }
        set { self[NovaActOptions.self] = newValue }
    }
}

extension NovaActOptions {
    static let section = SettingsSection(
        "Acting",
        [
            Setting(
                "NOVA_ACT_API_KEY", key: "nova_act_api_key", \NovaActOptions.apiKey, .token, isSecret: true,
                "The key for Nova Act, of 36 characters."),
            Setting(
                "AUTOSRE_NOVA_ACT_DIR", key: "nova_act_dir", \NovaActOptions.directory, .path,
                "The folder with Nova Act's side-car, as `make nova-act` makes it. Empty: `NovaAct` beside the program or "
                    + "in its checkout, else `autosre/NovaAct` in `XDG_DATA_HOME`."),
            Setting(
                "AUTOSRE_NOVA_ACT_TIMEOUT_SECONDS", key: "nova_act_timeout_seconds", \NovaActOptions.seconds, .seconds,
                "How long Nova Act may work on one action once it has begun."),
        ])
}
