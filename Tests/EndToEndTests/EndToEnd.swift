import Testing

/// The real binary against a real dashboard process. One test after the other, so that times can be measured; where a
/// test has many cases it runs several at a time by itself.
@Suite(.serialized) enum EndToEnd {}

/// Runs `body` for each element, `width` at a time.
func inParallel<Element: Sendable>(
    _ elements: [Element], width: Int = 2, _ body: @escaping @Sendable (Element) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, element) in elements.enumerated() {
            if index >= width { try await group.next() }
            group.addTask { try await body(element) }
        }
        try await group.waitForAll()
    }
}
