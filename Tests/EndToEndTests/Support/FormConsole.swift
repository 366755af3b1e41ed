import AutoSRECore
import AutoSREPlatform

/// Somebody else's console without an API or a login that asks in a dialog with a list and a field, after a spinner.
/// Its values stand beside their labels, its times are words with a time for machines, and its links open windows.
final class FormConsole: MadeUpConsole {
    /// How its dialog is.
    enum Habit: String, CaseIterable, Sendable {
        /// As its map says.
        case asks
        /// The same, as the question that follows the click that counts.
        case isQuestion
        /// It is about another service.
        case isAnothers
        /// It forgets what was chosen as soon as something else is typed.
        case forgets
        /// There is a second dialog over it.
        case isCovered
        /// It has the times for people alone, and a number with another beside it.
        case isVague
    }

    let server: HTTPServer
    let state: ConsoleState

    init(_ habit: Habit) throws {
        let state = ConsoleState(.obeys)
        self.state = state
        server = try HTTPServer(host: "127.0.0.1", port: 0, syncHandler: { Self.answer($0, habit, state) })
    }

    static func map() throws -> String { map(of: .asks) }

    static func map(of habit: Habit) -> String {
        let asking = """
                - click: text "More"
                - click: button "Roll back…"
                - expect: heading "Roll back {service}"
                - fill: combobox "Target version"
                  with: "{version}"
                - fill: textbox "Name of the service"
                  with: "{service}"
                - act: button "Roll back" in dialog "Roll back {service}"
            """
        let question = """
                - click: text "More"
                - act: button "Roll back…"
                  confirm:
                    expect:
                      - heading "Roll back {service}"
                    fill:
                      - fill: combobox "Target version"
                        with: "{version}"
                      - fill: textbox "Name of the service"
                        with: "{service}"
                    click: button "Roll back" in dialog "Roll back {service}"
            """
        let replicas = habit == .isVague ? "\n      replicas: label \"Copies\" in article \"{service}\"" : ""
        return """
            read:
              - open: /
              - click: link "{service}"
              - expect: heading "{service}"
              - state:
                  version: label "Version" in article "{service}"
                  status: label "State" in article "{service}"\(replicas)
              - history: {version: Build, at: When, status: Result}
            actions:
              rollback:
                - open: /
                - click: link "{service}"
                - expect: heading "{service}"
            \(habit == .isQuestion ? question : asking)
            """
    }

    private static func answer(_ request: ServerRequest, _ habit: Habit, _ state: ConsoleState) -> ServerResponse {
        switch (request.method, request.path) {
        case (_, "/healthz"): return state.health()
        case ("GET", "/"):
            let links = ["billing", "checkout"].map { "<a target=_blank href=/\($0)>\($0)</a> " }
            return .page("<h1>Services</h1>" + links.joined())
        case ("GET", "/checkout"): return .page(service(habit, state))
        case ("GET", "/dialog"): return .page(dialog(habit, state))
        case ("POST", "/rollback"):
            state.activate(request.field("v"))
            return .moved("/checkout")
        default: return .page("<h1>Nothing here</h1>", status: 404)
        }
    }

    private static func service(_ habit: Habit, _ state: ConsoleState) -> String {
        let rows = state.releases.map { release in
            let exact = release.at.prefix(19).replacing(" ", with: "T") + "Z"
            let time = habit == .isVague ? "a while ago" : "<time datetime=\"\(exact)\">a while ago</time>"
            return "<tr><td>\(release.version)<td>\(time)<td>\(release.status)</tr>"
        }
        return """
            <title>Forms</title><h1>checkout</h1>
            <article aria-label="billing"><p>Version <strong>9.9.9</strong></p></article>
            <article aria-label="checkout"><p>Version <strong>\(state.shown)</strong></p>
            <div><span>State</span><span>\(state.word)</span></div><div><span>Copies</span><span>3 / 3</span></div></article>
            <table><tr><th>Build<th>When<th>Result</tr>\(rows.joined())</table>
            <div onclick="document.querySelector('#menu').hidden = false">More</div>
            <div id=menu hidden><button onclick="ask()">Roll back…</button></div><div id=place></div>
            <script>
            const place = document.querySelector('#place');
            async function ask() {
              place.innerHTML = '<div role=dialog aria-modal=true aria-busy=true>…</div>';
              await new Promise(done => setTimeout(done, 300));
              place.innerHTML = await (await fetch('/dialog')).text();
            }
            function typed(form) {
              form.querySelector('button').disabled = form.n.value !== 'checkout' || !form.v.value;
            }
            </script>
            """
    }

    private static func dialog(_ habit: Habit, _ state: ConsoleState) -> String {
        let name = habit == .isAnothers ? "billing" : "checkout"
        let options = state.releases.map { "<option>\($0.version)" }
        let forgetting = habit == .forgets ? "form.v.value = '2.7.9'; " : ""
        let cover = habit == .isCovered ? "<div role=alertdialog aria-label='Session ends'>Stay?</div>" : ""
        return """
            <div role=dialog aria-modal=true aria-labelledby=t><h2 id=t>Roll back \(name)</h2>
            <form method=post action=/rollback><label>Target version <select name=v onchange="typed(form)">
            <option value="">Choose…\(options.joined())</select></label>
            <label>Name of the service <input name=n oninput="\(forgetting)typed(form)"></label>
            <button disabled>Roll back</button></form></div>\(cover)
            """
    }
}
