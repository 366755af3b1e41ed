/// Just enough of HTML to see whether a page says what its author meant.
enum Markup {
    private static let void: Set<Substring> = ["meta", "br", "img", "input"]

    /// The names of the tags in their order, `/` before those that end something.
    static func tags(_ page: String) -> [Substring] {
        page.matches(of: /<(\/?[a-z0-9]+)(?:\s[^<>]*)?>/).map(\.1)
    }

    /// The first end tag that fits no start, or the last start without an end; nil where all is well.
    static func unbalanced(_ page: String) -> Substring? {
        var open: [Substring] = []
        for match in page.matches(of: /<(\/?)([a-z0-9]+)(?:\s(?:[^<>"]|"[^"]*")*?)?(\/?)>/) {
            guard !void.contains(match.2), match.3.isEmpty else { continue }
            if match.1.isEmpty {
                open.append(match.2)
            } else if open.popLast() != match.2 {
                return match.0
            }
        }
        return open.last
    }
}
