/// Secrets behind programs, declarations and lists, and under less usual names. All made up.
extension SecretCorpus {
    private static let lot = "Kx12abYZ78qr"
    /// Without a digit, as a twelfth of such words are.
    private static let word = "KxVeZtbfGDRg"

    static let programs: [Form] = [
        ("sqlplus scott/\(lot)@db", lot), ("sqlplus -S scott/\(lot)@//db:1521/x", lot), ("sqlplus -S app/\(lot)", lot),
        ("exp system/\(lot)@db file=x.dmp", lot), ("impdp userid=system/\(lot)@db", lot),
        ("rman target sys/\(lot)@db", lot), ("secretsdump.py dom/bob:\(lot)@10.0.0.1", lot),
        ("tool --auth user:\(lot)", lot), ("tool --key \(lot)", lot), ("ssh-keygen -N \(lot) -f x", lot),
        ("psexec \\\\h -u b -p \(lot) cmd", lot), ("kubectl create secret generic x --from-literal=url=\(lot)", lot),
        ("secrets: {a: \(lot)}", lot), ("\"secrets\":{\"a\":\"\(lot)\"}", lot), ("\"tokens\":[\"a\",\"\(lot)\"]", lot),
        ("\"tokens\":[\"a\",\"\(word)\"]", word), ("{\"auth\":\"bob:\(lot)\"}", lot), ("auth: bob:\(lot)", lot),
        ("auth=(\"bob\", \"\(lot)\")", lot), ("HTTPBasicAuth('bob', '\(lot)')", lot),
        ("let password: String = \"\(lot)\"", lot), ("password: &str = \"\(lot)\"", lot), ("DB_PASSWORD?=\(lot)", lot),
        ("password += \(lot)", lot), ("conf.set(\"fs.s3a.secret.key\",\"\(lot)\")", lot),
        ("db.passwords.0=\(lot)", lot), ("passwords[0]=\(lot)", lot), ("user_password_confirmation=\(lot)", lot),
        ("| user | x |\n| password | \(lot) |", lot), ("Passwort ist \(lot)", lot), ("secret is \(lot)", lot),
        ("geheim=\(lot)", lot), ("clave=\(lot)", lot), ("Schlüssel=\(lot)", lot), ("clé_api=\(lot)", lot),
        ("segredo=\(lot)", lot), ("palavra-passe: \(lot)", lot), ("jeton=\(lot)", lot), ("pswd=\(lot)", lot),
        ("client_assertion=\(lot)", lot), ("PASSWORD_SALT=\(lot)", lot), ("X-Honeycomb-Team: \(lot)", lot),
        ("{\\\\\\\"password\\\\\\\":\\\\\\\"\(lot)\\\\\\\"}", lot),
        ("\"{\\\"a\\\":\\\"{\\\\\\\"password\\\\\\\":\\\\\\\"\(lot)\\\\\\\"}\\\"}\"", lot),
        ("aio_abcdefghijKLMNOPqrst01234567", "qrst01234567"),
        ("co_abcdefghijKLMNOPqrst0123456789UVWXyz", "456789UVWXyz"),
        ("FLWSECK_TEST-0123456789abcdef0123456789abcdef-X", "cdef01234567"),
    ]
}
