/// A piece of a page. Made from a literal: text that is interpolated is escaped, other pieces go in as they are, so
/// nothing from outside can become markup (https://html.spec.whatwg.org/multipage/syntax.html).
public struct HTML: ExpressibleByStringInterpolation, Sendable, Hashable {
    /// The markup.
    public private(set) var text: String

    /// A piece that is a literal alone.
    public init(stringLiteral value: String) { text = value }

    /// A piece with others, and with text, in it.
    public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// Markup of this program's own that is put together elsewhere, a style sheet say. Never for text from outside.
    public init(trusted text: String) { self.text = text }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { text.isEmpty }

    /// Appends a piece.
    public static func += (left: inout HTML, right: HTML) { left.text += right.text }

    /// One piece after the other.
    public static func + (left: HTML, right: HTML) -> HTML { HTML(trusted: left.text + right.text) }

    /// How a literal with pieces and text in it becomes one piece.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        /// Makes room.
        public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

        /// Appends what the program itself says.
        public mutating func appendLiteral(_ literal: String) { text += literal }

        /// Appends text, escaped.
        public mutating func appendInterpolation(_ value: String) { HTML.escape(value, into: &text) }
        /// Appends text, escaped.
        public mutating func appendInterpolation(_ value: Substring) { HTML.escape(String(value), into: &text) }
        /// Appends a whole number.
        public mutating func appendInterpolation(_ value: Int) { text += String(value) }
        /// Appends a piece.
        public mutating func appendInterpolation(_ value: HTML) { text += value.text }
        /// Appends pieces, one after the other.
        public mutating func appendInterpolation(_ values: [HTML]) { for value in values { text += value.text } }
    }
}

extension Sequence<HTML> {
    /// The pieces as one, with `separator` between them.
    public func joined(by separator: HTML = "\n") -> HTML {
        HTML(trusted: map(\.text).joined(separator: separator.text))
    }
}
