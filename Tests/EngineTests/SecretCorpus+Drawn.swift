/// Secrets that begin as figures, options or sentences do, or have signs that end other values. All made up.
extension SecretCorpus {
    private static let digits = "7LkM4LQ987b8XR7Z"
    private static let lot = "Kx12abYZ78qr"
    private static let half = "Wp4Rt8Yn"

    /// Behind `pass`, `pw` and the like: what begins with a digit.
    private static let figures: [Form] = [
        "7LkM4LQ987b8XR7Z", "9a8b7c6d5e4f3a2b", "4!kLm#9pQ", "2024Winter!x", "1q2w3e4r5t6y", "8Hx-77_kkLq",
        "0xDEADBEEF99",
        "5e3Kqpz7Lm",
    ].flatMap { secret in
        [
            "pass=\(secret)", "pass: \(secret)", "\"pass\":\"\(secret)\"", "pw: \(secret)", "db.pass=\(secret)",
            "user_creds=\(secret)", "otp: \(secret)", "geheim: \(secret)", "{\"psw\":\"\(secret)\"}",
            "openssl rsa -passin pass:\(secret) -in k",
        ].map { ($0, secret) }
    }

    /// Behind an arrow, and behind a blank: what has signs in it, or begins with one.
    private static let signs: [Form] =
        ["!", "$", ".", "-", "_", "#", "+", "/"].map { ("password -> Qz7Kx9Lm\($0)\(half)", half) }
        + ["!", ".", "-"].flatMap { sign in
            [
                "ENV DB_PASSWORD \(sign)\(lot)", "machine h login u password \(sign)\(lot)",
                "requirepass \(sign)\(lot)",
                "masterauth \(sign)\(lot)", "bindpw \(sign)\(lot)", "PASSWORD \(sign)\(lot)",
                "--password \(sign)\(lot)",
            ].map { ($0, lot) }
        }
        + [
            ("db.password -> 8LVX7AAv!VA39EA9p", "VA39EA9p"), ("setenv TOKEN \(lot)", lot), ("ENV TOKEN \(lot)", lot),
            ("mysql -u root -p-\(lot) db", lot), ("sshpass -p -\(lot)99 ssh h", lot),
            ("amqp://bob:4#Ux52PZ4k5MK@h", "Ux52PZ4k5MK"),
        ]

    /// What ends another value, in the middle of one: no half of it stays.
    private static let halves: [Form] =
        ["<", ">", "`", "\\\\", ",", ";", "&"].flatMap { sign in
            [
                "password=Qz7Kx9Lm\(sign)\(half)", "password: Qz7Kx9Lm\(sign)\(half)", "token: Qz7Kx9Lm\(sign)\(half)",
                "host=h password=Qz7Kx9Lm\(sign)\(half) user=u", "curl -u bob:Qz7Kx9Lm\(sign)\(half) http://x",
            ].map { ($0, half) }
        }

    /// The name stands elsewhere, or in a word of its own.
    private static let told: [Form] = [
        ("\"passwords\":{\"a\":\"\(digits)\"}", digits), ("passwords: {a: \(lot), b: 12}", lot),
        ("\"bearer\": \"\(digits)\"", digits), ("password for user bob is \(lot)", lot),
        ("the password of bob is \(lot)", lot), ("password for user bob: \(lot)", lot),
        ("password of bob: \(lot)", lot),
        ("password for the account bob was \(lot)", lot), ("::add-mask::\(lot)", lot),
        ("##[debug] ::add-mask::two words \(lot)", "two words"), ("gh secret set X --body \(lot)", lot),
        ("gh secret set X -b\"\(lot)\"", lot), ("gh secret set X --body=\(lot)", lot),
    ]

    private static let sessions: [Form] = ["IQoJb3JpZ2luX2VjE", "FwoGZXIvYXdzE", "AQoDYXdzE"].flatMap { mark in
        let token = mark + String(repeating: "Kx7+Lm/3", count: 40) + "=="
        return [("request with \(token) was refused", "Kx7+Lm"), ("{\"t\":\"\(token)\"}", "Kx7+Lm")]
    }

    static let drawn: [Form] = figures + signs + halves + told + sessions
}
