/// Lines as programs really log them, about secrets, logins and tokens too, that hold none. They stay as they are.
extension HarmlessCorpus {
    private static let servers = [
        "10.2.3.4 - - [24/Nov/2026:17:03:05 +0000] \"GET /oauth/token?grant_type=password HTTP/1.1\" 401 112",
        "10.2.3.4 - bob [24/Nov/2026:17:03:05 +0000] \"POST /login HTTP/2.0\" 302 0 \"-\" \"Mozilla/5.0\" rt=0.012",
        "2026/11/24 17:03:05 [error] 31#31: *4711 upstream timed out (110: Connection timed out) while reading",
        "[warn] 7#7: *88 a client request body is buffered to a temporary file /var/cache/nginx/client_temp/0000000012",
        "[error] 29#29: *5 user \"bob\": password mismatch, client: 10.0.0.9, server: shop.example.internal",
        "[error] 29#29: *6 user \"bob\" was not found in \"/etc/nginx/.htpasswd\", client: 10.0.0.9",
        "SSL_do_handshake() failed (SSL: error:0A000412:SSL routines::sslv3 alert bad certificate:SSL alert number 42)",
        "haproxy[12]: Server be_shop/web-1 is DOWN, reason: Layer4 timeout, check duration: 2001ms. 2 active",
        "envoy: upstream connect error or disconnect/reset before headers. reset reason: connection failure",
        "traefik: middleware basicAuth@file does not exist entryPointName=web routerName=shop@docker",
        "caddy: certificate obtained successfully identifier=shop.example.internal issuer=acme-v02.api.letsencrypt.org",
        "[notice] signal process started, reading /etc/nginx/conf.d/api_key.conf",
        "AH01617: user bob: authentication failure for \"/admin\": Password Mismatch",
    ]

    private static let kubernetes = [
        "Warning  FailedMount  kubelet  MountVolume.SetUp failed for volume \"creds\" : secret \"db-creds-v2\" not found",
        "Error: secret \"shop-db-7f3a9c1e\" not found", "Error: couldn't find key DB_PASSWORD in Secret shop/db-creds2",
        "Normal  Scheduled  default-scheduler  Successfully assigned shop/checkout-6d5f7c9b8d-x2k4q to node-3",
        "Normal  Pulled  Container image \"registry.internal/shop/checkout:v2.14.0-rc1\" already present on machine",
        "Back-off restarting failed container=app pod=checkout-6d5f7c9b8d-x2k4q_shop(0b5f6c1e-1d2f-4a3b-8c4d)",
        "configmap/checkout-config-5g2h8k configured", "secret/db-credentials created", "secret/tls-2026 unchanged",
        "serviceaccount/default-token-x7z9q created", "externalsecret.external-secrets.io/db-creds2 condition met",
        "MountVolume.SetUp succeeded for volume \"kube-api-access-9x8zq\" (UniqueName: \"kubernetes.io/projected\")",
        "{\"kind\":\"Event\",\"reason\":\"FailedMount\",\"message\":\"secret db-creds2 not found\"}",
        "secretKeyRef: name: db-creds2 key: password",
        "{\"secretKeyRef\":{\"name\":\"db-creds2\",\"key\":\"password\"}}",
        "imagePullSecrets: - name: regcred2", "volume \"creds\" is of secretName db-creds-7f3a9",
        "serviceAccountToken expirationSeconds=3607", "HPA checkout: cpu 87%/70%, replicas 4 -> 6",
        "{\"name\":\"token\",\"id\":\"a1b2c3d4e5\",\"value\":12}", "{\"name\":\"refresh_token\",\"id\":\"7f3a9c1e2b\"}",
    ]

    private static let runtimes = [
        "java.lang.IllegalStateException: No PasswordEncoder mapped for the id \"null\"",
        "at org.springframework.security.authentication.dao.DaoAuthenticationProvider.authenticate(Dao.java:147)",
        "o.s.s.a.BadCredentialsException: Bad credentials",
        "HikariPool-1 - Connection is not available, timed out 30000ms",
        "c.s.shop.TokenService - Token validation took 12ms for session", "TokenBucket(capacity=100, refillRate=10/s)",
        "PasswordResetController#create completed 200 OK in 12ms",
        "Rails: Parameters: {\"user\"=>\"bob\", \"page\"=>\"2\"}",
        "Caused by: io.jsonwebtoken.ExpiredJwtException: JWT expired 12 seconds ago at 2026-11-24T17:03:05Z",
        "panic: runtime error: index out of range [3] with length 3 goroutine 17 [running]: main.(*Server).auth(0xc0001)",
        "Unexpected token < in JSON at position 0", "SyntaxError: Unexpected token 'b4x9Zq2A' in JSON",
        "ValueError: invalid literal for int() with base 10: 'a1b2c3'", "KeyError: 'api_key'", "undefined: apiKey",
        "TypeError: Cannot read properties of undefined (reading 'token')", "missing required field \"password\"",
        "{\"header\":\"token\",\"value\":\"required\"}", "{\"field\":\"password\",\"value\":\"is too short\"}",
        "{\"name\":\"token\",\"value\":\"required\"}", "{\"column\":\"api_key\",\"data\":\"varchar64b\"}",
        "{\"title\":\"Password\",\"text\":\"policy2026b\"}", "{\"name\":\"token\",\"text\":\"release2026b\"}",
        "{\"setting\":\"mode2fast3x\",\"name\":\"token\"}", "{\"item\":\"secret\",\"value\":\"none\"}",
        "{\"path\":[\"password\",\"confirmation\"],\"code\":\"too_small\"}", "password:\\temp",
        "{\"sensitive\":false,\"type\":\"string\",\"value\":\"eu-central-1\"}",
        "{\"masked\":false,\"value\":\"fast2x\"}",
        "{\"caseSensitive\":true,\"value\":\"checkout\"}", "{\"value\":\"a2b\",\"case_sensitive\":true}",
        "{\"token\":{\"type\":\"oauth2\",\"id\":\"a1b2c3d4\",\"expires_in\":3600}}",
        "{\"secret\":{\"name\":\"db-creds-7f3\",\"namespace\":\"shop2prod\"}}",
    ]

    private static let databases = [
        "FATAL: password authentication failed for user \"bob\"", "FATAL: no pg_hba.conf entry for host \"10.0.0.9\"",
        "LOG: connection authenticated: identity=\"bob\" method=scram-sha-256 (/etc/postgresql/15/main/pg_hba.conf:97)",
        "ERROR: column \"api_key\" of relation \"users\" does not exist at character 42",
        "column password varchar(255)",
        "DETAIL: Role \"bob\" has no password assigned.", "STATEMENT: SELECT id, password FROM users WHERE id = $1",
        "ERROR: duplicate key value violates unique constraint \"users_token_key\"", "password\tvarchar(255)\tNO",
        "Access denied for user 'bob'@'10.0.0.9' (using password: YES)", "user\tpassword\tcreated_at",
        "NOAUTH Authentication required.", "WRONGPASS invalid username-password pair or user is disabled.",
        "MongoServerError: Authentication failed. code: 18", "ALTER TABLE users ADD COLUMN password_hash text",
        "checkpoint complete: wrote 812 buffers (5.0%); 0 WAL file(s) added; write=81.2 s, sync=0.004 s",
    ]

    private static let identities = [
        "token refreshed for client checkout-web, expires in 3600s", "password changed for user bob",
        "password reset requested for user bob from 10.0.0.9", "access token expired, refreshing", "api key rotated",
        "refresh token reuse detected, family 12 revoked", "OAuth2 authorization_code exchanged for client shop-web2",
        "invalid_grant: The provided authorization grant is expired", "invalid token signature", "token type: Bearer",
        "error=\"invalid_token\", error_description=\"The access token expired\"", "token lifetime: 15m0s",
        "sshd[812]: Failed password for invalid user admin2b from 10.0.0.9 port 52144 ssh2",
        "sshd[812]: Accepted publickey for bob from 10.0.0.9 port 52144 ssh2: RSA SHA256:x",
        "login with password failed",
        "sudo: pam_unix(sudo:auth): authentication failure; logname=bob uid=1000 euid=0 tty=/dev/pts/2 user=bob",
        "login with password authentication disabled", "using password policy v2beta1", "with password sha512crypt",
        "KDC_ERR_PREAUTH_FAILED (24): preauthentication failed", "csrf token missing or incorrect",
        "MFA token accepted",
        "unknown api key id 12", "invalid token at line 12, column 4", "bad token count: 4096 of 8192 tokens",
        "prompt_tokens=812 completion_tokens=96 total_tokens=908", "rate limit: 12 tokens left, bucket token-7",
        "object storage key 3a7bd3e2360a3d29eea436fcfb7e44c735d117c4", "deploy key added: checkout-ci-2026",
        "feature flag new-checkout-v2=true for tenant=acme2", "flag password_less_login2 evaluated to variant_b",
        "key rotation finished: kid=2026-11-24-a", "sent: PASSED 12 of 12", "command: PASS", "healthcheck: PASS web2",
        "status: PASS checkout-v2.1", "request: 7f3a9c1e2b4d5e6f", "bytes=\\x16\\x03\\x01", "got \\u0041\\u0042 for AB",
        "msg=\"resolved\" value: \\\"\\\"\\\"text2more\\\"\\\"\\\"", "path: //host2/share/v1.2@latest",
        "-----END CERTIFICATE-----", "expected -----END RSA PRIVATE KEY----- but the file ended",
    ]

    static let lines = servers + kubernetes + runtimes + databases + identities
}
