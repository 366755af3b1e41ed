/// What tools print and services send: tokens by their looks, options, and the keys that `az` and `vault` list.
extension SecretCorpus {
    /// Options, headers, tokens, dumps of programs.
    static let tools: [Form] = [
        (
            "{\"name\":\"applicationConfig\",\"properties\":{\"db.password\":{\"value\":\"brisk-Otter-a1\"}}}",
            "brisk-Otter-a1"
        ),
        ("\"Env\":[\"PATH=/usr/bin\",\"DB_PASSWORD=brisk-Otter-a2\",\"API_KEY=abcBrisk02\"]", "brisk-Otter-a2"),
        ("\"Env\":[\"PATH=/usr/bin\",\"DB_PASSWORD=brisk-Otter-a2\",\"API_KEY=abcBrisk02\"]", "abcBrisk02"),
        ("DB_PASSWORD:  <set to the key 'p'>  TOKEN:  brisk-Otter-a3", "brisk-Otter-a3"),
        ("template { data = \"DB_PASSWORD=brisk-Otter-a4\" env = true }", "brisk-Otter-a4"),
        ("consul kv put shop/db/password brisk-Otter-a5", "brisk-Otter-a5"),
        ("etcdctl put /shop/db/password brisk-Otter-a6", "brisk-Otter-a6"),
        ("etcdctl --user root:brisk-Otter-a7 get /", "brisk-Otter-a7"),
        (
            "[{\"name\":\"ConnStr\",\"slotSetting\":false,\"value\":\"Server=x;Password=brisk-Otter-a8\"}]",
            "brisk-Otter-a8"
        ),
        ("az keyvault secret set --vault-name v --name db --value brisk-Otter-a9", "brisk-Otter-a9"),
        ("gcloud run deploy shop --set-env-vars DB_PASSWORD=brisk-Otter-b1,X=y", "brisk-Otter-b1"),
        ("fly secrets set DB_PASSWORD=brisk-Otter-b2", "brisk-Otter-b2"),
        ("\"Environment\":{\"Variables\":{\"DB_PASSWORD\":\"brisk-Otter-b3\"}}", "brisk-Otter-b3"),
        (
            "VCAP_SERVICES={\"postgres\":[{\"credentials\":{\"uri\":\"postgres://u:brisk-Otter-b4@h/d\",\"password\":\"brisk-Otter-b5\"}}]}",
            "brisk-Otter-b4"
        ),
        (
            "VCAP_SERVICES={\"postgres\":[{\"credentials\":{\"uri\":\"postgres://u:brisk-Otter-b4@h/d\",\"password\":\"brisk-Otter-b5\"}}]}",
            "brisk-Otter-b5"
        ),
        ("sshpass -pbrisk-Otter-b7 ssh bob@h", "brisk-Otter-b7"),
        ("sshpass -p 'brisk-Otter b8' ssh bob@h", "Otter b8"),
        ("mysql -u root --password brisk-Otter-b9", "brisk-Otter-b9"),
        ("mysqldump --user=root --password=brisk-Otter-c1 shop", "brisk-Otter-c1"),
        ("pg_dump postgres://bob:brisk-Otter-c2@db/shop", "brisk-Otter-c2"),
        ("mongodb://bob:brisk-Otter-c3@a:1,b:2/?authSource=admin", "brisk-Otter-c3"),
        ("HTTPS_PROXY=http://bob:brisk-Otter-c4@proxy:3128", "brisk-Otter-c4"),
        ("fatal: unable to access 'https://bob:brisk-Otter-c5@git.x/a.git/'", "brisk-Otter-c5"),
        ("pip install --index-url https://bob:brisk-Otter-c6@pypi.x/simple", "brisk-Otter-c6"),
        ("FATAL: password \"brisk-Otter-c7\" rejected", "brisk-Otter-c7"),
        ("login failed with password 'brisk-Otter-c8'", "brisk-Otter-c8"),
        ("user=bob, pass=brisk-Otter-c9", "brisk-Otter-c9"),
        ("passwd: brisk-Otter-d1", "brisk-Otter-d1"),
        ("pswd=brisk-Otter-d2", "brisk-Otter-d2"),
        ("DB_PSW=brisk-Otter-d3", "brisk-Otter-d3"),
        ("pword=brisk-Otter-d4", "brisk-Otter-d4"),
        ("passcode: brisk-Otter-d5", "brisk-Otter-d5"),
        ("userPasswd=\"brisk-Otter-d6\"", "brisk-Otter-d6"),
        ("sharedSecret=brisk-Otter-d7", "brisk-Otter-d7"),
        ("accesskey=abcBriskOtterd8", "abcBriskOtterd8"),
        ("GET /v1/x?apikey=abcBriskOtterd9&q=1", "abcBriskOtterd9"),
        ("GET /maps/api/geocode/json?key=AIzaSyBdVl-cTICSwYKrZ95SuvNw7dbMuDt1KG0", "AIzaSyBdVl"),
        ("> x-api-key: abcBriskOttere1", "abcBriskOttere1"),
        ("Ocp-Apim-Subscription-Key: abcBriskOttere2", "abcBriskOttere2"),
        ("x-functions-key: abcBriskOttere3==", "abcBriskOttere3"),
        ("X-Shopify-Access-Token: abcBriskOttere4", "abcBriskOttere4"),
        ("PRIVATE-TOKEN: abcBriskOttere5", "abcBriskOttere5"),
        ("x-goog-api-key: abcBriskOttere6", "abcBriskOttere6"),
        ("api-key: abcBriskOttere7", "abcBriskOttere7"),
        ("X-Figma-Token: abcBriskOttere8", "abcBriskOttere8"),
        ("X-Amz-Cf-Token: abcBriskOttere9", "abcBriskOttere9"),
        ("Circle-Token: abcBriskOtterf1", "abcBriskOtterf1"),
        ("?hapikey=abcBriskOtterf2", "abcBriskOtterf2"),
        ("?access_token=EAABriskOtterf3", "EAABriskOtterf3"),
        (
            "token is EAACEdEose0cBAbriskOtterf4ZBZAbcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ",
            "briskOtterf4"
        ),
        ("key-0123456789abcdef0123456789abcdf5", "0123456789abcdef0123456789abcdf5"),
        ("access_token$production$abcbriskotter$0123456789abcdef0123456789abcdf6", "0123456789abcdef0123456789abcdf6"),
        ("sk-proj-briskOtterf7abcdefghijklmnopqrstuvwxyz0123456789", "briskOtterf7"),
        ("sk-ant-api03-briskOtterf8abcdefghijklmnopqrstuvwxyz0123456789", "briskOtterf8"),
        ("xai-briskOtterf9abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ", "briskOtterf9"),
        ("r8_briskOtterg1abcdefghijklmnopqrstuvwxyz", "briskOtterg1"),
        ("pplx-briskOtterg2abcdefghijklmnopqrstuvwxyz0123456789abcd", "briskOtterg2"),
        ("lsv2_pt_0123456789abcdef0123456789abcdef_0123456789", "0123456789abcdef0123456789abcdef"),
        ("ATATT3xFfGF0briskOtterg3abcdefghijklmnopqrstuvwxyz=ABCDEF01", "briskOtterg3"),
        ("ATBBbriskOtterg4abcdefghijklmnop01234567", "briskOtterg4"),
        ("gldt-briskOtterg5abcdefgh", "briskOtterg5"),
        ("glcbt-64_briskOtterg6abcdefgh", "briskOtterg6"),
        ("nfp_briskOtterg7abcdefghijklmnopqrstuvwxyz0123", "briskOtterg7"),
        ("rnd_briskOtterg8abcdefghijklmnopqrst", "briskOtterg8"),
        ("napi_briskOtterg9abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop", "briskOtterg9"),
        ("eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJhIjoicncifQ.briskOtterh1abc", "briskOtterh1"),
        ("sk_test_briskOtterh2abcdefghijklmnopqrstuvwxyz", "briskOtterh2"),
        ("md-briskOtterh4abcdefgh", "briskOtterh4"),
        ("CFPAT-briskOtterh5abcdefghijklmnopqrstuvwxyz01234567", "briskOtterh5"),
        ("X-RapidAPI-Key: briskOtterh6abc", "briskOtterh6"),
        ("NGROK_AUTHTOKEN=2briskOtterh7abc", "briskOtterh7"),
        ("EXPO_TOKEN=briskOtterh8", "briskOtterh8"),
        ("CODECOV_TOKEN=01234567-89ab-cdef-0123-456789abcde9", "456789abcde9"),
        ("gpg --batch --passphrase brisk-Otter-i1 -d x", "brisk-Otter-i1"),
        ("openssl rsa -passin pass:brisk-Otter-i2 -in k", "brisk-Otter-i2"),
        ("keytool -list -storepass brisk-Otter-i3", "brisk-Otter-i3"),
        ("ansible-playbook -e \"db_password=brisk-Otter-i4\"", "brisk-Otter-i4"),
        ("terraform apply -var='db_password=brisk-Otter-i5'", "brisk-Otter-i5"),
        ("+ password = \"brisk-Otter-i6\"", "brisk-Otter-i6"),
        ("aws configure set aws_secret_access_key wJalrXUtnFEMIi7", "wJalrXUtnFEMIi7"),
        (
            "New-Object PSCredential('bob',(ConvertTo-SecureString 'brisk-Otter-i8' -AsPlainText -Force))",
            "brisk-Otter-i8"
        ),
        ("userPassword:: YnJpc2stT3R0ZXItaTk=", "YnJpc2stT3R0"),
        ("User-Password = \"brisk-Otter-j1\"", "brisk-Otter-j1"),
        ("secret=brisk-Otter-j2", "brisk-Otter-j2"),
        ("psk=\"brisk-Otter-j3\"", "brisk-Otter-j3"),
        ("wpa_passphrase=brisk-Otter-j4", "brisk-Otter-j4"),
        ("enable secret 5 $1$abcd$briskOtterj5abcdefghij", "briskOtterj5"),
        ("JENKINS_TOKEN=11briskOtterj6abc", "briskOtterj6"),
        ("sonar.login=briskOtterj7abcdef0123", "briskOtterj7"),
        ("-Dsonar.token=sqp_briskOtterj8abcdefghijklmnopqrstuvwxyz0123", "briskOtterj8"),
        ("gradle publish -PrepoPassword=brisk-Otter-j9", "brisk-Otter-j9"),
        ("flyway -user=bob -password=brisk-Otter-k1 migrate", "brisk-Otter-k1"),
        ("liquibase --password=brisk-Otter-k2", "brisk-Otter-k2"),
        ("broker: amqp://bob:**@h brisk; backend=redis://:brisk-Otter-k3@h", "brisk-Otter-k3"),
        ("create_engine('mysql+pymysql://bob:brisk-Otter-k4@h/d')", "brisk-Otter-k4"),
        ("HikariConfig dataSourceProperties={user=bob, password=brisk-Otter-k5}", "brisk-Otter-k5"),
        ("connection: { host: 'h', user: 'u', password : 'brisk-Otter-k6' }", "brisk-Otter-k6"),
        ("datasource url = \"postgresql://u:brisk-Otter-k7@h/d\"", "brisk-Otter-k7"),
        ("[username: \"u\", password: \"brisk-Otter-k8\"]", "brisk-Otter-k8"),
        ("{password,\"brisk-Otter-k9\"}", "brisk-Otter-k9"),
        ("Config { user: \"u\", password: Some(\"brisk-Otter-l1\") }", "brisk-Otter-l1"),
        ("Config(user: \"u\", password: Optional(\"brisk-Otter-l2\"))", "brisk-Otter-l2"),
        ("Credentials(user=u, secret=brisk-Otter-l3)", "brisk-Otter-l3"),
        ("Cred { User = u, Password = brisk-Otter-l4 }", "brisk-Otter-l4"),
        ("password => 'brisk-Otter-l6'", "brisk-Otter-l6"),
        ("[password] => brisk-Otter-l7", "brisk-Otter-l7"),
        ("[\"password\"]=>\n  string(14) \"brisk-Otter-l8\"", "brisk-Otter-l8"),
        ("msg=\"x\" db.password=\"brisk Otter-l9\" a=b", "Otter-l9"),
        ("| DB_PASSWORD | brisk-Otter-m2 |", "brisk-Otter-m2"),
        ("SHELL=/bin/sh\nDB_PASS=brisk-Otter-m3\nHOME=/", "brisk-Otter-m3"),
        ("* Server auth using Basic with user 'bob'\n> Authorization: Basic Ym9iOmJyaXNrbTQ=", "Ym9iOmJyaXNr"),
        ("data:\n  password: YnJpc2stT3R0ZXItbTU=", "YnJpc2stT3R0"),
        ("{\"tls.key\":\"LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUV2\"}", "LS0tLS1CRUdJTiBQUk"),
    ]

    /// What is printed when somebody asks for keys.
    static let listed: [Form] = [
        (
            "[{\"creationTime\":\"2026-01-01T00:00:00Z\",\"keyName\":\"key1\",\"permissions\":\"FULL\",\"value\":\"C3J27XDCG2LmlZGEONYlgCtjfIZ4SOcMz9CPVNPkNa1Hedcm4pMbXDuCL1mHoOsFaQfDPrAJ71fTquWoGsbeKX==\"},{\"keyName\":\"key2\",\"permissions\":\"FULL\",\"value\":\"gzg2sye9b2Rann76dEyTzAeKOmXRrvftva9AW7hipTgadDZFlRJmCGmUXiAPyhzAnar3ZLt4bnlz2MPKgcjnCq==\"}]",
            "C3J27XDCG2LmlZGEONYlgCtjfIZ4SOcMz9CPVNPkNa1Hedcm4pMbXDuCL1mHoOsFaQfDPrAJ71fTquWoGsbeKX"
        ),
        (
            "[{\"creationTime\":\"2026-01-01T00:00:00Z\",\"keyName\":\"key1\",\"permissions\":\"FULL\",\"value\":\"C3J27XDCG2LmlZGEONYlgCtjfIZ4SOcMz9CPVNPkNa1Hedcm4pMbXDuCL1mHoOsFaQfDPrAJ71fTquWoGsbeKX==\"},{\"keyName\":\"key2\",\"permissions\":\"FULL\",\"value\":\"gzg2sye9b2Rann76dEyTzAeKOmXRrvftva9AW7hipTgadDZFlRJmCGmUXiAPyhzAnar3ZLt4bnlz2MPKgcjnCq==\"}]",
            "gzg2sye9b2Rann76dEyTzAeKOmXRrvftva9AW7hipTgadDZFlRJmCGmUXiAPyhzAnar3ZLt4bnlz2MPKgcjnCq"
        ),
        (
            "{\"aliasPrimaryConnectionString\":null,\"keyName\":\"RootManageSharedAccessKey\",\"primaryConnectionString\":\"Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=R;SharedAccessKey=aXNv1syeefnLOpaMxxNDi9LE1Ki3ylOjt6o0NpUmkVO=\",\"primaryKey\":\"8JmR8y4EMfAdggcG9qpVTzqA05MFsHl7UeioEJP2NNe=\",\"secondaryKey\":\"rn66nVberACpdclsxHKifxi5CvQUSHL8iLc7bE6wSt9=\"}",
            "aXNv1syeefnLOpaMxxNDi9LE1Ki3ylOjt6o0NpUmkVO"
        ),
        (
            "{\"aliasPrimaryConnectionString\":null,\"keyName\":\"RootManageSharedAccessKey\",\"primaryConnectionString\":\"Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=R;SharedAccessKey=aXNv1syeefnLOpaMxxNDi9LE1Ki3ylOjt6o0NpUmkVO=\",\"primaryKey\":\"8JmR8y4EMfAdggcG9qpVTzqA05MFsHl7UeioEJP2NNe=\",\"secondaryKey\":\"rn66nVberACpdclsxHKifxi5CvQUSHL8iLc7bE6wSt9=\"}",
            "8JmR8y4EMfAdggcG9qpVTzqA05MFsHl7UeioEJP2NNe"
        ),
        (
            "{\"aliasPrimaryConnectionString\":null,\"keyName\":\"RootManageSharedAccessKey\",\"primaryConnectionString\":\"Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=R;SharedAccessKey=aXNv1syeefnLOpaMxxNDi9LE1Ki3ylOjt6o0NpUmkVO=\",\"primaryKey\":\"8JmR8y4EMfAdggcG9qpVTzqA05MFsHl7UeioEJP2NNe=\",\"secondaryKey\":\"rn66nVberACpdclsxHKifxi5CvQUSHL8iLc7bE6wSt9=\"}",
            "rn66nVberACpdclsxHKifxi5CvQUSHL8iLc7bE6wSt9"
        ),
        (
            "{\"primaryKey\":\"cbMOeEeUtuieeCIxVc57VVTiY96vwfRE5e32A8Yb3FK=\",\"secondaryKey\":\"aNQyyLaMeffOhq4AUvy7VSLDCD1IfHWGbtMfEbo9ShF=\"}",
            "cbMOeEeUtuieeCIxVc57VVTiY96vwfRE5e32A8Yb3FK"
        ),
        (
            "{\"primaryKey\":\"cbMOeEeUtuieeCIxVc57VVTiY96vwfRE5e32A8Yb3FK=\",\"secondaryKey\":\"aNQyyLaMeffOhq4AUvy7VSLDCD1IfHWGbtMfEbo9ShF=\"}",
            "aNQyyLaMeffOhq4AUvy7VSLDCD1IfHWGbtMfEbo9ShF"
        ),
        (
            "{\"primaryKey\":\"XNQ6Fq5axtjRNmHkW5vQ7CF5puzQqmOBZZW6m4nyoL6uniiFw152\",\"secondaryKey\":\"cTe8r0khCEr7n1AyOHFRuT11NCue1cr3McRTrKwtPYKbPizDmbX1\"}",
            "XNQ6Fq5axtjRNmHkW5vQ7CF5puzQqmOBZZW6m4nyoL6uniiFw152"
        ),
        (
            "{\"primaryKey\":\"XNQ6Fq5axtjRNmHkW5vQ7CF5puzQqmOBZZW6m4nyoL6uniiFw152\",\"secondaryKey\":\"cTe8r0khCEr7n1AyOHFRuT11NCue1cr3McRTrKwtPYKbPizDmbX1\"}",
            "cTe8r0khCEr7n1AyOHFRuT11NCue1cr3McRTrKwtPYKbPizDmbX1"
        ),
        (
            "{\"key1\":\"rpXjYdOhCgOIPOZx9eRmm0EqlTaWEITc\",\"key2\":\"lorXwIS8HGNWkz2YS5ofA75UyiCDmO46\"}",
            "rpXjYdOhCgOIPOZx9eRmm0EqlTaWEITc"
        ),
        (
            "{\"key1\":\"rpXjYdOhCgOIPOZx9eRmm0EqlTaWEITc\",\"key2\":\"lorXwIS8HGNWkz2YS5ofA75UyiCDmO46\"}",
            "lorXwIS8HGNWkz2YS5ofA75UyiCDmO46"
        ),
        (
            "{\"functionKeys\":{\"default\":\"ayJKP4GY08vDuPngU30ZP7Thnp5yftIY7uq6T2bwGfcCvJAXrF6bnZ==\"},\"masterKey\":\"3eBZclIvRY6iEjH5UH1RSC84FL8SfWoCHJs1UJOkHG16JqtQy9235N==\",\"systemKeys\":{}}",
            "ayJKP4GY08vDuPngU30ZP7Thnp5yftIY7uq6T2bwGfcCvJAXrF6bnZ"
        ),
        (
            "{\"functionKeys\":{\"default\":\"ayJKP4GY08vDuPngU30ZP7Thnp5yftIY7uq6T2bwGfcCvJAXrF6bnZ==\"},\"masterKey\":\"3eBZclIvRY6iEjH5UH1RSC84FL8SfWoCHJs1UJOkHG16JqtQy9235N==\",\"systemKeys\":{}}",
            "3eBZclIvRY6iEjH5UH1RSC84FL8SfWoCHJs1UJOkHG16JqtQy9235N"
        ),
        (
            "{\"passwords\":[{\"name\":\"password\",\"value\":\"nt2j9IHrKFmAIhGaMybIcH6zIZKhFfSke7IDA69Z7zrpEFivB507\"},{\"name\":\"password2\",\"value\":\"56EHugmANb7qiSXbcmjoaRsuUwpNFgFULh2GNqTmSH4BbyOA0HNk\"}],\"username\":\"x\"}",
            "nt2j9IHrKFmAIhGaMybIcH6zIZKhFfSke7IDA69Z7zrpEFivB507"
        ),
        (
            "{\"passwords\":[{\"name\":\"password\",\"value\":\"nt2j9IHrKFmAIhGaMybIcH6zIZKhFfSke7IDA69Z7zrpEFivB507\"},{\"name\":\"password2\",\"value\":\"56EHugmANb7qiSXbcmjoaRsuUwpNFgFULh2GNqTmSH4BbyOA0HNk\"}],\"username\":\"x\"}",
            "56EHugmANb7qiSXbcmjoaRsuUwpNFgFULh2GNqTmSH4BbyOA0HNk"
        ),
        (
            "{\"appId\":\"a\",\"displayName\":\"d\",\"password\":\"abc8Q~In3OIOnHn2INL2io6VOZw5luMu57mn\",\"tenant\":\"t\"}",
            "In3OIOnHn2INL2io6VOZw5luMu57mn"
        ),
        (
            "{\"primaryMasterKey\":\"Xm4gi4piUfqygB18AIYTimzORZbgmKRw609xhTGOWvGR1mZeEgbcWJNG5KEjmlhnl1ks7RgLdi8RDeWguzDBGw==\",\"primaryReadonlyMasterKey\":\"BnMxaOSc2mlADxVxz6mMkgGYau5fZ1T436O8zKMmGLvZWqr6hVVXk07zi5v4ISxXBWlznUleZvtEga4wO5Ndor==\",\"secondaryMasterKey\":\"89QtvnQzKlIeyGFPnShWzKbhNgVpqCzGdWmPyagqqr5vJIGA9HK2gOCZPeJMQW9cy78kyEk2FINMdB8FAsHzMt==\"}",
            "Xm4gi4piUfqygB18AIYTimzORZbgmKRw609xhTGOWvGR1mZeEgbcWJNG5KEjmlhnl1ks7RgLdi8RDeWguzDBGw"
        ),
        (
            "{\"primaryMasterKey\":\"Xm4gi4piUfqygB18AIYTimzORZbgmKRw609xhTGOWvGR1mZeEgbcWJNG5KEjmlhnl1ks7RgLdi8RDeWguzDBGw==\",\"primaryReadonlyMasterKey\":\"BnMxaOSc2mlADxVxz6mMkgGYau5fZ1T436O8zKMmGLvZWqr6hVVXk07zi5v4ISxXBWlznUleZvtEga4wO5Ndor==\",\"secondaryMasterKey\":\"89QtvnQzKlIeyGFPnShWzKbhNgVpqCzGdWmPyagqqr5vJIGA9HK2gOCZPeJMQW9cy78kyEk2FINMdB8FAsHzMt==\"}",
            "BnMxaOSc2mlADxVxz6mMkgGYau5fZ1T436O8zKMmGLvZWqr6hVVXk07zi5v4ISxXBWlznUleZvtEga4wO5Ndor"
        ),
        (
            "{\"primaryMasterKey\":\"Xm4gi4piUfqygB18AIYTimzORZbgmKRw609xhTGOWvGR1mZeEgbcWJNG5KEjmlhnl1ks7RgLdi8RDeWguzDBGw==\",\"primaryReadonlyMasterKey\":\"BnMxaOSc2mlADxVxz6mMkgGYau5fZ1T436O8zKMmGLvZWqr6hVVXk07zi5v4ISxXBWlznUleZvtEga4wO5Ndor==\",\"secondaryMasterKey\":\"89QtvnQzKlIeyGFPnShWzKbhNgVpqCzGdWmPyagqqr5vJIGA9HK2gOCZPeJMQW9cy78kyEk2FINMdB8FAsHzMt==\"}",
            "89QtvnQzKlIeyGFPnShWzKbhNgVpqCzGdWmPyagqqr5vJIGA9HK2gOCZPeJMQW9cy78kyEk2FINMdB8FAsHzMt"
        ),
        (
            "{\"authentication\":{\"symmetricKey\":{\"primaryKey\":\"xHsEPrJ7sQTVsbaXpLcOkAWRyd5uVzdLU8ueZ5oBUEq=\",\"secondaryKey\":\"WpcHg7ZU6Dj90pMThdNADhn3dwHjhxCiQADMqOLRAxX=\"}}}",
            "xHsEPrJ7sQTVsbaXpLcOkAWRyd5uVzdLU8ueZ5oBUEq"
        ),
        (
            "{\"authentication\":{\"symmetricKey\":{\"primaryKey\":\"xHsEPrJ7sQTVsbaXpLcOkAWRyd5uVzdLU8ueZ5oBUEq=\",\"secondaryKey\":\"WpcHg7ZU6Dj90pMThdNADhn3dwHjhxCiQADMqOLRAxX=\"}}}",
            "WpcHg7ZU6Dj90pMThdNADhn3dwHjhxCiQADMqOLRAxX"
        ),
        (
            "{\"key1\":\"VH0i8sUipEhG5tYGN2wrrNRUKSLmOrWpm8pGP6m4RcO=\",\"key2\":\"darqBbNcgoIreWf6RkJpOxEEwnvvFVi13eZhCZ0N1XX=\"}",
            "VH0i8sUipEhG5tYGN2wrrNRUKSLmOrWpm8pGP6m4RcO"
        ),
        (
            "{\"key1\":\"VH0i8sUipEhG5tYGN2wrrNRUKSLmOrWpm8pGP6m4RcO=\",\"key2\":\"darqBbNcgoIreWf6RkJpOxEEwnvvFVi13eZhCZ0N1XX=\"}",
            "darqBbNcgoIreWf6RkJpOxEEwnvvFVi13eZhCZ0N1XX"
        ),
        (
            "{\"primaryKey\":\"nCBVqyZjxjP1MusJWV06lBPxLgD4ufIfBKKF0RDt0Xa\",\"primaryKeyLastUpdated\":\"2026-01-01\"}",
            "nCBVqyZjxjP1MusJWV06lBPxLgD4ufIfBKKF0RDt0Xa"
        ),
        (
            "Unseal Key 1: etn6QMfStFUWSus4jowQUux6huTCKM658R6rCHZtDuo=\nUnseal Key 2: z97U5Hpfx1xbxRzLyYmVKxZyIj1LKllfWD42sZboHdI=\n\nInitial Root Token: hvs.kKs9bP1ZBeLItYIfvfrVg5uf",
            "etn6QMfStFUWSus4jowQUux6huTCKM658R6rCHZtDuo"
        ),
        (
            "Unseal Key 1: etn6QMfStFUWSus4jowQUux6huTCKM658R6rCHZtDuo=\nUnseal Key 2: z97U5Hpfx1xbxRzLyYmVKxZyIj1LKllfWD42sZboHdI=\n\nInitial Root Token: hvs.kKs9bP1ZBeLItYIfvfrVg5uf",
            "z97U5Hpfx1xbxRzLyYmVKxZyIj1LKllfWD42sZboHdI"
        ),
        (
            "Unseal Key 1: etn6QMfStFUWSus4jowQUux6huTCKM658R6rCHZtDuo=\nUnseal Key 2: z97U5Hpfx1xbxRzLyYmVKxZyIj1LKllfWD42sZboHdI=\n\nInitial Root Token: hvs.kKs9bP1ZBeLItYIfvfrVg5uf",
            "kKs9bP1ZBeLItYIfvfrVg5uf"
        ),
        (
            "{\"unseal_keys_b64\":[\"bOPjgV0PBpToFW6HvWDzwvZ9vRiFFIZUeTN6cAW0Qw2=\",\"aZy1f4D9IObHxTaZhA7A6jpVkOyRkunyBHsr4dEtUht=\"],\"unseal_keys_hex\":[\"PjX6l6dWDbLE6ZcugmlwnLpMTEMGoCl5rzl6W7tOJ80JE2qF4z69vQJX9fE3ozdn\"],\"root_token\":\"hvs.8iZZyHYHXrYdQ7p5a3E5xCYp\"}",
            "bOPjgV0PBpToFW6HvWDzwvZ9vRiFFIZUeTN6cAW0Qw2"
        ),
        (
            "{\"unseal_keys_b64\":[\"bOPjgV0PBpToFW6HvWDzwvZ9vRiFFIZUeTN6cAW0Qw2=\",\"aZy1f4D9IObHxTaZhA7A6jpVkOyRkunyBHsr4dEtUht=\"],\"unseal_keys_hex\":[\"PjX6l6dWDbLE6ZcugmlwnLpMTEMGoCl5rzl6W7tOJ80JE2qF4z69vQJX9fE3ozdn\"],\"root_token\":\"hvs.8iZZyHYHXrYdQ7p5a3E5xCYp\"}",
            "aZy1f4D9IObHxTaZhA7A6jpVkOyRkunyBHsr4dEtUht"
        ),
        (
            "{\"unseal_keys_b64\":[\"bOPjgV0PBpToFW6HvWDzwvZ9vRiFFIZUeTN6cAW0Qw2=\",\"aZy1f4D9IObHxTaZhA7A6jpVkOyRkunyBHsr4dEtUht=\"],\"unseal_keys_hex\":[\"PjX6l6dWDbLE6ZcugmlwnLpMTEMGoCl5rzl6W7tOJ80JE2qF4z69vQJX9fE3ozdn\"],\"root_token\":\"hvs.8iZZyHYHXrYdQ7p5a3E5xCYp\"}",
            "PjX6l6dWDbLE6ZcugmlwnLpMTEMGoCl5rzl6W7tOJ80JE2qF4z69vQJX9fE3ozdn"
        ),
        (
            "{\"unseal_keys_b64\":[\"bOPjgV0PBpToFW6HvWDzwvZ9vRiFFIZUeTN6cAW0Qw2=\",\"aZy1f4D9IObHxTaZhA7A6jpVkOyRkunyBHsr4dEtUht=\"],\"unseal_keys_hex\":[\"PjX6l6dWDbLE6ZcugmlwnLpMTEMGoCl5rzl6W7tOJ80JE2qF4z69vQJX9fE3ozdn\"],\"root_token\":\"hvs.8iZZyHYHXrYdQ7p5a3E5xCYp\"}",
            "8iZZyHYHXrYdQ7p5a3E5xCYp"
        ),
        (
            "vault operator unseal TAM3kAkXujq63ZHiOVNrHIdjKXlan062j0ifwrNTHg4=",
            "TAM3kAkXujq63ZHiOVNrHIdjKXlan062j0ifwrNTHg4"
        ),
        (
            "{\"AccessKey\":{\"UserName\":\"bob\",\"AccessKeyId\":\"AKIAIOSFODNN7EXAMPLE\",\"Status\":\"Active\",\"SecretAccessKey\":\"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\"}}",
            "ESDf9VLI2GtbYmAm6RfY0CncIAHFk819tutzeJtD"
        ),
        (
            "CREDENTIALS\tASIAIOSFODNN7EXAMPLE\t2026-11-30T21:00:00Z\tQTexeRigQzRDV9Y1hPCa3yTTEpsKhDXa22ZUn5Nj\tIQoJb3JpZ2luX2VjsOy7IVt9vWzJQfqmmyUhvt8rKEUOvC0yfgjNgiROTllmzc1DLTfgockhBAXev60B7GiPnXj0SyEv6ANaUzNSuYYpQMHbqvmvtPCgJynGvYs0gNTkqXI5tJow",
            "QTexeRigQzRDV9Y1hPCa3yTTEpsKhDXa22ZUn5Nj"
        ),
        (
            "CREDENTIALS\tASIAIOSFODNN7EXAMPLE\t2026-11-30T21:00:00Z\tQTexeRigQzRDV9Y1hPCa3yTTEpsKhDXa22ZUn5Nj\tIQoJb3JpZ2luX2VjsOy7IVt9vWzJQfqmmyUhvt8rKEUOvC0yfgjNgiROTllmzc1DLTfgockhBAXev60B7GiPnXj0SyEv6ANaUzNSuYYpQMHbqvmvtPCgJynGvYs0gNTkqXI5tJow",
            "sOy7IVt9vWzJQfqmmyUhvt8rKEUOvC0yfgjNgiROTllmzc1DLTfgockhBAXev60B7GiPnXj0SyEv6ANaUzNSuYYpQMHbqvmvtPCgJynGvYs0gNTkqXI5tJow"
        ),
        (
            "{\"kind\":\"ExecCredential\",\"status\":{\"expirationTimestamp\":\"x\",\"token\":\"k8s-aws-v1.NGGjKTm7HTT17mK8bOQmXfipEKASvvf73xrD4hCUip5KIIJeJ6qk6V50vMjh70asR5xpWKx1klMJZeDczlY78QitWQ2V6yNLOZWbkmADcjHyhKzlvHiqpK7v\"}}",
            "NGGjKTm7HTT17mK8bOQmXfipEKASvvf73xrD4hCUip5KIIJeJ6qk6V50vMjh70asR5xpWKx1klMJZeDczlY78QitWQ2V6yNLOZWbkmADcjHyhKzlvHiqpK7v"
        ),
        (
            "ya29.dPYcUQYjz9FMgEwA5N6SKWAWsF4D152SA0BhKh58HvHHBA5bu6dsUN5BUyMuWYt4L4eph2CpG3zdESgH6pItQz8p4e6U93Qx3IAKZkoPVAKh5egHYih4IK8D",
            "dPYcUQYjz9FMgEwA5N6SKWAWsF4D152SA0BhKh58HvHHBA5bu6dsUN5BUyMuWYt4L4eph2CpG3zdESgH6pItQz8p4e6U93Qx3IAKZkoPVAKh5egHYih4IK8D"
        ),
        (
            "metadata:\n  accessId: GOOG1EXYZ\nsecret: aspUtbuleC5C0HzjwSLoctbD5utuFj7XXE4nms27",
            "aspUtbuleC5C0HzjwSLoctbD5utuFj7XXE4nms27"
        ),
        (
            "{\"credentials\":{\"uri\":\"postgresql://doadmin:AVNS_S5dmu12w5EblO4SJmIOp@h:25060/d\",\"password\":\"AVNS_m84dPgtU0u95r3AT4ivS\"}}",
            "S5dmu12w5EblO4SJmIOp"
        ),
        (
            "{\"credentials\":{\"uri\":\"postgresql://doadmin:AVNS_S5dmu12w5EblO4SJmIOp@h:25060/d\",\"password\":\"AVNS_m84dPgtU0u95r3AT4ivS\"}}",
            "m84dPgtU0u95r3AT4ivS"
        ),
        (
            "apiVersion: v1\ndata:\n  .dockerconfigjson: eyJhdXRocyI698XCAfko3thTSmrlUpGQsYrxZQH4hLHot57lQoriOQfDeC6HeH6caMLsIqBZKfksWmplrUJblY5j5cND\nkind: Secret\ntype: kubernetes.io/dockerconfigjson",
            "98XCAfko3thTSmrlUpGQsYrxZQH4hLHot57lQoriOQfDeC6HeH6caMLsIqBZKfksWmplrUJblY5j5cND"
        ),
        (
            "eyJhbGciOiJSUzI1NiIsImtpZCI6Ik6WLya75FdleJXP6xuQEY.eyJhdWQiOlsicHsG02ORHV8IlMXXkhMBpQCJXqYTYUpqFIo2LMFq.cmMTdKC34lujMbMFZBGCUq2Zbeh6lKOILYUpNjdtBcSu0NVHXqWLFfP0GkyqpkFSQ1MYDduADxSnT9ci",
            "6WLya75FdleJXP6xuQEY"
        ),
        (
            "eyJhbGciOiJSUzI1NiIsImtpZCI6Ik6WLya75FdleJXP6xuQEY.eyJhdWQiOlsicHsG02ORHV8IlMXXkhMBpQCJXqYTYUpqFIo2LMFq.cmMTdKC34lujMbMFZBGCUq2Zbeh6lKOILYUpNjdtBcSu0NVHXqWLFfP0GkyqpkFSQ1MYDduADxSnT9ci",
            "cHsG02ORHV8IlMXXkhMBpQCJXqYTYUpqFIo2LMFq"
        ),
        (
            "eyJhbGciOiJSUzI1NiIsImtpZCI6Ik6WLya75FdleJXP6xuQEY.eyJhdWQiOlsicHsG02ORHV8IlMXXkhMBpQCJXqYTYUpqFIo2LMFq.cmMTdKC34lujMbMFZBGCUq2Zbeh6lKOILYUpNjdtBcSu0NVHXqWLFfP0GkyqpkFSQ1MYDduADxSnT9ci",
            "cmMTdKC34lujMbMFZBGCUq2Zbeh6lKOILYUpNjdtBcSu0NVHXqWLFfP0GkyqpkFSQ1MYDduADxSnT9ci"
        ),
        (
            "{\"apikey\":\"FWWMijVDHVcapA4HjfzJtEB7ecRTWUNosqhJ2pADf7ox\",\"id\":\"ApiKey-1\"}",
            "FWWMijVDHVcapA4HjfzJtEB7ecRTWUNosqhJ2pADf7ox"
        ),
        ("{\"auth-token\":\"tv87NnckzLPdVvKS634L\"}", "tv87NnckzLPdVvKS634L"),
        ("{\"root_password\":\"74lD3z71nyyYdnAwplYJ\"}", "74lD3z71nyyYdnAwplYJ"),
        (
            "{\"publicKey\":\"abcdefgh\",\"privateKey\":\"ZkEnznMDWtECFORl3FnIyAedSrx8rNbHlVqG\"}",
            "ZkEnznMDWtECFORl3FnIyAedSrx8rNbHlVqG"
        ),
        (
            "+-------------+------+\n| API Key    | ABCDEFGHIJKLMNOP |\n| API Secret | zK7PTnrgxdjU7XxiXpU16hbu1yCf24yuqX4HQdtzMpFcmjGMicntABEISiHTJquU |",
            "zK7PTnrgxdjU7XxiXpU16hbu1yCf24yuqX4HQdtzMpFcmjGMicntABEISiHTJquU"
        ),
        (
            "{\"id\":1,\"name\":\"x\",\"key\":\"glsa_CQyj4n1rITCziyH3wogsxwNnic2bVOEK_aZWVtQQe\"}",
            "CQyj4n1rITCziyH3wogsxwNnic2bVOEK"
        ),
        ("{\"id\":1,\"name\":\"x\",\"key\":\"glsa_CQyj4n1rITCziyH3wogsxwNnic2bVOEK_aZWVtQQe\"}", "aZWVtQQe"),
        (
            "Your webhook signing secret is whsec_62nJSwQh9X3xpYOqfZBhzFdFy7vsFTrok7zmEXkwQTpHfVv6BZjELqS2JtS6b5zh",
            "62nJSwQh9X3xpYOqfZBhzFdFy7vsFTrok7zmEXkwQTpHfVv6BZjELqS2JtS6b5zh"
        ),
        (
            "POST https://f.azurewebsites.net/api/pay?code=x6e6zrdyF2LtEUu4qebcwu5xKtq0Q4lPEyNv95xbKT8nXeOdNIANAe==&x=1 500",
            "x6e6zrdyF2LtEUu4qebcwu5xKtq0Q4lPEyNv95xbKT8nXeOdNIANAe"
        ),
        (
            "x-functions-key: re1D4Cy96ycZiRGrtFxEbjMmroqRopHa7IzapJF2PWJfN0J41SYvqw==",
            "re1D4Cy96ycZiRGrtFxEbjMmroqRopHa7IzapJF2PWJfN0J41SYvqw"
        ),
        (
            "https://prod-1.logic.azure.com/workflows/x/triggers/m/paths/invoke?api-version=1&sp=%2Ftriggers&sv=1.0&sig=g4buZTnSzRk9m0kkvNSFZKsxAsxVQIFpPpxuTl6GVi4",
            "g4buZTnSzRk9m0kkvNSFZKsxAsxVQIFpPpxuTl6GVi4"
        ),
        (
            "[ERROR] call failed, headers: x-functions-key: 8Vw2zbJYAxyL1aCcTlN99mhWp708DwGw5HqXDgLVXZx3scB8fnvGNx==",
            "8Vw2zbJYAxyL1aCcTlN99mhWp708DwGw5HqXDgLVXZx3scB8fnvGNx"
        ),
        (
            "[ERROR] {\"primaryKey\":\"rn66nVberACpdclsxHKifxi5CvQUSHL8iLc7bE6wSt9=\"}",
            "rn66nVberACpdclsxHKifxi5CvQUSHL8iLc7bE6wSt9"
        ),
        (
            "[ERROR] [{\"keyName\":\"key1\",\"permissions\":\"FULL\",\"value\":\"C3J27XDCG2LmlZGEONYlgCtjfIZ4SOcMz9CPVNPkNa1Hedcm4pMbXDuCL1mHoOsFaQfDPrAJ71fTquWoGsbeKX==\"}]",
            "C3J27XDCG2LmlZGEONYlgCtjfIZ4SOcMz9CPVNPkNa1Hedcm4pMbXDuCL1mHoOsFaQfDPrAJ71fTquWoGsbeKX"
        ),
        (
            "[ERROR] Unseal Key 1: etn6QMfStFUWSus4jowQUux6huTCKM658R6rCHZtDuo=",
            "etn6QMfStFUWSus4jowQUux6huTCKM658R6rCHZtDuo"
        ),
    ]

    /// What `SECURITY.md` says is not recognised; one that is one day leaves the list there.
    static let unrecognised: [Form] = [
        ("ftp> user bob brisk-Otter-j4", "brisk-Otter-j4"),
        ("cf auth bob brisk-Otter-b6", "brisk-Otter-b6"),
        (
            "AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0%2BuSeid%2BULvsea4JtiGRiSDSJSI%3DEUifiRBkKG5E2XzMDjRfl76ZC9Ub0wnz4XsNiRVBChTYbJcE3F",
            "EUifiRBkKG5E"
        ),
        (
            "AQEyhmfxK4PJahZCw0m/n3Q5qf3VaY9UCJ14XWZE03G/k2NFitRvbe4N1XqH1eHaH2AksaEQwV1bDb7kfNy1WIxIIkxgBw==-y3qzswmlmALhxaVPNjYf74bqPotG12HroatrKA066yE=-W+t7NF;s4}%=kUSD",
            "n3Q5qf3VaY9UCJ14XWZE03G"
        ),
        ("live_briskOtterh3abcdefghijklmnopqrs", "briskOtterh3"),
        ("Creds(bob,brisk-Otter-l5)", "brisk-Otter-l5"),
        ("user,password\nbob,brisk-Otter-m1", "brisk-Otter-m1"),
        ("password changed from plum to kettle", "plum"), ("DB_PASSWORD is not set, using default letmein", "letmein"),
        ("${DB_PASSWORD} -> brisk0tter52", "brisk0tter52"), ("GET /confirm/Zk3vQ9pLx2Rt7BnW", "Zk3vQ9pLx2Rt7BnW"),
        ("expected:<brisk0tter52> but was:<x> in the password check", "brisk0tter52"),
        (
            "{\"op\":\"add\",\"path\":\"/spec/containers/0/env/3/value\",\"value\":\"brisk0tter52\"}",
            "brisk0tter52"
        ),
    ]
}
