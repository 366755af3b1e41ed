/// Secrets where a statement, a protocol, a plan or a page says by its words what stands where. All made up.
extension SecretCorpus {
    private static let lot = "Kx12abYZ78qr"

    static let statements: [Form] = [
        ("CREATE USER 'bob'@'%' IDENTIFIED WITH caching_sha2_password BY 'hunter-two'", "hunter-two"),
        ("ALTER USER bob IDENTIFIED WITH mysql_native_password AS 'hunter-two'", "hunter-two"),
        ("ALTER USER bob IDENTIFIED VIA ed25519 USING 'hunter-two'", "hunter-two"),
        ("ALTER USER bob IDENTIFIED BY hunter_two;", "hunter_two"),
        ("alter user bob identified by tiger_two", "tiger_two"),
        ("ALTER USER bob IDENTIFIED BY old REPLACE \(lot)", lot), ("GRANT x TO bob IDENTIFIED BY \(lot)", lot),
        ("SET PASSWORD FOR 'bob'@'%' = 'hunter-two'", "hunter-two"),
        ("SET PASSWORD FOR bob = 'hunter-two';", "hunter-two"),
        ("SET PASSWORD FOR 'bob'@'%' TO 'hunter-two'", "hunter-two"),
        ("C: PASS hunter2fff", "hunter2fff"), (">>> PASS hunter2fff", "hunter2fff"), ("ftp> PASS \(lot)", lot),
        ("a001 LOGIN bob \(lot)", lot), ("a001 LOGIN \"bob\" \"hunter-two\"", "hunter-two"),
        ("1 LOGIN bob@shop.test \(lot)", lot),
        ("AUTH default \(lot)", lot), ("\"AUTH\" \"default\" \"\(lot)\"", lot), ("HELLO 3 AUTH default \(lot)", lot),
        ("bindpw \(lot)", lot), ("rootpw \(lot)", lot), ("bindpw \"hunter-two\"", "hunter-two"),
        ("ConvertTo-SecureString \"hunter-two\" -AsPlainText -Force", "hunter-two"),
        ("-Password (ConvertTo-SecureString -String 'hunter-two' -AsPlainText)", "hunter-two"),
        ("new NetworkCredential(\"bob\", \"hunter-two\")", "hunter-two"),
        ("new UsernamePasswordCredentials(\"bob\", \"\(lot)\")", lot), ("HTTPDigestAuth('bob', '\(lot)')", lot),
        ("login failed for bob with password \(lot)", lot), ("password was changed from old1234 to \(lot)", lot),
        ("password has been reset to \(lot)", lot), ("Password for bob set to \(lot)", lot),
        ("password is now \(lot)", lot), ("pass=KxzUUomwsRfxuGun", "UUomwsRfx"),
        ("recovery_codes: [\"\(lot)\"]", lot), ("clave secreta: \(lot)", lot),
    ]

    static let plans: [Form] = [
        ("      ~ \"DB_PASSWORD\" = \"old\" -> \"hunter-two\"", "hunter-two"),
        ("      ~ password          = \"old\" -> \"hunter-two\" # forces replacement", "hunter-two"),
        ("      ~ password = (sensitive value) -> \"hunter-two\"", "hunter-two"),
        ("      + password = null -> \"hunter-two\"", "hunter-two"),
        ("      + password                         = \"hunter-two\"", "hunter-two"),
        ("  ~ api_key: \"old\" => \"hunter-two\"", "hunter-two"), ("password -> \(lot)", lot),
        ("<td>password</td><td>\(lot)</td>", lot), ("<tr><th>Password:</th>\n  <td>\(lot)</td></tr>", lot),
        ("<td class=\"e\">DB_PASSWORD </td><td class=\"v\">\(lot) </td>", lot),
        ("<td class=\"e\">$_ENV['DB_PASSWORD']</td><td class=\"v\">\(lot)</td>", lot),
        ("<dt>API key</dt><dd>\(lot)</dd>", lot), ("<td><b>password</b></td><td><code>\(lot)</code></td>", lot),
        ("curl --user=bob:\(lot) x", lot), ("curl --proxy-user=bob:\(lot) x", lot), ("curl -sSLu bob:\(lot) x", lot),
        ("curl -fsSubob:\(lot) x", lot),
        ("aws ssm put-parameter --name /shop/x --value \(lot) --type SecureString", lot),
        ("aws ssm put-parameter --name /db/password --value \(lot)", lot),
        ("az keyvault secret set --vault-name v --name n --value \(lot)", lot), ("-Dsonar.login=\(hex)", hex),
    ]

    /// Base64 as a query, JSON, or a query inside a query writes it: no half of it stays.
    static let signatures: [Form] = [
        ("sv=2020-08-04&sr=b&sig=Aua%2BRG8v0uWFQ3xY7kLmN2pT%2Fv7EgHeAk5mOEZz1bYc%3D", "v7EgHeAk"),
        ("GET /c/b?sp=r&sig=q7kLmN2pTv0uWFQ3xY%2BAua%2Frg8v7EgHeAk5mOEZz1bY%3D HTTP/1.1", "EgHeAk5m"),
        ("SharedAccessSignature sr=x.test&sig=q7kLmN2pTv%2fv7EgHeAk5mOE%2b%3d&se=1795518000", "EgHeAk5m"),
        ("?AWSAccessKeyId=A&Signature=blf%2FWWn7EgHeAk5mOE%2BQ3xY%3D", "EgHeAk5m"),
        ("?sessionid=blf%2FWWn7%2BEgHeAk5mOE", "EgHeAk5m"), ("&session_id=blfWWn7%2bEgHeAk5mOE%2f", "EgHeAk5m"),
        ("?auth=blf%2FWWn7%2BEgHeAk5mOE", "EgHeAk5m"), ("?sig=blfWWn7EgHeAk5m", "EgHeAk5m"),
        ("{\"signature\":\"blf\\/WWn7QqWeRt+EgHeAk5mOE\\/x=\"}", "EgHeAk5m"),
        ("?next=https%3A%2F%2Fx%3Fsig%3Dblf%252FWWn7QqWeRt%252BEgHeAk5mOE%253D", "EgHeAk5m"),
        ("X-Hub-Signature-256: sha256=\(hex)\(hex)\(hex)\(hex)", hex), ("hmac=blfWWn7+EgHeAk5mOE=", "EgHeAk5m"),
    ]
}
