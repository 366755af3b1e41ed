public import AutoSRECore
public struct Redactor: Sendable {
    public init(secrets: [String] = []) {}
    public func redact(_ t: String) throws -> String { t }
    public func redact(_ t: JSONValue) throws -> JSONValue { t }
}
