/// Headers by which caches say that an answer is a kept one: `Cache-Status: edge; hit` (RFC 9211), `Warning: 110`
/// (RFC 7234, section 5.5), and what proxies and CDNs have written before and beside those, such as `X-Cache: HIT`,
/// `CF-Cache-Status: STALE` and `X-Cache-Hits: 0, 3`. One that a cache has asked the service about is no kept one.
enum StoredAnswer {
    private static let words: Set = ["HIT", "STALE", "UPDATING", "PRERENDER", "FRESH"]
    private static let warnings: Set = ["110", "111", "112", "113"]

    /// Whether this header says so.
    static func isTold(by name: String, _ value: String) -> Bool {
        let name = name.lowercased()
        let members = value.split(separator: ",")
        switch name {
        case "warning":
            return members.contains { member in
                member.split(whereSeparator: \.isWhitespace).first.map { warnings.contains(String($0)) } ?? false
            }
        case "cache-status":
            return members.contains { member in
                member.split(separator: ";").dropFirst().contains { parameter in
                    ["hit", "hit=?1"].contains(parameter.filter { !$0.isWhitespace }.lowercased())
                }
            }
        case _ where name.hasSuffix("cache-hits"):
            return members.contains { Int($0.filter { !$0.isWhitespace }) ?? 0 > 0 }
        case _ where name.hasSuffix("cache") || name.hasSuffix("cache-status"):
            return value.split { !$0.isLetter && !$0.isNumber }.contains { words.contains($0.uppercased()) }
        default: return false
        }
    }
}
