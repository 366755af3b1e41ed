import AutoSRECore
import Synchronization

/// Which frame of the page is looked at; the page as a whole where no name is in it.
final class FramePlace: Sendable {
    private let state = Mutex((path: [NamePattern](), lost: NamePattern?.none))

    /// Whether it is a frame.
    var isFrame: Bool { !state.withLock(\.path.isEmpty) }

    /// The names on the way there.
    var names: [NamePattern] { state.withLock(\.path) }

    /// The frame that went away, so that commands mean something else than what is looked at; nil where none did.
    var lost: NamePattern? { state.withLock(\.lost) }

    /// Notes where one is.
    func move(to names: [NamePattern]) { state.withLock { $0 = (names, nil) } }

    /// Notes which frame on the way is gone.
    func lose(_ name: NamePattern?) { state.withLock { $0.lost = name } }
}

extension PageDriver {
    /// A frame of the document that is looked at.
    struct Frame {
        let name: String
        let element: ElementReference
    }

    /// Frames of a document that are looked at, at the most.
    private static let mostFrames = 50

    /// Goes into the frame of this name, or by several names from one into the next; waits until it is there. From then
    /// on nothing else of the page is seen.
    func enter(_ path: [NamePattern], seeing seen: [Locator]) async throws {
        try await see(seen)
        let until = world.now().advanced(bySeconds: patienceSeconds)
        while true {
            try await leaveFrames()
            let missing = try await descend(path)
            guard let missing else { break }
            guard world.now() < until else {
                try await leaveFrames()
                let page = try await read()
                try await mustStand(page)
                throw Refusal("the page '\(page.title)' has no frame '\(missing.text)'")
            }
            try await world.sleep(until: world.now().advanced(bySeconds: 0.05))
        }
        places.move(to: path)
        let words = path.map { "'\($0.text)'" }.joined(separator: " › ")
        trace.note(path.isEmpty ? "out of the frames" : "into the frame \(words)")
    }

    /// - Returns: the first name that there is no frame of yet.
    private func descend(_ path: [NamePattern]) async throws -> NamePattern? {
        for name in path {
            let found = try await frames().filter { name.fits($0.name) }
            guard found.count <= 1 else {
                throw Refusal("the frame '\(name.text)' is there \(found.count.counted("time"))")
            }
            guard let frame = found.first else { return name }
            do throws(WebDriverError) { try await session.enter(frame.element) } catch {
                guard error.isClickUnmade || error.code == .noSuchFrame else { throw error }
                return name
            }
        }
        return nil
    }

    /// The frame that is looked at was drawn anew with the page around it. Until it is there again nothing is seen and
    /// nothing clicked: what is around it is not what the map names.
    func returnToFrame() async throws {
        let path = places.names
        places.lose(path.last)
        try await session.enter(nil)
        if let missing = try await descend(path) { places.lose(missing) } else { places.move(to: path) }
    }

    /// Looks at the page as a whole again.
    func leaveFrames() async throws(WebDriverError) {
        try await session.enter(nil)
        places.move(to: [])
    }

    /// The frames right in what is looked at, by what a person may call them: the accessible name, or where they have
    /// none, the one that links use.
    func frames() async throws(WebDriverError) -> [Frame] {
        let script = """
            const [most] = arguments;
            const shown = e => e.getClientRects().length > 0;
            return [...document.querySelectorAll('iframe,frame')].filter(shown).slice(0, most).map(e =>
              ({element: e, name: e.getAttribute('aria-label') || e.title || e.name || ''}));
            """
        let found = try await session.execute(script, arguments: [.integer(Int64(Self.mostFrames))])
        return (found.array ?? []).compactMap { item in
            item["element"].flatMap { ElementReference($0) }.map {
                Frame(name: AccessiblePage.spaced(item["name"]?.string ?? ""), element: $0)
            }
        }
    }

    /// Where what is missed stands after all, in words that follow a refusal: in a frame, into which a map has to go.
    func whereabouts(of missed: Locator) async -> String {
        guard !places.isFrame, let frames = try? await frames(), !frames.isEmpty else { return "" }
        for frame in frames.prefix(8) {
            guard (try? await session.enter(frame.element)) != nil else { continue }
            let page =
                session.hasDevTools
                ? try? await AccessiblePage(devTools: session, isFrame: true)
                : try? await AccessiblePage(standard: session)
            try? await session.enter(nil)
            if let page, !page.matches(missed).isEmpty {
                return ": it is inside the frame '\(frame.name)', into which a map goes by frame:"
            }
        }
        let names = frames.prefix(3).map { "'\($0.name)'" }.joined(separator: ", ")
        return " (it has frames, into which a map goes by frame: \(names))"
    }
}
