import AutoSRECore

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

    /// Whether the page is itself a clear no of the dashboard's: loaded with a 4xx, and none of the codes that leave
    /// open whether it was done. False where the browser does not say.
    func isClearNo() async -> Bool {
        let script = "return performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0"
        do throws(WebDriverError) {
            guard let code = try await session.execute(script).integer else { return false }
            return (400..<500).contains(code) && ![407, 408, 425, 429, 499].contains(code)
        } catch { return false }
    }
}
