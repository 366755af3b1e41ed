/// A rule of a port that an adapter broke.
public struct ContractViolation: Error, CustomStringConvertible {
    /// The rule, in words.
    public let description: String

    /// Throws where a rule does not hold.
    static func unless(_ holds: Bool, _ rule: String) throws {
        if !holds { throw ContractViolation(description: rule) }
    }
}
