import AutoSREPlatform

/// The fields of a form as browsers post it. Of two fields of one name the first counts.
struct FormFields {
    private var fields: [String: String] = [:]

    init(_ body: [UInt8]) {
        for (name, value) in formDecoded(String(decoding: body, as: UTF8.self)) where fields[name] == nil {
            fields[name] = value
        }
    }

    subscript(name: String) -> String? { fields[name] }
}
