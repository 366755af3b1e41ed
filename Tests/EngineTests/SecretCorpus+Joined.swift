/// Secrets whose name stands before them without a sign, beside them, or in another script, and tokens of late. All
/// made up.
extension SecretCorpus {
    private static let lots = ["Kx12abYZ78qr", "hunter2secret"]

    private static let behindNames: [Form] = lots.flatMap { lot in
        [
            "- name: DB_PASSWORD value: \(lot)", "name: DB_PASSWORD value: '\(lot)'", "SecretAccessKey \(lot)",
            "aws_secret_access_key \(lot)", "ClientSecret \(lot)", "AccountKey \(lot)==", "dbPassword \(lot)",
            "SECRET_ACCESS_KEY '\(lot)'", "ppp chap password \(lot)", "user bob insecure-password \(lot)",
            "username bob secret \(lot)", "mysqladmin -u root password \(lot)", "CONFIG SET requirepass \"\(lot)\"",
            "ACL SETUSER bob on >\(lot) ~*", "basic_auth bob \(lot)", "basic_auth \"bob\" \"\(lot)\"",
            "basic_auth: bob \(lot)", "auth: bob \(lot)", "http-auth bob \(lot)", "stats auth bob:\(lot)",
            "auth: bob:\(lot)", "basic.auth.user.info=bob:\(lot)", "token=Bearer \(lot)", "userPassword:: \(lot)==",
            "//bob:\(lot)@host/x", "Password for 'bob': \(lot)", "password: !!str \(lot)", "password: &pw \(lot)",
            "args: [--password, \(lot)]", "args:\n- --password\n- \(lot)", "[\\\"--password\\\",\\\"\(lot)\\\"]",
            "Config { token: Some(\\\"\(lot)\\\") }", "| password | \(lot) |", "|password|\(lot)|",
            "password='''\(lot)'''", "**password**: \(lot)", "*Password:* \(lot)", "PWD={\(lot)};",
            "Password: (string) (len=12) \"\(lot)\"", "#{<<\"password\">> => <<\"\(lot)\">>}",
            "<param-name>password</param-name><param-value>\(lot)</param-value>",
        ].map { ($0, lot) }
    }

    private static let scripts: [Form] = [
        "password＝", "password﹕", "密码：", "口令=", "パスワード：", "пароль: ", "비밀번호: ", "hasło: ", "lösenord=", "heslo: ",
        "şifre: ", "passord: ", "adgangskode: ", "salasana: ", "jelszó: ", "parola: ",
    ].map { ("\($0)Kx12abYZ78qr", "Kx12abYZ78qr") }

    private static let couples: [Form] = lots.flatMap { lot in
        [
            "[\"DB_PASSWORD\",\"\(lot)\"]", "['DB_PASSWORD', '\(lot)']", "{\"env\":[\"apiKey\",\"\(lot)\"]}",
            "[\\\"DB_PASSWORD\\\",\\\"\(lot)\\\"]",
        ].map { ($0, lot) }
    }

    /// A name and a value under words of their own, in either order.
    private static let words: [Form] = [
        ("variable", "content"), ("env", "val"), ("param", "data"), ("header", "value"), ("field", "value"),
        ("setting", "value"), ("option", "value"), ("attribute", "value"), ("var", "val"), ("name", "content"),
        ("key", "data"),
    ].flatMap { name, value -> [Form] in
        lots.flatMap { lot in
            [
                "{\"\(name)\":\"DB_PASSWORD\",\"\(value)\":\"\(lot)\"}",
                "{\"\(value)\":\"\(lot)\",\"\(name)\":\"DB_PASSWORD\"}", "\(name): DB_PASSWORD\n\(value): \(lot)",
            ].map { ($0, lot) }
        }
    }

    private static let late: [Form] = [
        "glwt-\(letters)", "hf_oauth_\(letters)", "sess-\(letters)ab", "dkea\(hex)\(hex)", "dose\(hex)\(hex)",
        "AQ.Ab8RN6\(letters)", "cfut_\(letters)", "cfat_\(letters)", "cfk_\(letters)", "sbp_v0_\(hex)\(hex)\(hex)",
        "BBDC-\(letters)", "bkct_\(letters)", "shpua_\(hex)\(hex)", "vca_\(letters)", "nfo_\(letters)",
        "hcaik_01\(letters)", "hcxik_01\(letters)", "fc-\(hex)\(hex)", "sl.u.\(letters)\(letters)",
        "mdb_sa_sk_\(letters)", "AVNS_\(letters)", "sgp_\(letters)\(letters)", "rpa_\(letters)\(letters)",
        "sk_org_live_\(letters)", "dG9rOg\(letters)\(letters)", "essu_\(letters)", "apify_api_\(letters)",
        "xoxd-\(letters)%2F\(letters)",
    ].map { ($0, String($0.suffix(20).prefix(14))) }

    static let joined: [Form] = behindNames + scripts + couples + words + late
}
