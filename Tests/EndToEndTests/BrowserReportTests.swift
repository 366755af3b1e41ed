import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

extension EndToEnd.Pages {
    /// What a run in a real browser leaves for people: one page with the pictures in it, looked at in a real browser.
    @Suite(.timeLimit(.minutes(3))) struct BrowserReportTests {
        /// The words in charts that begin or end outside of them.
        private static let cutWords = """
            return [...document.querySelectorAll('figure svg text')].filter(t => {
              const [word, chart] = [t.getBoundingClientRect(), t.closest('figure').getBoundingClientRect()];
              return word.left < chart.left - 0.5 || word.right > chart.right + 0.5;
            }).map(t => t.textContent);
            """

        /// Opens a file and looks at it at both widths.
        private func look(at path: String, as name: String, from place: String = "", _ tab: Tab) async throws {
            for (width, dark) in [(1280, false), (360, false), (1280, true)] {
                try await tab.look(width: width, dark: dark)
                try await tab.open("file://\(path)\(place)")
                let overflow = try await tab.overflow()
                #expect(overflow <= 0, "\(name) at \(width) px")
                let cut = try await tab.value(Self.cutWords)
                #expect(cut.array?.isEmpty == true, "\(name) at \(width) px: \(cut)")
                try await Pictures.keep(name, width, dark, tab)
            }
            let messages = try await tab.console()
            #expect(messages.isEmpty, "\(name): \(messages)")
            let loaded = try await tab.value("return performance.getEntriesByType('resource').map(e => e.name)")
            #expect(loaded.array?.allSatisfy { $0.string?.hasPrefix("data:") == true } == true, "\(loaded)")
        }

        /// The pictures that a page shows: the words beside each, and how wide it really is.
        private func pictures(_ tab: Tab) async throws -> [(caption: String, width: Double)] {
            let script = """
                return [...document.querySelectorAll('#screenshots figure')].map(f =>
                    [f.querySelector('figcaption').innerText, f.querySelector('img')?.naturalWidth ?? 0]);
                """
            return (try await tab.value(script).array ?? []).map { ($0[0].string ?? "", $0[1].number ?? 0) }
        }

        private func report(_ agent: Agent, _ run: Finished, _ form: String) async throws -> String {
            let id = try #require(try run.json().report?["incident_id"]?.string, "\(run.words)")
            let path = agent.scratch.path("report.\(form)")
            let written = try await agent.run("report", id, "--format", form, "--output", path)
            #expect(written.code == 0, "\(written.words)")
            return path
        }

        @Test func beforeAndAfterAreInTheReport() async throws {
            let shop = try await ShopProcess()
            let agent = try Agent.browsing(shop.url).agent.journaling()
            let run = try await agent.run("run", "--output", "json")
            let receipt = try #require(try run.json().events("acted").first?["payload"], "\(run.words)")
            let path = try await report(agent, run, "html")
            let text = try String(contentsOfFile: path, encoding: .utf8)
            for artifact in receipt["artifacts"]?.array ?? [] where artifact["media_type"] == "image/png" {
                let bytes = try Data(contentsOf: URL(filePath: artifact["path"]?.string ?? ""))
                #expect(text.contains("data:image/png;base64,\(bytes.base64EncodedString())"))
            }
            // Self-contained: the files are not needed any more.
            try FileManager.default.removeItem(atPath: agent.scratch.path("data"))
            let tab = try await Tab()
            try await look(at: path, as: "report", tab)
            let pictures = try await pictures(tab)
            let names = ["before the click", "confirmation", "after the click"]
            #expect(zip(pictures, names).allSatisfy { $0.caption.contains($1) && $0.width == 1280 }, "\(pictures)")
            #expect(pictures.count == names.count)
            let printed = try await tab.print()
            #expect(printed.starts(with: Array("%PDF-".utf8)) && printed.count > 50_000)
            await tab.close()
            try await shop.stop()
        }

        /// A refusal's picture is in the page and in the Markdown, with what differed.
        @Test func whatDifferedIsInTheReport() async throws {
            let shop = try await ShopProcess()
            let proxy = try Between(
                shop.url,
                after: { request, answer in
                    guard request.path == "/services/checkout/deployments" else { return answer }
                    return .page(answer.text.replacing(">v1.4.2</dd>", with: ">v1.4.3</dd>"))
                })
            let agent = try Agent.browsing(proxy.url, driver: "auto").agent.journaling()
            let run = try await agent.run("run", "--output", "json")
            #expect(run.code == 1, "\(run.words)")
            let tab = try await Tab()
            try await look(at: try await report(agent, run, "html"), as: "refusal", from: "#actions", tab)
            let pictures = try await pictures(tab)
            #expect(pictures.last?.width == 1280, "\(pictures)")
            #expect(pictures.last?.caption.contains("What differed:") == true, "\(pictures)")
            #expect(pictures.last?.caption.contains("Running version") == true, "\(pictures)")
            let markdown = try String(contentsOfFile: try await report(agent, run, "markdown"), encoding: .utf8)
            #expect(markdown.contains("- not carried out: the page"))
            let shown = try #require(markdown.firstMatch(of: /!\[refusal\]\(<(.*)>\)/), "\(markdown)")
            #expect(FileManager.default.fileExists(atPath: String(shown.1)))
            let told = try await agent.run("show", try run.json().report?["incident_id"]?.string ?? "")
            #expect(told.output.contains("picture of refusal"), "\(told.words)")
            await tab.close()
            proxy.stop()
            try await shop.stop()
        }

        /// Log lines that want to be a page stay lines, in a real browser too.
        @Test func hostileLinesAreInert() async throws {
            let shop = try await ShopProcess()
            let evil = "</pre></section><img src=x onerror=document.title=1><script>document.title=2</script>"
            let proxy = try Between(
                shop.url,
                after: { request, answer in
                    guard request.path.hasSuffix("/logs"), request.path.hasPrefix("/api/") else { return answer }
                    let text = answer.text.replacing("java.lang.OutOfMemoryError", with: "OutOfMemoryError \(evil)")
                    return ServerResponse(status: answer.status, headers: answer.headers, body: Array(text.utf8))
                })
            let agent = try Agent(acting: proxy.url).journaling()
            let run = try await agent.run("run", "--output", "json")
            let path = try await report(agent, run, "html")
            #expect(try String(contentsOfFile: path, encoding: .utf8).contains("onerror=document.title"))
            let tab = try await Tab()
            try await look(at: path, as: "hostile", tab)
            let seen = try await tab.value(
                "return [document.title, document.querySelectorAll('script,img').length, document.body.innerText]")
            #expect(seen[0].string?.hasPrefix("Post-mortem") == true && seen[1] == 0)
            #expect(seen[2].string?.contains("<img src=x onerror") == true, "the line is told as it is")
            await tab.close()
            proxy.stop()
            try await shop.stop()
        }
    }
}
