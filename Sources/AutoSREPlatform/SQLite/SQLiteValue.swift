/// A value of SQLite: what a parameter takes and a column gives.
public enum SQLiteValue: Sendable, Hashable {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// A floating-point number.
    case real(Double)
    /// Text, which may hold a NUL.
    case text(String)
    /// Bytes.
    case blob([UInt8])

    /// The whole number; `nil` for anything else.
    public var int: Int64? { if case .integer(let value) = self { value } else { nil } }

    /// The text; `nil` for anything else.
    public var string: String? { if case .text(let value) = self { value } else { nil } }

    /// The bytes of a blob; `nil` for anything else.
    public var bytes: [UInt8]? { if case .blob(let value) = self { value } else { nil } }
}

extension SQLiteValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
    /// Makes text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// Makes a whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// Makes NULL.
    public init(nilLiteral: ()) { self = .null }
}
