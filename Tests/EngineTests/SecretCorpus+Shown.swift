/// What programs show: environments, connection strings, headers, dumps, command lines, each as its vendor writes it.
extension SecretCorpus {
    /// Mostly with a password that is a few words, which nothing but its place tells.
    static let shown: [Form] = [
        ("Environment:\n  DB_PASSWORD:  plumKettle83\n", "plumKettle83"),
        (
            "{\"containerOverrides\":[{\"environment\":[{\"name\":\"API_TOKEN\",\"value\":\"brisk-Otter-52\"}]}]}",
            "brisk-Otter-52"
        ),
        ("{\"Value\":\"brisk-Otter-53\",\"Type\":\"String\",\"Name\":\"/shop/db/password\"}", "brisk-Otter-53"),
        ("helm upgrade shop ./chart --set db.password=brisk-Otter-54 --set image.tag=v3", "brisk-Otter-54"),
        ("docker run -e POSTGRES_PASSWORD=brisk-Otter-55 -d postgres:15", "brisk-Otter-55"),
        ("environment:\n  - MYSQL_ROOT_PASSWORD=brisk-Otter-56", "brisk-Otter-56"),
        ("PGPASSWORD='brisk Otter 57' psql -h db", "Otter 57"),
        ("jdbc:mysql://db:3306/shop?user=root&password=brisk-Otter-58&useSSL=true", "brisk-Otter-58"),
        ("jdbc:sqlserver://db:1433;databaseName=shop;user=sa;password=brisk-Otter-59;encrypt=true", "brisk-Otter-59"),
        ("Server=tcp:db,1433;Database=shop;User ID=sa;Pwd=brisk-Otter-60;Encrypt=True", "brisk-Otter-60"),
        ("Driver={ODBC};Server=db;Uid=sa;Pwd={brisk;Otter-61};", "Otter-61"),
        ("host=db user=shop password='brisk Otter-62' dbname=shop", "Otter-62"),
        ("mongodb+srv://shop:brisk-Otter-63@cluster0.mongodb.net/test", "brisk-Otter-63"),
        ("amqps://shop:brisk%2DOtter-64@rabbit/vhost", "Otter-64"),
        ("redis://:brisk-Otter-65@cache:6379/0", "brisk-Otter-65"),
        ("rediss://default:brisk-Otter-66@cache:6380", "brisk-Otter-66"),
        (
            "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYg==;EndpointSuffix=core.windows.net",
            "Zm9vYmFyZm9v"
        ),
        (
            "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=YnJpc2tPdHRlcjY3YnJpc2tPdHRlcjY3YnJpc2tPdHRlcjY=",
            "YnJpc2tPdHRlcjY3"
        ),
        (
            "https://shop.blob.core.windows.net/c/b?sv=2022-11-02&sr=b&sig=YnJpc2tPdHRlcjY4%2BYnJpc2s%3D&se=2026-12-01",
            "YnJpc2tPdHRlcjY4"
        ),
        ("AADSTS7000215 client_secret=abc8Q~brisk.Otter.69-abcdefghijklmnopqrst", "brisk.Otter.69"),
        ("cred Xyz8Q~AbCdEfGhIjKlMnOpQrStUvWxYz0123456", "Xyz8Q~AbCdEf"),
        ("AIzaSyA1234567890abcdefghijklmnopqrstuv", "AIzaSyA123456"),
        ("ya29.a0AfH6SMBx1234567890abcdefghijklmnopqrstuvwxyz", "a0AfH6SMBx"),
        ("1//0gFooBar1234567890abcdefghijklmnopqrstuvwxyzABCDE", "0gFooBar12345"),
        ("GOCSPX-abcdefghijklmnopqrstuvwxyz12", "GOCSPX-abcdef"),
        (
            "{\"type\":\"service_account\",\"private_key_id\":\"0123456789abcdef0123456789abcdef01234567\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nMIIEvQbriskOtter70\\nabc\\n-----END PRIVATE KEY-----\\n\"}",
            "MIIEvQbrisk"
        ),
        ("IBMCLOUD_API_KEY=abcdEFGH0123456789abcdEFGH0123456789abcdEFGH", "abcdEFGH0123456789abcdEFGH"),
        ("pass_phrase=brisk-Otter-71", "brisk-Otter-71"),
        ("LTAI5tAbCdEfGhIjKlMnOpQr access_key_secret=brisk0tter72abcdef", "brisk0tter72"),
        ("key LTAI5tAbCdEfGhIjKlMnOpQr used", "LTAI5tAbCdEf"),
        ("SCW_SECRET_KEY=01234567-89ab-cdef-0123-456789abcdef", "01234567-89ab-cdef"),
        (
            "HCLOUD_TOKEN=abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ab",
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"
        ),
        ("OVH_APPLICATION_SECRET=brisk0tter73", "brisk0tter73"),
        ("LINODE_CLI_TOKEN=brisk0tter74", "brisk0tter74"),
        ("VULTR_API_KEY=BRISKOTTER75", "BRISKOTTER75"),
        ("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI"),
        (
            "{\"Credentials\":{\"AccessKeyId\":\"ASIAEXAMPLEEXAMPLE00\",\"SecretAccessKey\":\"wJalrXUtnFEMI/K7MDENGbPxRfiCYEXAMPLEKEY2\",\"SessionToken\":\"IQoJb3JpZ2luX2VjEExample//////////abcdefghijklmnopqrstuvwxyz0123456789\"}}",
            "wJalrXUtn"
        ),
        (
            "{\"Credentials\":{\"AccessKeyId\":\"ASIAEXAMPLEEXAMPLE00\",\"SecretAccessKey\":\"wJalrXUtnFEMI/K7MDENGbPxRfiCYEXAMPLEKEY2\",\"SessionToken\":\"IQoJb3JpZ2luX2VjEExample//////////abcdefghijklmnopqrstuvwxyz0123456789\"}}",
            "IQoJb3JpZ2lu"
        ),
        (
            "https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAEXAMPLEEXAMPLE00%2F20261130%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Security-Token=IQoJb3Jbrisk76abcdefghijk&X-Amz-Signature=0123456789abcdef76543210",
            "IQoJb3Jbrisk76"
        ),
        (
            "https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAEXAMPLEEXAMPLE00%2F20261130%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Security-Token=IQoJb3Jbrisk76abcdefghijk&X-Amz-Signature=0123456789abcdef76543210",
            "0123456789abcdef76543210"
        ),
        (
            "https://storage.googleapis.com/b/o?X-Goog-Credential=a%40b&X-Goog-Signature=0123456789abcdef77",
            "0123456789abcdef77"
        ),
        ("https://d111.cloudfront.net/x?Expires=1&Signature=abcBriskOtter78__&Key-Pair-Id=APK", "abcBriskOtter78"),
        ("DD-API-KEY: 0123456789abcdef0123456789abcd79", "0123456789abcdef0123456789abcd79"),
        ("DD-APPLICATION-KEY: 0123456789abcdef0123456789abcdef01234580", "0123456789abcdef0123456789abcdef01234580"),
        ("X-Insert-Key: NRII-abcdefghijklmnopqrstuvwxyz012345", "NRII-abcdef"),
        ("NEW_RELIC_LICENSE_KEY=0123456789abcdef0123456789abcdef0123NRAL", "0123456789abcdef0123456789abcdef0123NRAL"),
        (
            "SENTRY_DSN=https://0123456789abcdef0123456789abcd81@o1.ingest.sentry.io/2",
            "0123456789abcdef0123456789abcd81"
        ),
        ("Authorization: Token token=y_NbAkKc66ryYTWUXYEu", "y_NbAkKc66"),
        ("\"routing_key\":\"0123456789abcdef0123456789abcd82\"", "0123456789abcdef0123456789abcd82"),
        ("Authorization: GenieKey 01234567-89ab-cdef-0123-456789abcd83", "456789abcd83"),
        ("Authorization: Splunk 01234567-89ab-cdef-0123-456789abcd84", "456789abcd84"),
        ("Authorization: ApiKey VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw==", "VnVhQ2ZHY0JD"),
        ("authorization: basic c2hvcDpicmlza090dGVy", "c2hvcDpicm"),
        (
            "Authorization: Digest username=\"bob\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"6629fae49393a05397450978507c4ef1\"",
            "6629fae49393a05"
        ),
        ("Authorization: NTLM TlRMTVNTUAADAAAAGAAYAHIAAAA=", "TlRMTVNTUAAD"),
        ("WWW-Authenticate: Negotiate YIIFbwYGKwYBBQUCoIIFYzCCBV+gMDAuBgkqhkiC", "YIIFbwYGKwYB"),
        ("X-Amz-Security-Token: FwoGZXIvYXdzEBriskOtter85", "FwoGZXIvYXdz"),
        ("X-Vault-Token: s.brisk0tter86abcdefghij", "brisk0tter86"),
        ("X-Auth-Token: gAAAAABbriskOtter87", "gAAAAABbrisk"),
        ("X-CSRF-Token: briskOtter88abc012", "briskOtter88"),
        ("Cookie: sid=brisk-Otter-89; theme=dark", "brisk-Otter-89"),
        ("Set-Cookie: connect.sid=s%3AbriskOtter90.abc; Path=/; HttpOnly", "briskOtter90"),
        ("curl -sS -H 'Authorization: Bearer brisk-Otter-91' https://x", "brisk-Otter-91"),
        ("curl -u bob:brisk-Otter-92 https://x", "brisk-Otter-92"),
        ("wget --http-password=brisk-Otter-93 https://x", "brisk-Otter-93"),
        ("{ headers: { authorization: 'Bearer brisk-Otter-94', host: 'x' } }", "brisk-Otter-94"),
        ("auth: { username: 'bob', password: 'brisk-Otter-95' }", "brisk-Otter-95"),
        ("requests.get(url, auth=('bob', 'brisk-Otter-96'))", "brisk-Otter-96"),
        ("Config(host='db', password='brisk-Otter-97', port=5432)", "brisk-Otter-97"),
        ("{Host:db Port:5432 Password:brisk-Otter-98 User:bob}", "brisk-Otter-98"),
        ("DataSource[url=jdbc:x, user=bob, password=brisk-Otter-99]", "brisk-Otter-99"),
        ("spring.datasource.password=brisk-Otter-a0", "brisk-Otter-a0"),
        ("{\"spring.datasource.password\":{\"value\":\"brisk-Otter-a1\",\"origin\":\"System\"}}", "brisk-Otter-a1"),
        ("Parameters: {\"user\"=>{\"email\"=>\"x\", \"password\"=>\"brisk-Otter-a2\"}}", "brisk-Otter-a2"),
        ("Parameters: {user: {password: \"brisk-Otter-a3\"}}", "brisk-Otter-a3"),
        ("RAILS_MASTER_KEY=0123456789abcdef0123456789abcda4", "0123456789abcdef0123456789abcda4"),
        ("SECRET_KEY = 'django-insecure-briskOtter(a5)'", "briskOtter(a5)"),
        ("APP_KEY=base64:YnJpc2tPdHRlcmE2YnJpc2tPdHRlcmE2YnJpc2tPdHQ=", "YnJpc2tPdHRlcmE2"),
        ("define('DB_PASSWORD', 'brisk-Otter-a7');", "brisk-Otter-a7"),
        ("DATABASE_URL=\"mysql://app:brisk-Otter-a8@127.0.0.1:3306/app\"", "brisk-Otter-a8"),
        ("https://hooks.slack.com/services/T00000000/B00000000/QQQQbriskOtterQQQQQQQQQQ", "QQQQbriskOtter"),
        (
            "https://discord.com/api/webhooks/123456789012345678/abcBriskOtterA9-abcdefghijklmnopqrstuvwxyz_0123456789abcdefghijk",
            "abcBriskOtterA9"
        ),
        (
            "https://acme.webhook.office.com/webhookb2/01234567-89ab-cdef-0123-456789abcdef@01234567-89ab-cdef-0123-456789abcdef/IncomingWebhook/0123456789abcdefb1/0123",
            "0123456789abcdefb1"
        ),
        (
            "https://chat.googleapis.com/v1/spaces/AAA/messages?key=AIzaSyDdI0hCZtE6vySjMm-WEfRq3CPzqKqqsHI&token=briskOtterb2abcdef",
            "AIzaSyDdI0"
        ),
        (
            "https://chat.googleapis.com/v1/spaces/AAA/messages?key=AIzaSyDdI0hCZtE6vySjMm-WEfRq3CPzqKqqsHI&token=briskOtterb2abcdef",
            "briskOtterb2"
        ),
        ("https://api.telegram.org/bot123456789:AAbriskOtterb3abcdefghijklmnopqrstu/sendMessage", "AAbriskOtterb3"),
        ("SG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ", "abcdefghijklmnopqrstuvwxyzABCDEFG"),
        ("AC0123456789abcdef0123456789abcdef:0123456789abcdef0123456789abcdb4", "0123456789abcdef0123456789abcdb4"),
        ("whsec_briskOtterb5abcdefghijklmnopqrstuv", "briskOtterb5"),
        ("rk_live_briskOtterb6abcdefghijkl", "briskOtterb6"),
        (
            "github_pat_11ABCDEFG0briskOtterb7_abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz",
            "briskOtterb7"
        ),
        ("https://x-access-token:ghs_briskOtterb8abcdefghijklmnopqrstuvw@github.com/a/b.git", "briskOtterb8"),
        ("GR1348941briskOtterb9abcdefg", "briskOtterb9"),
        ("glrt-briskOtterc1abcdefgh", "briskOtterc1"),
        ("//registry.npmjs.org/:_authToken=npm_briskOtterc2abcdefghijklmnopqrstuvwx", "briskOtterc2"),
        ("_auth=YnJpc2tPdHRlcmMzOmFiYw==", "YnJpc2tPdHRlcmMz"),
        ("{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"Ym9iOmJyaXNrT3R0ZXJjNA==\"}}}", "Ym9iOmJyaXNr"),
        ("client-key-data: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlFb3dJQkFBS0NBUUVB", "LS0tLS1CRUdJTiBSU0Eg"),
        ("token: eyJhbGciOiJSUzI1NiIsImtpZCI6IiJ9.eyJpc3MiOiJrdWJlcm5ldGVzIn0.c2lnbmF0dXJlYnJpc2s", "c2lnbmF0dXJl"),
        (
            "kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef --discovery-token-ca-cert-hash sha256:00",
            "abcdef.0123456789abcdef"
        ),
        ("ansible_become_pass: brisk-Otter-c5", "brisk-Otter-c5"),
        ("ansible_ssh_pass=brisk-Otter-c6", "brisk-Otter-c6"),
        ("db_password = \"brisk-Otter-c7\"", "brisk-Otter-c7"),
        ("X-Consul-Token: 01234567-89ab-cdef-0123-4567abcde0c8", "4567abcde0c8"),
        (
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"bob\" password=\"brisk-Otter-c9\";",
            "brisk-Otter-c9"
        ),
        ("-Djavax.net.ssl.keyStorePassword=brisk-Otter-d1 -Xmx1g", "brisk-Otter-d1"),
        ("ldapsearch -x -D cn=admin -w brisk-Otter-d2 -b dc=x", "brisk-Otter-d2"),
        ("snmpwalk -v3 -u bob -A brisk-Otter-d3 -X brisk-Otter-d4 host", "brisk-Otter-d3"),
        ("snmpwalk -v3 -u bob -A brisk-Otter-d3 -X brisk-Otter-d4 host", "brisk-Otter-d4"),
        ("CREATE USER 'bob'@'%' IDENTIFIED WITH mysql_native_password BY 'brisk-Otter-d5'", "brisk-Otter-d5"),
        ("ALTER ROLE bob WITH LOGIN PASSWORD 'brisk-Otter-d6'", "brisk-Otter-d6"),
        ("grant_type=password&username=bob&password=brisk-Otter-d7&client_id=x", "brisk-Otter-d7"),
        ("grant_type=refresh_token&refresh_token=brisk-Otter-d8", "brisk-Otter-d8"),
        ("GET /callback?code=4/0AbriskOtterd9abcdefghijk&state=xyz", "0AbriskOtterd9"),
        ("SAMLResponse=PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxwPSJ1cm46b2FzaXM6bmFtZXM6", "PHNhbWxwOlJlc3Bvb"),
        ("{\"id_token\":\"briskOttere1.x.y\",\"access_token\":\"briskOttere2\"}", "briskOttere1"),
        ("{\"id_token\":\"briskOttere1.x.y\",\"access_token\":\"briskOttere2\"}", "briskOttere2"),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAbriskOttere3\nabcdefbriskOttere4\n-----END RSA PRIVATE KEY-----",
            "briskOttere3"
        ),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAbriskOttere3\nabcdefbriskOttere4\n-----END RSA PRIVATE KEY-----",
            "briskOttere4"
        ),
        ("-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIbriskOttere5\n-----END EC PRIVATE KEY-----", "briskOttere5"),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123\n\nbriskOttere6abc\n-----END RSA PRIVATE KEY-----",
            "briskOttere6"
        ),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAbriskOttere7", "briskOttere7"),
        ("PrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=", "yAnz5TF"),
        ("bob:$apr1$abcdefgh$briskOttere8abcdefghij", "briskOttere8"),
        ("machine x login bob password brisk-Otter-e9", "brisk-Otter-e9"),
        ("db.shop.local:5432:shop:bob:brisk-Otter-f1", "brisk-Otter-f1"),
        (
            "AAAAabcdefg:APA91bbriskOtterf2abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghij",
            "APA91bbriskOtter"
        ),
        ("sk.eyJ1IjoiYm9iIiwiYSI6ImJyaXNrb3R0ZXJmMyJ9.abcdefghijklmnopqrstuv", "eyJ1IjoiYm9iIi"),
        ("ALGOLIA_ADMIN_KEY=0123456789abcdef0123456789abcdf4", "0123456789abcdef0123456789abcdf4"),
        ("X-Algolia-API-Key: 0123456789abcdef0123456789abcdf5", "0123456789abcdef0123456789abcdf5"),
        ("SEGMENT_WRITE_KEY=abcBriskOtterf6", "abcBriskOtterf6"),
        ("ENCRYPTION_KEY=abcBriskOtterf7", "abcBriskOtterf7"),
        ("jwt.secret: abcBriskOtterf8", "abcBriskOtterf8"),
        ("signingKey=\"abcBriskOtterf9\"", "abcBriskOtterf9"),
        ("hmac_key=abcBriskOtterg1", "abcBriskOtterg1"),
        ("PASSWORD_SALT=abcBriskOtterg2", "abcBriskOtterg2"),
        ("SMTP_PASS=abcBriskOtterg3", "abcBriskOtterg3"),
        ("smtp://bob%40x.y:abcBriskOtterg4@smtp.x:587", "abcBriskOtterg4"),
        ("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&issuer=x", "JBSWY3DPEHPK"),
        (
            "{\"msg\":\"{\\\"inner\\\":\\\"{\\\\\\\"password\\\\\\\":\\\\\\\"brisk-Otter-g5\\\\\\\"}\\\"}\"}",
            "brisk-Otter-g5"
        ),
        ("sqlcmd -S db -U sa -P brisk-Otter-g6 -Q \"select 1\"", "brisk-Otter-g6"),
        ("redis-cli -h c -a brisk-Otter-g7 ping", "brisk-Otter-g7"),
        ("mongosh -u bob -p brisk-Otter-g8 --authenticationDatabase admin", "brisk-Otter-g8"),
        ("docker login -u bob -p brisk-Otter-g9 reg", "brisk-Otter-g9"),
        ("az login --service-principal -u app -p brisk-Otter-h1 --tenant t", "brisk-Otter-h1"),
        ("oc login --token=sha256~briskOtterh2abcdefghijk", "briskOtterh2"),
        ("vault kv put secret/shop password=brisk-Otter-h3", "brisk-Otter-h3"),
        ("gh secret set DB_PASSWORD --body brisk-Otter-h4", "brisk-Otter-h4"),
        ("kubectl create secret generic db --from-literal=password=brisk-Otter-h5", "brisk-Otter-h5"),
        ("aws ssm put-parameter --name /db/password --value brisk-Otter-h6 --type SecureString", "brisk-Otter-h6"),
        (
            "{\"ARN\":\"arn:aws:secretsmanager:x:1:secret:db\",\"Name\":\"db\",\"SecretString\":\"{\\\"username\\\":\\\"bob\\\",\\\"password\\\":\\\"brisk-Otter-h7\\\"}\"}",
            "brisk-Otter-h7"
        ),
        ("\"SecretString\": \"brisk-Otter-h8\"", "brisk-Otter-h8"),
        ("aws secretsmanager create-secret --name db --secret-string brisk-Otter-h9", "brisk-Otter-h9"),
        ("gcloud sql users set-password bob --instance=x --password=brisk-Otter-i1", "brisk-Otter-i1"),
        ("heroku config:set SECRET_TOKEN=brisk-Otter-i2 -a shop", "brisk-Otter-i2"),
        ("HRKU-AAbriskOtteri3abcdefghijklmnopqrstuvwxyz0123456789abcdefghij", "AAbriskOtteri3"),
        (
            "db.x.us-east-1.rds.amazonaws.com:3306/?Action=connect&DBUser=bob&X-Amz-Signature=abcdef0123456789i4",
            "abcdef0123456789i4"
        ),
        ("nats://bob:brisk-Otter-i5@nats:4222", "brisk-Otter-i5"),
        ("SUAABRISKOTTERI6ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKL", "SUAABRISKOTTERI6"),
        ("clickhouse-client --user bob --password brisk-Otter-i7", "brisk-Otter-i7"),
        ("X-ClickHouse-Key: brisk-Otter-i8", "brisk-Otter-i8"),
        ("INFLUX_TOKEN=abcBriskOtteri9==", "abcBriskOtteri9"),
        ("snowflake://bob:brisk-Otter-j1@acct/db", "brisk-Otter-j1"),
        ("cqlsh -u bob -p brisk-Otter-j2 host", "brisk-Otter-j2"),
        ("postgresql:///shop?host=db&user=bob&password=brisk-Otter-j3", "brisk-Otter-j3"),
        ("RSYNC_PASSWORD=brisk-Otter-j5 rsync", "brisk-Otter-j5"),
        ("RESTIC_PASSWORD=brisk-Otter-j6 BORG_PASSPHRASE=brisk-Otter-j7", "brisk-Otter-j6"),
        ("RESTIC_PASSWORD=brisk-Otter-j6 BORG_PASSPHRASE=brisk-Otter-j7", "brisk-Otter-j7"),
        ("metadata: authorization=[Bearer brisk-Otter-j8]", "brisk-Otter-j8"),
        ("map[Authorization:[Bearer brisk-Otter-j9] Accept:[*/*]]", "brisk-Otter-j9"),
        ("map[X-Api-Key:[brisk-Otter-k1]]", "brisk-Otter-k1"),
        ("\"authorization\"=>[\"Bearer brisk-Otter-k2\"]", "brisk-Otter-k2"),
        ("\"GET / HTTP/1.1\" 401 auth=\"Bearer brisk-Otter-k3\"", "brisk-Otter-k3"),
        ("':authority', 'x' 'authorization', 'Bearer brisk-Otter-k4'", "brisk-Otter-k4"),
        ("[(b'authorization', b'Bearer brisk-Otter-k5'), (b'x-api-key', b'brisk-Otter-k6')]", "brisk-Otter-k5"),
        ("[(b'authorization', b'Bearer brisk-Otter-k5'), (b'x-api-key', b'brisk-Otter-k6')]", "brisk-Otter-k6"),
        ("{\"variables\":{\"input\":{\"newPassword\":\"brisk-Otter-k7\"}}}", "brisk-Otter-k7"),
        ("{\"passwordConfirmation\":\"brisk-Otter-k8\",\"currentPassword\":\"brisk-Otter-k9\"}", "brisk-Otter-k8"),
        ("{\"passwordConfirmation\":\"brisk-Otter-k8\",\"currentPassword\":\"brisk-Otter-k9\"}", "brisk-Otter-k9"),
        ("<add name=\"Db\" connectionString=\"Server=x;Password=brisk-Otter-l1\" />", "brisk-Otter-l1"),
        ("<add key=\"DbPassword\" value=\"brisk-Otter-l2\"/>", "brisk-Otter-l2"),
        ("<server><id>x</id><username>bob</username><password>brisk-Otter-l3</password></server>", "brisk-Otter-l3"),
        ("<wsse:Password Type=\"x#PasswordText\">brisk-Otter-l4</wsse:Password>", "brisk-Otter-l4"),
        ("[db]\npassword = '''brisk-Otter-l5'''", "brisk-Otter-l5"),
        ("password: >-\n  brisk-Otter-l6\nuser: bob", "brisk-Otter-l6"),
        ("db.password : brisk-Otter-l7", "brisk-Otter-l7"),
        ("Environment=\"DB_PASSWORD=brisk-Otter-l8\" \"X=1\"", "brisk-Otter-l8"),
        ("$env:DB_PASSWORD = \"brisk-Otter-l9\"", "brisk-Otter-l9"),
        ("set DB_PASSWORD=brisk-Otter-m1", "brisk-Otter-m1"),
        ("set -x DB_PASSWORD brisk-Otter-m2", "brisk-Otter-m2"),
        ("setenv DB_PASSWORD brisk-Otter-m3", "brisk-Otter-m3"),
    ]
}
