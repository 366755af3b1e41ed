/// Keys of clouds and services, under names that say `key` and not what it opens, and names of kin.
extension SecretCorpus {
    /// 64 bytes of base64, as Azure's storage has them; 32, as most have.
    private static let long = "q9Wn3kL8ZxR2tVb7YpD5mHs4JfCg6QeTu1AoNiXwEyMq9Wn3kL8+xR2tVb7YpD5mHs4JfC/6QeTu1AoNiXwEy"
    private static let short = "q9Wn3kL8ZxR2tVb7YpD5mHs4JfCg6QeTu1AoNiXwEyM"
    private static let hexadecimal = "8b0e7153bf7c3706d85c524e44006655"
    private static let small = "u8tf7sjebhqn9cpscyi0zaeijrp7eycpfr2jussfmehp3m4v5hbw"

    private static let names: [Form] = [
        "primaryKey", "secondaryKey", "primary_key", "adminKey", "functionKey", "stripeKey", "key1", "key2", "tls.key",
        "primaryReadonlyKey", "x-functions-key", "x-admin-key", "aeg-sas-key", "UNSEAL_KEY_1", "AZURE_MAPS_KEY",
        "routingKey",
        "VAPID_PRIVATE", "MyServiceKey", "GITEA_PAT", "Primary Key", "Unseal Key 1", "Recovery Key 12",
        "X-JFrog-Art-Api",
        "TOTP_SEED", "DB_PASSWORD_1",
    ].flatMap { name in
        [short + "=", long + "==", hexadecimal, small].flatMap { value in
            [
                "\(name)=\(value)", "\(name): \(value)", "{\"\(name)\":\"\(value)\"}", "'\(name)': '\(value)'",
                "{\\\"\(name)\\\":\\\"\(value)\\\"}", "--set \(name)=\(value),a=b",
            ].map { ($0, String(value.prefix(24))) }
        }
    }

    private static let places: [Form] = [
        "{\"value\":\"\(short)=\",\"keyName\":\"key1\"}", "key_name: key1\nvalue: \(short)=",
        "<PrimaryKey>\(short)=</PrimaryKey>",
        "{\"name\":\"primaryKey\",\"value\":\"\(short)=\"}", "{\"Key\":\"AdminKey\",\"Value\":\"\(hexadecimal)\"}",
        "{\"keys\":[\"\(hexadecimal)\"],\"keys_base64\":[\"x\"]}", "\"keys_base64\": [\n  \"\(short)=\"\n]",
        "unseal_keys_b64:\n- \(short)=\n- \(long)==\nunseal_keys_hex: []", "systemKeys: {a: \(short)=}",
        "az redis import --primary-key \(short)=", "func --admin-key \(short)=", "vault operator unseal \(short)=",
        "GET https://shop-f.azurewebsites.net/api/pay?x=1&code=\(short)%3D%3D 500",
        "{\"primaryKey\":\"\(short)\\u003d\"}",
        "Negotiate \(short)", "with Bearer AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0%2B\(short)",
        "access_token$sandbox$merchant1$\(hexadecimal)",
    ].map { ($0, $0.contains(hexadecimal) ? hexadecimal : String(short.prefix(24))) }

    /// Azure's since 2022, by what stands in their middle, as tables and sentences have them.
    private static let signed: [Form] = [
        (76, "+AStAbCdEQ=="), (44, "AzFuAbCdEQ=="), (42, "AzSeAAbCdE"), (33, "+ASbAbCdEf="), (33, "AIoTAbCdEf="),
        (42, "+ACRAbCdEf"), (76, "ACDbAbCdEQ=="), (76, "AZDOAbCd"), (52, "JQQJ99AAACAbCdEf01234567AZDOAbCd"),
    ].flatMap { count, mark in
        let key = String(long.filter { $0 != "+" && $0 != "/" }.prefix(count)) + mark
        return ["key1\tFULL\t\(key)", "key1\\tFULL\\t\(key)\\n", "the key \(key) was refused", "a (\(key))"].map {
            ($0, String(key.prefix(24)))
        }
    }

    static let keys = names + places + signed
}
