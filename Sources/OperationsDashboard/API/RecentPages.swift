import AutoSRECore
import AutoSREPlatform

/// The pages of the present second: when trouble comes, everybody looks at the same ones.
struct RecentPages {
    private var second: Int64 = -1
    private var pages: [String: ServerResponse] = [:]
    /// Queries are the client's to choose, so their number is bounded.
    private static let most = 16

    static func key(of request: ServerRequest) -> String {
        var key = request.path
        for (name, value) in request.query { key += "\n\(name)=\(value)" }
        return key
    }

    func page(_ key: String, at now: Instant) -> ServerResponse? {
        second == Self.second(now) ? pages[key] : nil
    }

    /// Keeps a page that was rendered for `now`, unless it is old by `later`.
    mutating func keep(_ page: ServerResponse, _ key: String, at now: Instant, later: Instant) {
        guard Self.second(now) == Self.second(later) else { return }
        if second != Self.second(now) {
            second = Self.second(now)
            pages = [:]
        }
        if pages.count < Self.most { pages[key] = page }
    }

    private static func second(_ instant: Instant) -> Int64 { instant.milliseconds / 1000 }
}
