/// What looks a little like a secret and is none: it has to come through byte for byte, for the diagnosis reads it.
enum HarmlessCorpus {
    static let prose = [
        "password reset mail sent", "password reset requested for user 4711", "password policy updated",
        "token bucket is empty",
        "token expired", "token expires in 3600 s", "pass rate 93 %", "secret santa list saved", "author=jane.doe",
        "authors: 12",
        "session started", "session closed after 12 s", "keyspace hits", "keyspace_hits:1234", "passed=12 failed=0",
        "pass: 12",
        "pass=true", "key=user:1234", "key=orders", "tokens=512", "input_tokens: 812", "max_tokens=4096",
        "no password given",
        "using password: YES", "Access denied for user 'root'@'localhost' (using password: NO)",
        "secret \"db-credentials\" not found",
        "secrets \"regcred\" not found", "Unexpected token '<' in JSON at position 0",
        "unexpected token \"}\" at line 3",
        "authentication failed", "authorization: denied", "basic authentication is off", "the bearer of this note",
        "cookie jar is full", "invalid credentials", "credential rotation done", "private key not found",
        "public key loaded",
        "compass=north", "bypass=true", "passenger=12", "passive: yes", "monkey=banana", "hotkey: ctrl-c",
        "turnkey project",
        "value=12 name=orders", "name: orders value: 12", "type=gauge value=3", "the secret is out",
        "signature mismatch",
        "signature=none", "sig: invalid", "the pin is on the map", "auth=ldap", "auth: ok", "oauth=enabled",
        "OTP 25 started",
        "login -p 22", "ls -p /tmp", "mkdir -p /var/lib/shop", "docker run -p 8080:80 shop", "ssh -p 22 host",
        "ps -u shop",
        "tar -a -c x", "grep -A 3 -w word", "kubectl -n shop get pods", "curl -X POST http://shop/x",
        "mysql -P 3306 -h db shop",
    ]

    static let masks = [
        "password=****", "password: [FILTERED]", "\"password\": \"[PROTECTED]\"", "password=<hidden>",
        "password: ${DB_PASSWORD}",
        "password: {{ .Values.password }}", "WHERE password = $1", "password = ?", "PWD=/srv/app", "OLDPWD=/",
        "--- PASS: TestCheckout (0.00s)",
        "PASS: test_login_2", "sig=9", "sig=SIGTERM", "signature: SHA256withRSA", "token: 12", "token:8080",
        "credentials: include",
        "password: successfully changed", "password reset: done", "pass: everything",
        "WWW-Authenticate: Basic realm=\"shop\"", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI",
        "c29tZSB0ZXh0IGhlcmU=", "W/\"d41d8cd98f00b204\"", "secret_version=3", "key_id=abc", "token_count=5",
        "password_reset_at=2026-11-24",
        "auth: oauth2", "auth=kubernetes.io/serviceaccount", "cookies=3", "csrf token mismatch",
        "password.rb:12:in `check'",
    ]

    static let ids = [
        "9fceb02d0ae598e95dc970b74767f19372d61af8", "9fceb02", "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "request_id=6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7",
        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "X-Request-Id: 01HF8Y6Z3WQ2E4R5T6Y7U8I9O0",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "md5=d41d8cd98f00b204e9800998ecf8427e",
        "etag: \"d41d8cd98f00b204e9800998ecf8427e\"",
        "docker://3b1f0c3c2f6d8e7a9b0c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d0e1f2a",
        "x-amzn-RequestId: 8f0a1b2c-3d4e-5f6a-7b8c-9d0e1f2a3b4c", "Root=1-5f84c7a5-1234567890abcdef12345678",
        "arn:aws:lambda:us-east-1:123456789012:function:shop:7",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf",
        "arn:aws:iam::123456789012:role/shop", "\"valueFrom\": \"arn:aws:ssm:us-east-1:123456789012:parameter/db\"",
        "i-0abcdef1234567890", "vpc-0a1b2c3d", "ami-0abcdef1234567890", "subnet-0123456789abcdef0",
        "run-5f0c11aa7788 inc-demo0001",
        "checkout-7d9f8b6c5d-x2x9z", "pod/checkout-7d9f8b6c5d-x2x9z", "node ip-10-0-12-34.ec2.internal",
        "secretName: db-credentials",
        "container_id=3b1f0c3c2f6d", "order_id=ORD-2026-000123", "sessionId: 12", "uid=1000 gid=1000", "pid=4711",
    ]

    static let versions = [
        "v1.4.2", "v1.4.2-rc.1+build.5114f85", "1.0.0-beta.11+exp.sha.5114f85", "2026.11.24-rc1", "release-7",
        "main@a1b2c3d4",
        "registry.example.com:5000/shop/checkout:v1.4.2",
        "ghcr.io/shop/checkout@sha256:9f86d081884c7d659a2feaa0c55ad015",
        "checkout:9fceb02", "token-service-1.2", "auth-service:v3", "password-hasher 2.1.0", "left-pad@1.3.0",
        "pkg:npm/left-pad@1.3.0",
        "postgres:16.2-alpine", "python3.12", "nginx/1.25.3", "build 4711 (hotfix)", "$LATEST", "sk-learn 1.4",
        "key-value-store-2",
        "npm install npm_config_x", "hf_hub 0.20", "sl.py", "s.length", "SG-1", "MTU 1500", "SKU-12345678", "pat.txt",
        "v1.0-alpha",
    ]

    static let times = [
        "2026-11-24T17:03:05.120Z", "2026-11-24 20:18:57,123", "24/Nov/2026:17:03:05 +0000",
        "Tue, 24 Nov 2026 17:03:05 GMT",
        "1764015537123", "12:30:45:123", "T+00:12:30", "p99=812ms p50=12.5ms", "rate=0.35 errors=3.5%",
        "latency 812 ms",
    ]

    static let code = [
        "at com.shop.auth.TokenService.validate(TokenService.java:42)",
        "at com.shop.Cart$$Lambda$14/0x0000000800c8c000.run(Cart.java:7)",
        "at scala.Foo$anonfun$main$1.apply(Foo.scala:12)", "com.sun.proxy.$Proxy12.findByKey(Unknown Source)",
        "File \"/app/auth/tokens.py\", line 42, in check_password",
        "goroutine 1 [running]: main.(*Token).Valid(0xc000012345)",
        "0x00007f3c5a6b7c8d", "java.lang.OutOfMemoryError: Java heap space", "std::string::append", "secret::load",
        "if (a < b && c > d)",
        "panic: token: unexpected end of JSON input", "filter_parameters: [\"password\", \"token\", \"email\"]",
        "SELECT id, password FROM users WHERE name = 'bob'", "ERROR: column \"password\" does not exist",
        "function(password, token)",
        "TypeError: Cannot read properties of undefined (reading 'token')", "{\"secret\": {\"name\": \"x\"}}",
        "{\"token\": null}",
        "{\"password\": \"\", \"auth\": false}", "{\"type\":\"token\",\"value\":\"(\"}", "<token>expired</token>",
        "<value>12</value>",
        "cat: /etc/passwd: No such file", "open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file",
        "$HOME/$USER",
        "-----BEGIN CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----", "a->b => c", "x=1, y=2, z=3", "#1 0x0 in main ()",
        "C:\\Users\\token.txt",
    ]

    static let hosts = [
        "http://127.0.0.1:3000/api/health", "https://example.com/@user", "ssh://git@host/x", "db-1.internal:5432",
        "[::1]:8080",
        "2001:db8:85a3::8a2e:370:7334", "redis://cache:6379/0", "postgres://db/shop", "jdbc:postgresql://db:5432/shop",
        "amqp://rabbit:5672", "https://hooks.example.com/services/x", "checkout.shop.svc.cluster.local",
        "root@localhost",
        "http_requests_total{code=\"500\"} 12", "jvm_memory_used_bytes{area=\"heap\"} 1.2e9",
        "redis_keyspace_misses_total 3",
        "checkout.latency.p99", "queue:orders:depth", "routing_key=orders.created", "cache key orders:1234 evicted",
        "GET /login 200",
        "GET /api/tokens?limit=5 200", "GET /reset-password/done 302", "?page=2&sort=name&key=price",
        "user-agent: curl/8.5.0",
        "content-type: application/json; charset=utf-8", "cache-control: no-store", "location: /login?next=/cart",
    ]

    static let all: [String] = prose + masks + ids + versions + times + code + hosts
}
