internal import CShim

/// The process's environment variables.
public struct Environment: Sendable {
    /// All variables by name; of two with one name the first counts, as `getenv` has it.
    public static func all() -> [String: String] {
        var variables: [String: String] = [:]
        var next = shim_environment()
        while let entry = next?.pointee {
            let text = String(cString: entry)
            if let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
                let name = String(text[..<equals])
                if variables[name] == nil { variables[name] = String(text[text.utf8.index(after: equals)...]) }
            }
            next = next?.advanced(by: 1)
        }
        return variables
    }
}
