import AutoSRECore
/// The canonical forms, so that what is signed does not depend on how a request was written.
extension SigV4 {
    /// Lower-case names in order, values without surplus blanks, those of equal names joined in their order.
    static func canonicalHeaders(_ headers: [(name: String, value: String)]) -> [(name: String, value: String)] {
        var values: [String: [String]] = [:]
        for header in headers { values[header.name.lowercased(), default: []].append(trimmed(header.value)) }
        return values.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value.joined(separator: ",")) }
    }

    private static func trimmed(_ value: String) -> String {
        let words = value.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
        return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }

    /// Sorted as pairs: as joined texts `Param-3=` would come before `Param=`.
    static func canonicalQuery(_ pairs: [(name: String, value: String)]) -> String {
        let encoded = pairs.map { (PercentEncoding.encode($0.name), PercentEncoding.encode($0.value)) }
        return encoded.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// The path as sent, encoded once more: `%3A` is signed as `%253A`.
    func canonicalPath(_ path: String) -> String {
        let whole = path.isEmpty ? "/" : path
        return PercentEncoding.encode(options.normalisesPath ? Self.normalised(whole) : whole, keepingSlashes: true)
    }

    /// Without `.`, `..` and empty parts (RFC 3986, section 5.2.4, and AWS's own rule for slashes).
    private static func normalised(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let last = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let isFolder = last.isEmpty || last == "." || last == ".."
        return "/" + parts.joined(separator: "/") + (isFolder && !parts.isEmpty ? "/" : "")
    }
}
