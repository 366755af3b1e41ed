/// Secrets that something beside them marks, in the ways in which programs quote, tag and part what they write. All
/// made up.
extension SecretCorpus {
    private static let values = ["Kx12abYZ78qr", "hunter2secret", "Violet-quartz805!"]

    private static let marks: [Form] = values.flatMap { value in
        [
            "{\"key\":\"DEPLOY\",\"value\":\"\(value)\",\"protected\":true,\"masked\":true}",
            "{\"masked\":true,\"key\":\"DEPLOY\",\"value\":\"\(value)\"}",
            "{\"outputs\":{\"conn\":{\"sensitive\":true,\"type\":\"string\",\"value\":\"\(value)\"}}}",
            "value = \"\(value)\"\nsensitive = true", "sensitive = true\nvalue = \"\(value)\"",
            "{\"Type\":\"SecureString\",\"Name\":\"/x\",\"Value\":\"\(value)\"}",
            "<input type=\"password\" name=\"p\" value=\"\(value)\">",
            "<input value='\(value)' name='p' type='password'/>",
            "{\"credentials\":{\"username\":\"bob\",\"value\":\"\(value)\"}}",
            "{\"credentials\":{\"name\":\"bob\",\"value\":\"\(value)\"}}",
        ].map { ($0, value) }
    }

    private static let written: [Form] = values.flatMap { value in
        [
            "password: !!str \(value)", "password: &pw \(value)", "password: !!str \"\(value)\"",
            "password = '''\(value)'''", "password = \"\"\"\(value)\"\"\"", "password = '''\n\(value)\n'''",
            "{\n  \"password\"\n:\n\"\(value)\"}", "{\"password\"\n  : \"\(value)\"}",
            "{\"\\u0070assword\":\"\(value)\"}", "{\"pass\\x77ord\":\"\(value)\"}",
            "app\0--password\0\(value)\0-v", "app\0--token=\(value)\0-v", "mysql\0-uroot\0-p\(value)\0shop",
            "form-data; name=\"password\"\r\nContent-Type: text/plain\r\n\r\n\(value)\r\n--b--",
            "form-data; name=\"password\"\nContent-Type: a/b\nContent-Length: 5\n\n\(value)\n--b--",
            "10:00:00 sent: PASS \(value)", "FTP command: PASS \(value)", "login as bob with password \(value)",
            "mount //bob:\(value)@host/share",
        ].map { ($0, value) }
    }

    private static let refused: [Form] =
        [
            "invalid api key ", "Invalid access key ", "expired token ", "unknown api_key ",
        ].map { ("\($0)\(hex)\(hex)", hex) } + [("api key \(hex)\(hex) is not valid", hex)]

    /// The beginning is lost.
    private static let tails: [Form] = [
        "MIIE\(letters)\n-----END RSA PRIVATE KEY-----", "MIIE\(letters)\nq8==\n-----END EC PRIVATE KEY-----\nok",
        "\(letters)\\nab3\\n-----END PRIVATE KEY-----", "\(letters)\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----",
    ].map { ($0, letters) }

    static let marked: [Form] = marks + written + refused + tails
}
