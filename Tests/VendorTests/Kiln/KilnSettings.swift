import AutoSREConfiguration

/// Which hall is watched.
struct KilnSettings: SettingsGroup {
    /// `KILN_HALL`; empty for none.
    var hall = ""

    static let section = SettingsSection(
        "Kiln", [Setting("KILN_HALL", key: "hall", \KilnSettings.hall, .name(limit: 40), "The hall with the oven.")])
}
