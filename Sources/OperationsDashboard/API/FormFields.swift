import AutoSREPlatform

/// The fields of a form as browsers send it, in a body or a query. Of two fields of one name the first counts.
struct FormFields {
    private var fields: [String: String] = [:]

    init(_ body: [UInt8]) { self.init(formDecoded(String(decoding: body, as: UTF8.self))) }

    init(_ pairs: [(name: String, value: String)]) {
        for (name, value) in pairs where fields[name] == nil { fields[name] = value }
    }

    subscript(name: String) -> String? { fields[name] }
}
