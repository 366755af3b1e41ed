import AutoSRECore
import AutoSREPlatform

/// Somebody else's console without an API or a login: it takes every change, shows nothing of it, and has a bad habit.
final class HastyConsole: MadeUpConsole {
    /// The habit.
    enum Habit: String, CaseIterable, Sendable {
        /// Answers what it took by leading to a page that says 401.
        case signsOut
        /// Does it, and then asks by a dialog of the browser what to show.
        case asksAfterwards
        /// Does it at once, where its map says that it asks.
        case asksNothing
        /// Its field takes a part of the version.
        case cutsShort
        /// Its field is a list without the version.
        case lists
    }

    let server: HTTPServer
    let state: ConsoleState

    init(_ habit: Habit) throws {
        let state = ConsoleState(.loses)
        self.state = state
        server = try HTTPServer(host: "127.0.0.1", port: 0, syncHandler: { Self.answer($0, habit, state) })
    }

    static func map() throws -> String { map(of: .signsOut) }

    static func map(of habit: Habit) -> String {
        let fill: String =
            switch habit {
            case .cutsShort: "    - fill: textbox \"Build\"\n      with: \"{version}\"\n"
            case .lists: "    - fill: combobox \"Build\"\n      with: \"{version}\"\n"
            default: ""
            }
        let confirm = habit == .asksNothing ? "\n      confirm:\n        click: button \"Yes, deploy {version}\"" : ""
        return """
            read:
              - open: /
              - state:
                  version: definition "Running"
              - history: {version: Build, at: When, status: Result}
            actions:
              rollback:
                - open: /
            \(fill)    - act: button "Deploy"\(confirm)
            """
    }

    private static func answer(_ request: ServerRequest, _ habit: Habit, _ state: ConsoleState) -> ServerResponse {
        switch (request.method, request.path) {
        case (_, "/healthz"): return state.health()
        case ("GET", "/"): return .page(page(habit, state))
        case ("POST", "/deploy"):
            state.activate("2.8.0")
            return .moved(habit == .signsOut ? "/late" : "/")
        case ("GET", "/late"): return .page("<h1>Signed out</h1><p role=alert>Sign in again</p>", status: 401)
        default: return .page("<h1>Nothing here</h1>", status: 404)
        }
    }

    private static func page(_ habit: Habit, _ state: ConsoleState) -> String {
        let rows = state.releases.map { "<tr><td>\($0.version)<td>\($0.at)<td>\($0.status)</tr>" }
        let field: String =
            switch habit {
            case .cutsShort: "<label>Build <input maxlength=3></label>"
            case .lists: "<label>Build <select><option>2.8.1<option>2.7.9</select></label>"
            default: ""
            }
        let form =
            habit == .asksAfterwards
            ? """
            <button onclick="const r = new XMLHttpRequest(); r.open('POST', '/deploy', false); r.send();
              if (confirm('Started. Open the overview?')) location = '/'">Deploy</button>
            """ : "<form method=post action=/deploy>\(field)<button>Deploy</button></form>"
        return """
            <title>Hasty</title><h1>Services</h1><dl><dt>Running<dd>\(state.shown)</dl>\(form)
            <table><tr><th>Build<th>When<th>Result</tr>\(rows.joined())</table>
            """
    }
}
