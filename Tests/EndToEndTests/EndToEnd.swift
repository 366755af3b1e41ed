import Testing

/// The real binary against a real dashboard process. Groups run side by side (the Makefile says which), for most of a
/// test is waiting for other processes; within a group one suite comes after the other, so that a machine of two cores
/// keeps up. Where a test has many cases it runs several at a time by itself.
enum EndToEnd {
    /// Chromium at work on our shop's pages.
    @Suite(.serialized) enum Browsers {}
    /// Chromium at work on other dashboards.
    @Suite(.serialized) enum Consoles {}
    /// Chromium and pages: those that change under its hands, those that are only looked at, the agent's own.
    @Suite(.serialized) enum Pages {}
    /// Nova Act at work on pages.
    @Suite(.serialized) enum Pilots {}
    /// AWS, on moto.
    @Suite(.serialized) enum Clouds {}
    /// Models, and what tries to talk them into something.
    @Suite(.serialized) enum Models {}
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
