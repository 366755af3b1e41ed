import AutoSRECore

/// What is known of a click that was made.
struct SentClick: Sendable, Hashable {
    /// Whether it may have had the effect: from then on nobody asks again.
    var mayCount = false
    /// The address that it sends a form to; nil where that is not known.
    var address: String?
}

// Whether a page stands still, and what it is.
extension PageDriver {
    /// Only a page that stands still may be refused for what it shows: one that still loads was too slow, which may
    /// pass.
    func mustStand(_ page: AccessiblePage) async throws {
        guard !page.url.isEmpty else { throw BrowserFailure("the browser shows no page of the dashboard") }
        let seconds = Int(patienceSeconds.rounded(.up))
        let slow = BrowserFailure(
            "the page '\(page.title)' still loads after \(seconds) s (AUTOSRE_UI_STEP_SECONDS)")
        let state: String?
        do throws(WebDriverError) {
            // The driver waits with the answer while a page loads.
            state = try await session.execute("return document.readyState").string
        } catch {
            trace.note("not standing: \(error)")
            throw slow
        }
        guard state == "complete" else { throw slow }
    }

    /// Whether the page is itself a clear no of the dashboard's to a click: what the form's address answered, a 4xx,
    /// and none of the codes that leave open whether it was done. What a redirect led to says nothing of what was sent.
    /// False where the browser does not say.
    func isClearNo(to click: SentClick) async -> Bool {
        guard let address = click.address else { return false }
        let script = """
            const [page] = performance.getEntriesByType('navigation');
            return page && page.redirectCount === 0 && document.URL.split('#')[0] === arguments[0]
              ? page.responseStatus ?? 0 : 0;
            """
        do throws(WebDriverError) {
            let answer = try await session.execute(script, arguments: [.string(address)])
            guard let code = answer.integer else { return false }
            return (400..<500).contains(code) && ![407, 408, 425, 429, 499].contains(code)
        } catch { return false }
    }

    /// How many elements of a page may answer the dashboard's question, be it about something else than what is meant.
    /// A page that has more of them than the one before the click asks.
    func answers(on page: AccessiblePage, _ confirm: UIMap.Confirmation) throws -> Int {
        let answer = try named { try variables.fill(confirm.click) }
        return page.nodes.indices.count { place in
            let node = page.nodes[place]
            guard node.role == answer.role, page.isInside(place, answer.scopes) else { return false }
            return answer.name.fits(node.name) || confirm.click.name.fitsWhateverIsFilledIn(node.name)
        }
    }
}
