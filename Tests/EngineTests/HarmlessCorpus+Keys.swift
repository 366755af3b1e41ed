/// Lines of everyday logs beside the words of secrets, and keys that open nothing.
extension HarmlessCorpus {
    static let everyday = [
        "token expired at 2026-11-30T20:00:00Z", "password policy: minimum length 12",
        "Invalid password for user bob from 10.0.0.1", "secret \"db-credentials\" not found in namespace shop",
        "MountVolume.SetUp failed for volume \"secrets\": secret \"tls-cert\" not found",
        "failed to refresh token: 401 Unauthorized", "tokens used: 1520 prompt, 310 completion",
        "max_tokens=4096 temperature=0.2", "token_count: 8812", "key=checkout:cart:8812 miss",
        "cache key user:123:profile expired", "primary key violation: Duplicate entry '42' for key 'orders.PRIMARY'",
        "foreign key constraint fails (`shop`.`orders`, CONSTRAINT `fk_user`)",
        "ERROR: duplicate key value violates unique constraint \"orders_pkey\"",
        "Key (order_id)=(88123) already exists.", "password authentication failed for user \"shop\"",
        "Access denied for user 'shop'@'10.2.3.4' (using password: YES)", "secretKeyRef: {name: db, key: password}",
        "passwordless login enabled", "token bucket full: rate=100 burst=200", "CSRF token mismatch",
        "idempotency-key: 6a3f9d2c-1111-4222-8333-444455556666", "partition key=orders-17 shard=3",
        "sort_key=created_at", "api_key_id=42 revoked", "key_id: prod-2026", "Secret rotation finished: version 7",
        "public_key=ssh-ed25519",
        "image: registry.local/shop/checkout@sha256:9b2cf535f27731c974343645a3985328fb6a1f0e2c2f0d4a3c5c3b6c2a1b0c9d",
        "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 deployed",
        "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7",
        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "X-Request-Id: 7b1c2f4e9d0a4c3e8f5a6b7c8d9e0f11", "pod checkout-7d9f8b6c5d-x2x4z OOMKilled",
        "arn:aws:lambda:us-east-1:123456789012:function:shop-fn:7",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/db-AbCdEf", "i-0abcd1234ef567890 terminated",
        "vpc-0a1b2c3d4e5f67890 subnet-0123456789abcdef0", "ETag: \"33a64df551425fcc55e4d42a148795d9f25f89d4\"",
        "JSESSIONID missing", "session closed for user root", "pam_unix(sshd:session): session opened for user bob",
        "auth: success method=oidc", "auth=none", "pass 3 of 5 finished", "passed: 12 failed: 0", "pass rate 98.2%",
        "pw=12ms", "passenger 4711 boarded", "compass heading 270", "credit card declined: code 51", "author: bob",
        "authority: example.org", "monkey=banana", "keyboard: qwerty", "turkey: 12", "hockey=1",
        "kubectl -n shop get pods -p 8080", "java -Xmx512m -jar app.jar --port 8080",
        "mysqld: ready for connections. port: 3306", "psql: error: FATAL: role \"shop\" does not exist",
        "git sha v2.3.1-14-g9fceb02", "build 20261130.7", "checkout v1.4.2+build.5", "UserId=1234567890",
        "user: bob", "username=bob", "login failed for bob", "https://shop.example/path?page=2&sort=asc",
        "https://shop.example/reset-password", "postgres://db.local:5432/shop", "redis://cache:6379/0",
        "amqp://rabbit:5672", "mongodb://a:27017,b:27017/shop?replicaSet=rs0", "email queue length 12",
        "credentials expired", "credential provider chain exhausted", "No credentials found in environment",
        "secret: not found", "secrets: 3 loaded", "token: missing", "token: invalid", "password: required",
        "password=null", "password=\"\"", "password is empty", "private key file not readable: /etc/tls/key.pem",
        "certificate CN=shop.local expired 2026-11-01",
        "fingerprint SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8",
        "SHA1 9fceb02d0ae598e95dc970b74767f19372d61af8", "md5=d41d8cd98f00b204e9800998ecf8427e",
        "uuid 6a3f9d2c-1111-4222-8333-444455556666", "order_id=6a3f9d2c-1111-4222-8333-444455556666",
        "kafka offset 1234567890123456", "phone +49 30 123456", "order 4111-2222 shipped", "latency 4111111111 ns",
        "epoch 1795518000000000000", "ip 2001:db8::1", "mac 00:1b:44:11:3a:b7", "version: 1.2.3",
        "\"version\":\"v1.4.2-rc.1\"", "hash=abcdef0123456789", "checksum: crc32c=AAAAAA==", "nonce 42",
        "signature verification failed", "invalid signature", "jwt expired", "jwt malformed",
        "Authorization header missing", "Authorization: required", "cookie too large", "Set-Cookie ignored",
        "bearer auth required", "basic auth disabled", "SecretsManagerClient timeout",
        "PasswordEncoder bean missing", "TokenService.refresh took 120 ms",
        "at com.shop.auth.TokenFilter.doFilter(TokenFilter.java:42)",
        "at Object.getSecret (/app/node_modules/aws-sdk/lib/secret.js:12:7)",
        "File \"/app/secrets/loader.py\", line 12, in load_password",
        "NullPointerException: Cannot invoke \"Password.getValue()\" because \"this.password\" is null",
        "Error: Cannot read properties of undefined (reading 'token')", "KeyError: 'password'",
        "ModuleNotFoundError: No module named 'secrets_store'", "vault: sealed",
        "vault.hashicorp.com/agent-inject: \"true\"", "apiVersion: v1", "kind: Secret", "secretName: checkout-tls",
        "existingSecret: checkout-db", "passwordSecretRef: checkout-db", "tokenReview failed",
        "serviceAccountToken projected", "AWS_SECRET_ACCESS_KEY is not set", "GITHUB_TOKEN not set",
        "DB_PASSWORD missing", "environment variable API_KEY undefined", "missing required env: STRIPE_SECRET_KEY",
        "key: us-east-1", "\"key\":\"checkout\",\"value\":\"42\"",
        "[{\"name\":\"region\",\"value\":\"eu-central-1\"},{\"name\":\"replicas\",\"value\":\"3\"}]",
        "{\"Key\":\"Environment\",\"Value\":\"production\"}",
        "{\"Name\":\"/shop/db/host\",\"Type\":\"String\",\"Value\":\"db.local\"}", "name=LOG_LEVEL value=debug",
        "pkey=12", "access_key_age_days=91", "keyspace=shop table=orders", "key_prefix=cart", "hotkey: cart:42",
        "redis: MOVED 3999 127.0.0.1:6381", "pin=1 unpinned", "OTP service down", "tokenizer=cl100k", "token-ring",
        "Tokens per second: 42.1", "secretary@home", "password_hash column too short",
        "last_password_change=2026-01-01", "password_expires_in=30d", "token_ttl=3600", "token_type=Bearer",
        "grant_type=client_credentials", "client_id=shop-web", "auth_mode=password", "auth_method: token",
        "use_password=false", "require_token=true", "ssl_key=/etc/ssl/key.pem", "key_file=/etc/ssl/key.pem",
        "password_file=/run/secrets/db", "DB_PASSWORD_FILE=/run/secrets/db", "token_path: /var/run/token",
        "secret_name=db", "secretKeyRef.key=password", "num_keys=12", "total_tokens=12", "accessKeyId missing",
    ]

    /// What tables, queues, caches and clients call a key, and what they put there: words, numbers, dates, UUIDs.
    private static let ordinary: [String] = {
        let names = [
            "primaryKey", "secondaryKey", "keyName", "partitionKey", "sortKey", "cacheKey", "foreignKey", "publicKey",
            "idempotencyKey", "objectKey", "routingKey", "adminKey", "functionKey", "key1", "userKey", "dedup_key",
            "x-cache-key", "primary_key", "routing_key", "groupKey", "surrogate-key", "keys", "private",
        ]
        let values = [
            "id", "orders", "order_id", "orders.created.v2", "order_created_v2", "orderCreatedV2", "checkout:cart:8812",
            "uploads/2026/11/24/IMG_0042.jpg", "2026-11-24", "88123", "6a3f9d2c-1111-4222-8333-444455556666",
            "01HF8Y6Z3WQ2E4R5T6Y7U8I9O0", "customerCreatedAt2026Nov30Key", "ORD-2026-000123", "db1.internal:5432",
            "65a1b2c3d4e5f60718293a4b", "getOrderByCustomerIdV2", "F5", "true", "checkout-7d9f8b6c5d-x2x9z",
        ]
        return names.flatMap { name in
            values.flatMap { ["\(name)=\($0)", "\(name): \($0)", "{\"\(name)\":\"\($0)\"}", "\(name) \($0)"] }
        }
    }()

    /// Keys that open nothing, though they look drawn by lot.
    private static let open: [String] = {
        let names = [
            "publicKey", "public_key", "cacheKey", "cache-key", "idempotencyKey", "Idempotency-Key", "partitionKey",
            "sortKey", "objectKey", "foreign_key", "dedup_key", "Sec-WebSocket-Key", "public_keys", "site_key",
        ]
        let values = ["q9Wn3kL8ZxR2tVb7YpD5mHs4JfCg6QeTu1AoNiXwEyM=", "9fceb02d0ae598e95dc970b74767f19372d61af8"]
        return names.flatMap { name in
            values.flatMap { ["\(name)=\($0)", "\(name): \($0)", "\"\(name)\": \"\($0)\""] }
        }
    }()

    /// What says `key`, `code`, `private`, `pat` or `seed` of other things; what a Secret is called.
    private static let others = [
        // What names the value is behind it here: the two once made a range that ended before it began.
        "name: value=password", "name:value=token", "keyName: value=key1", "header:text=apiKey",
        "cache-control: private, max-age=3600", "private: true", "seed=42", "random_seed: 1234567890", "?code=500",
        "GET /coupons?code=SAVE20BLACKFRIDAY 200", "?code=ERR_PAYMENT_DECLINED_42", "errorCode: PaymentDeclined42x",
        "pat: done", "existingSecret: checkout-db", "existingSecret=\"checkout-db-v2\"", "existingSecret: db",
        "auth.existingSecret=redis-auth", "imagePullSecret: regcred", "{\"existingSecret\":\"checkout-tls\"}",
        "{\"name\":\"primaryKey\",\"value\":\"id\"}",
        "{\"keyName\":\"key1\",\"permissions\":\"FULL\",\"value\":\"on\"}",
        "{\"Key\":\"CacheKey\",\"Value\":\"9fceb02d0ae598e95dc970b74767f19372d61af8\"}", "negotiate http/2 failed",
        "Negotiate: no ticket", "WWW-Authenticate: Negotiate", "vault operator unseal", "unsealed with key 2 of 3",
        "\"keys\":[\"userId\",\"orderTotalAmount\"]", "keys: {id: orderTotalAmount2}", "md-toolbar-tools-container-2",
        "Duplicate entry '9fceb02d0ae598e95dc970b74767f19372d61af8' for key 'orders.PRIMARY'",
        "lookup with key: 9fceb02d0ae598e95dc970b74767f19372d61af8",
        "evicted key=9fceb02d0ae598e95dc970b74767f19372d61af8",
    ]

    static let keys = ordinary + open + others
}
