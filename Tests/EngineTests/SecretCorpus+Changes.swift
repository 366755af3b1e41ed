/// Secrets of which two are told, old and new, expected and got, and what stands in for one. All made up.
extension SecretCorpus {
    private static let lots = ["Kx12abYZ78qr", "Qm8sVb4JdK1f"]

    /// Both are to go.
    private static let pairs: [Form] = [
        "password changed from OLD to NEW", "password was changed from 'OLD' to 'NEW'",
        "Changed password from OLD to NEW",
        "Password for bob changed from OLD to NEW", "api_key rotated from OLD to NEW", "secret updated from OLD to NEW",
        "db_password has been modified from OLD to NEW", "password changed: OLD -> NEW", "password 'OLD' -> 'NEW'",
        "password updated (old: OLD, new: NEW)", "password: OLD → NEW", "password=NEW (was OLD)",
        "  ~ password = \"OLD\" -> \"NEW\"", "-  password: OLD\n+  password: NEW", "-DB_PASSWORD=OLD\n+DB_PASSWORD=NEW",
        "{\"field\":\"password\",\"old_value\":\"OLD\",\"new_value\":\"NEW\"}",
        "{\"oldValue\":\"OLD\",\"newValue\":\"NEW\",\"field\":\"password\"}",
        "{\"key\":\"db_password\",\"from\":\"OLD\",\"to\":\"NEW\"}",
        "{\"from\":\"OLD\",\"to\":\"NEW\",\"key\":\"db_password\"}",
        "{\"attribute\":\"api_key\",\"before\":\"OLD\",\"after\":\"NEW\"}",
        "{\"field\":\"password\",\"fromString\":\"OLD\",\"toString\":\"NEW\"}",
        "{\"password\":{\"old\":\"OLD\",\"new\":\"NEW\"}}", "field=password old=OLD new=NEW",
        "field=password old_value=\"OLD\" new_value=\"NEW\"", "{\"changes\":{\"password\":[\"OLD\",\"NEW\"]}}",
        "audited_changes: {\"api_token\"=>[\"OLD\", \"NEW\"]}", "password mismatch: expected OLD but got NEW",
        "password mismatch: expected 'OLD', actual 'NEW'", "wrong password: want \"OLD\", got \"NEW\"",
        "expected password OLD but got NEW", "ALTER LOGIN app WITH PASSWORD = 'NEW' old_password = 'OLD'",
        "ALTER USER u IDENTIFIED BY \"NEW\" REPLACE \"OLD\"",
    ].flatMap { text in
        lots.map { (text.replacing("OLD", with: lots[0]).replacing("NEW", with: lots[1]), $0) }
    }

    private static let compared: [Form] = [
        ("invalid token: got \"\(letters)\", want \"x\"", letters), ("invalid token: got x, want \(letters)", letters),
        ("token mismatch: expected=\(letters) got=x", letters), ("password changed from \(lots[0]) to other", lots[0]),
        ("password changed from 'plum kettle' to 'brisk otter'", "plum"),
        ("password changed from 'plum kettle' to 'brisk otter'", "otter"),
    ]

    private static let patches: [Form] =
        [
            "{\"op\":\"replace\",\"path\":\"/spec/password\",\"value\":\"plum\"}",
            "{\"op\":\"add\",\"path\":\"/data/db~1password\",\"value\":\"plum\"}",
            "{\"path\":\"/spec/password\",\"op\":\"replace\",\"value\":\"plum\"}",
            "[{'op': 'replace', 'path': '/spec/db_password', 'value': 'plum'}]",
            "{\"op\":\"replace\",\"path\":\"password\",\"value\":\"plum\"}",
            "{\\\"op\\\":\\\"replace\\\",\\\"path\\\":\\\"/spec/password\\\",\\\"value\\\":\\\"plum\\\"}",
        ].map { ($0, "plum") } + [("{\"op\":\"add\",\"value\":\"\(lots[0])\",\"path\":\"/a/password\"}", lots[0])]

    private static let standIns: [Form] = lots.flatMap { lot in
        [
            "DB_PASSWORD is not set, using default \(lot)", "DB_PASSWORD: not set, using default \"\(lot)\"",
            "API_KEY not set, using default value \(lot)", "DB_PASSWORD unset, falling back to \(lot)",
            "DB_PASSWORD missing; defaulting to \(lot)", "DB_PASSWORD defaults to \(lot)", "password (default: \(lot))",
            "password [default: \(lot)]", "DB_PASSWORD (default \(lot))",
            "  --password string   login of the db (default \"\(lot)\")",
            "  -password string\n    \tlogin of the db (default \"\(lot)\")",
            "  --db-password WORD  login of the db (default: \(lot))", "--password <WORD>  Login [default: \(lot)]",
            "substituting ${DB_PASSWORD} with \(lot)", "replacing {{ .Values.password }} with \"\(lot)\"",
            "expanded $DB_PASSWORD to \(lot)", "resolved placeholder 'db.password' to '\(lot)'",
            "Setting DB_PASSWORD to \(lot)", "set password to \(lot)", "Overriding DB_PASSWORD with \(lot)",
            "A temporary password is generated for root@localhost: \(lot)",
        ].map { ($0, lot) }
    }

    private static let links: [Form] =
        [
            "GET /reset-password/TOKEN 200", "GET /password-reset/TOKEN/ 200", "GET /users/password/reset/TOKEN 200",
            "GET /accounts/reset/MQ/TOKEN/ 200", "https://x.test/invite/TOKEN", "https://x.test/activate/TOKEN",
            "https://x.test/magic-link/TOKEN?x=1", "POST /confirm-email/TOKEN",
        ].map { ($0.replacing("TOKEN", with: "Zk3vQ9pLx2Rt7BnW"), "Zk3vQ9pL") }
        + [("GET /reset-password/\(hex)\(hex) 200", hex), ("GET /reset/MQ/c7x2q-\(hex) 200", hex)]

    static let changes: [Form] = pairs + compared + patches + standIns + links
}
