import Testing

/// The real binary against a real dashboard process. Groups run side by side where most of a test is waiting for other
/// processes (the Makefile says which); within a group one suite comes after the other, so that a machine of two cores
/// keeps up. Where a
/// test has many cases it runs several at a time by itself.
enum EndToEnd {
    /// Chromium at work on pages.
    @Suite(.serialized) enum Browsers {}
    /// Nova Act at work on pages.
    @Suite(.serialized) enum Pilots {}
    /// AWS, on moto, and models.
    @Suite(.serialized) enum Clouds {}
    /// The agent's runs on the dashboard's API, and its commands.
    @Suite(.serialized) enum Runs {}
    /// Many small worlds, in all of which the same must not happen.
    @Suite(.serialized) enum Matrices {}
}

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
