/// The target of a request line (RFC 9112, section 3.2), split and decoded.
struct RequestTarget {
    let path: String
    let rawPath: String
    let query: [(name: String, value: String)]

    /// Reads origin, absolute and asterisk form; `nil` where the path has a bad escape, a NUL or is not UTF-8.
    init?(_ target: String) {
        let relative = Self.withoutAuthority(target)
        let mark = relative.utf8.firstIndex(of: UInt8(ascii: "?"))
        let raw = relative[..<(mark ?? relative.endIndex)]
        guard raw.utf8.first == UInt8(ascii: "/") || raw == "*" else { return nil }
        guard let bytes = percentDecoded(raw.utf8), !bytes.contains(0) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        path = text
        rawPath = String(raw)
        query = mark.map { formDecoded(relative[relative.utf8.index(after: $0)...]) } ?? []
    }

    private static func withoutAuthority(_ target: String) -> Substring {
        let text = target[...]
        guard target.utf8.first != UInt8(ascii: "/") else { return text }
        for scheme in ["http://", "https://"] where equalIgnoringCase(String(text.prefix(scheme.count)), scheme) {
            let rest = text.dropFirst(scheme.count)
            guard let start = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
            return rest[start] == "/" ? rest[start...] : "/" + rest[start...]
        }
        return text
    }
}

/// The bytes behind percent escapes; `nil` where an escape is not two hexadecimal digits.
func percentDecoded(_ text: some Collection<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var iterator = text.makeIterator()
    while let byte = iterator.next() {
        guard byte == UInt8(ascii: "%") else {
            bytes.append(byte)
            continue
        }
        guard let high = iterator.next().flatMap(hexValue), let low = iterator.next().flatMap(hexValue) else {
            return nil
        }
        bytes.append(high << 4 | low)
    }
    return bytes
}

/// The pairs of `application/x-www-form-urlencoded` text, read leniently: a bad escape stands for itself.
public func formDecoded(_ text: some StringProtocol) -> [(name: String, value: String)] {
    var pairs: [(name: String, value: String)] = []
    for part in text.utf8.split(separator: UInt8(ascii: "&")) {
        let equals = part.firstIndex(of: UInt8(ascii: "="))
        let name = part[..<(equals ?? part.endIndex)]
        let value = equals.map { part[part.index(after: $0)...] } ?? part[part.endIndex...]
        pairs.append((name: formText(name), value: formText(value)))
    }
    return pairs
}

private func formText(_ encoded: some Collection<UInt8>) -> String {
    var spaced = Array(encoded)
    for index in spaced.indices where spaced[index] == UInt8(ascii: "+") { spaced[index] = UInt8(ascii: " ") }
    return String(decoding: percentDecoded(spaced) ?? spaced, as: UTF8.self)
}

private func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
}
