/// What looks like the values of `SecretCorpus+Drawn` and holds no secret: figures, times, versions, tags, options.
extension HarmlessCorpus {
    static let figures =
        [
            "12ms", "3.5s", "4MB", "17/20", "5x", "2024-11-30", "1.4.2", "0x1f", "80%", "8h30m", "1h23m45.678s",
            "2026-11-24T17:03:05Z", "24/Nov/2026:17:03:05", "1.4.2-rc.1+build.5114f85", "2-of-3-checks", "2nd-attempt",
            "12345678ms", "128MiB", "10.0.0.1:8080", "100_000",
        ].flatMap { ["pass=\($0)", "pass: \($0)", "otp=\($0)", "\"pass\":\"\($0)\""] }
        + [
            "password -> db/credentials.yml", "password -> com.shop.PasswordEncoder", "password -> v1.4.2-rc1",
            "password -> $DB_PASSWORD", "ENV DB_PASSWORD --from-file", "tool --token -Xmx512m",
            "tool --password --verbose",
            "tool --token -v -x", "password. Then it went on", "wrong password !", "password -f file",
            "<b>password=</b>", "::add-mask::${TOKEN}", "gh secret set X --body $TOKEN",
            "gh issue create --body fixed2day", "\"passwords\":{\"minimum\":\"12\",\"policy\":\"strong\"}",
            "bearer: token", "bearer=none", "password of bob: expired", "password for user bob is expired",
            "password of the week: none", "Authorization: Bearer ${TOKEN}", "token: n/a",
            "https://shop.test:8443#section", "http://h:8080/a@b", "IQoJb3JpZ2luX2Vj is a prefix",
        ]
}
