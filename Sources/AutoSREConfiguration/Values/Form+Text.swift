extension ValueSyntax where Value == String {
    /// A text of at most `limit` characters, each of them in `scalars`.
    public static func text(_ allowed: String, limit: Int, of scalars: @escaping @Sendable (Unicode.Scalar) -> Bool)
        -> ValueSyntax
    {
        ValueSyntax(
            allowed: "\(allowed), at most \(limit) characters",
            read: { text in
                text.unicodeScalars.count <= limit && text.unicodeScalars.allSatisfy(scalars) ? text : nil
            },
            show: { $0 })
    }

    /// A secret, or another value that goes into a header: nothing that could end the header.
    public static let token = text("printable ASCII without blanks", limit: 16_384) { $0.isVisibleASCII }

    /// A name in somebody else's system.
    public static func name(limit: Int) -> ValueSyntax {
        text("printable ASCII without blanks", limit: limit) { $0.isVisibleASCII }
    }

    /// A name of ASCII letters, digits and `marks`; it may become part of a host name or of a path.
    public static func identifier(limit: Int, marks: String) -> ValueSyntax {
        let allowed = "ASCII letters, digits and \(marks.map { "\($0)" }.joined(separator: " "))"
        return text(allowed, limit: limit) { $0.isASCIIAlphanumeric || marks.unicodeScalars.contains($0) }
    }

    /// A path of a file or a folder.
    public static let path = text("a path without control characters", limit: 4096) { !$0.isControl }.asPath

    /// Any web address.
    public static let address = ValueSyntax(
        allowed: WebAddress.allowed,
        read: { WebAddress($0)?.text },
        show: { $0 },
        conceal: WebAddress.concealed)

    /// A web address that paths are put after: no query; kept without a slash at its end.
    public static let base = ValueSyntax(
        allowed: WebAddress.allowedBase,
        read: { text in
            guard let address = WebAddress(text), !address.hasQuery else { return nil }
            return address.withoutTrailingSlashes
        },
        show: { $0 },
        conceal: WebAddress.concealed)

    /// The same, kept with a slash at its end.
    public static let folder = ValueSyntax(
        allowed: base.allowed, read: { base.read($0).map { $0 + "/" } }, show: { $0 }, conceal: base.conceal)
}

extension ValueSyntax where Value == [String] {
    /// Names separated by commas; blanks around them and empty ones are dropped.
    public static func names(count: Int, limit: Int) -> ValueSyntax {
        ValueSyntax(
            allowed: "at most \(count) names separated by commas, each at most \(limit) printable characters",
            read: { text in
                let parts = text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
                let isFine = parts.allSatisfy { part in
                    part.unicodeScalars.count <= limit && part.unicodeScalars.allSatisfy { !$0.isControl }
                }
                return isFine && parts.count <= count ? parts : nil
            },
            show: { $0.joined(separator: ",") })
    }
}

extension Unicode.Scalar {
    /// Whether it is `!` to `~`.
    var isVisibleASCII: Bool { ("!"..."~").contains(self) }

    /// Whether it is an ASCII letter or digit.
    var isASCIIAlphanumeric: Bool {
        ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self)
    }

    /// Whether it controls a terminal or ends a line.
    var isControl: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
