#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What NO_PROXY says: the hosts that are reached past every proxy, in all the spellings that curl, Go, Python, Java
/// and browsers have. A name counts for itself and for every name below it.
struct ProxyExceptions: Sendable, Hashable {
    private enum Place: Sendable, Hashable {
        case anywhere
        /// A name and all below it.
        case name(String)
        /// Parts of a name or address with a `*` between them.
        case pattern([String])
        /// An address's first bits.
        case network([UInt8], bits: Int)
    }

    private struct Rule: Sendable, Hashable {
        let place: Place
        /// Nil for every port.
        let port: UInt16?
    }

    private var rules: [Rule] = []
    /// The entries that are none of these, as they were written.
    private(set) var refused: [String] = []

    /// This machine, which our own client asks past every proxy.
    static let loopback = "127.0.0.0/8,localhost,::1"

    init(_ list: String) { add(list) }

    /// Adds the entries of a list.
    mutating func add(_ list: String) {
        for entry in list.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            if let rule = Self.rule(entry.lowercased()) { rules.append(rule) } else { refused.append(String(entry)) }
        }
    }

    /// Whether `host`, without brackets, is reached directly at `port`.
    func contain(_ host: String, _ port: UInt16) -> Bool {
        var host = host.lowercased()
        if host.hasSuffix(".") { host.removeLast() }
        let address = Self.address(host[...])
        return rules.contains { rule in
            guard rule.port == nil || rule.port == port else { return false }
            switch rule.place {
            case .anywhere: return true
            case .name(let name): return host == name || host.hasSuffix("." + name)
            case .pattern(let parts): return Self.fits(host, parts)
            case .network(let bytes, let bits): return address.map { Self.starts($0, bytes, bits) } ?? false
            }
        }
    }

    private static func rule(_ entry: String) -> Rule? {
        if entry == "*" { return Rule(place: .anywhere, port: nil) }
        if let slash = entry.firstIndex(of: "/") {
            guard let bytes = address(entry[..<slash]), let bits = Int(entry[entry.index(after: slash)...]),
                (0...(entry.contains(":") ? 128 : 32)).contains(bits)
            else { return nil }
            // `::ffff:10.0.0.0/104` is 10.0.0.0/8, written as IPv6 (RFC 4291, section 2.5.5.2).
            let isMapped = bytes.count == 4 && entry.contains(":")
            guard !isMapped || bits >= 96 else { return nil }
            return Rule(place: .network(bytes, bits: isMapped ? bits - 96 : bits), port: nil)
        }
        if let bytes = address(entry[...]) { return Rule(place: .network(bytes, bits: bytes.count * 8), port: nil) }
        guard let (host, number) = hostAndPort(entry[...]) else { return nil }
        if let bytes = address(host) { return Rule(place: .network(bytes, bits: bytes.count * 8), port: number) }
        if let numbers = beginning(host) {
            let bytes = numbers + [UInt8](repeating: 0, count: 4 - numbers.count)
            return Rule(place: .network(bytes, bits: numbers.count * 8), port: number)
        }
        return place(host).map { Rule(place: $0, port: number) }
    }

    /// The numbers of `10.` or `10.1.2.`, the beginning of an address, or of a whole one with a dot behind it.
    private static func beginning(_ host: Substring) -> [UInt8]? {
        guard host.hasSuffix(".") else { return nil }
        let parts = host.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in UInt8(part).flatMap { String($0) == part ? $0 : nil } }
        return numbers.count == parts.count && parts.count <= 4 ? numbers : nil
    }

    /// `host`, `host:port`, `[v6]` or `[v6]:port`.
    private static func hostAndPort(_ entry: Substring) -> (Substring, UInt16?)? {
        var (host, rest) = (entry, ""[...])
        if entry.hasPrefix("[") {
            guard let end = entry.firstIndex(of: "]"), address(entry[..<end].dropFirst()) != nil else { return nil }
            (host, rest) = (entry[..<end].dropFirst(), entry[entry.index(after: end)...])
        } else if let colon = entry.firstIndex(of: ":") {
            (host, rest) = (entry[..<colon], entry[colon...])
        }
        guard !rest.isEmpty else { return (host, nil) }
        guard rest.hasPrefix(":"), let port = UInt16(rest.dropFirst()), port > 0 else { return nil }
        return (host, port)
    }

    private static func place(_ host: Substring) -> Place? {
        var name = host
        if name.hasPrefix("*.") { name = name.dropFirst(2) } else if name.hasPrefix(".") { name = name.dropFirst() }
        if name.hasSuffix(".") { name = name.dropLast() }
        let isName = name.unicodeScalars.allSatisfy { scalar in
            !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "-_.*".unicodeScalars.contains(scalar)
        }
        guard isName, name.contains(where: { $0 != "." }) else { return nil }
        guard name.contains("*") else {
            // No name ends in a number (WHATWG URL, "ends in a number"), so that `10.1.2` would match nothing.
            let last = name.split(separator: ".").last ?? ""
            return last.allSatisfy { ("0"..."9").contains($0) } ? nil : .name(String(name))
        }
        return .pattern(host.split(separator: "*", omittingEmptySubsequences: false).map(String.init))
    }

    /// Whether the parts come in their order, the first at the start and the last at the end.
    private static func fits(_ host: String, _ parts: [String]) -> Bool {
        guard let first = parts.first, let last = parts.last, host.hasPrefix(first), host.hasSuffix(last),
            host.utf8.count >= first.utf8.count + last.utf8.count
        else { return false }
        var rest = host.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }

    private static func starts(_ address: [UInt8], _ other: [UInt8], _ bits: Int) -> Bool {
        guard address.count == other.count else { return false }
        let whole = bits / 8
        guard address.prefix(whole).elementsEqual(other.prefix(whole)) else { return false }
        guard bits % 8 != 0 else { return true }
        let mask = UInt8.max << UInt8(8 - bits % 8)
        return address[whole] & mask == other[whole] & mask
    }

    /// The 4 or 16 bytes of an address, one of IPv4 that is written as IPv6 being the former; nil for a name.
    static func address(_ text: Substring) -> [UInt8]? {
        let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
        for (family, size) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: size)
            guard inet_pton(family, String(text), &bytes) == 1 else { continue }
            return size == 16 && bytes.starts(with: mapped) ? Array(bytes[12...]) : bytes
        }
        return nil
    }
}
