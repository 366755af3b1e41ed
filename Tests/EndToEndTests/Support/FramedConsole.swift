import AutoSRECore
import AutoSREPlatform
import Synchronization

/// Somebody else's console without an API: a login, frames of tables, and a page that asks before it does anything.
/// Beside it only a health address.
final class FramedConsole: MadeUpConsole {
    let server: HTTPServer
    let state: ConsoleState

    init(_ manners: ConsoleState.Manners = .obeys, rows: Int = 1) throws {
        let state = ConsoleState(manners)
        self.state = state
        server = try HTTPServer(host: "127.0.0.1", port: 0) { Self.answer($0, state, rows: rows) }
    }

    /// The example of docs/browser.md.
    static func map() throws -> String { try Documents.example("ui-map.yaml", in: "browser.md") }

    private static func answer(_ request: ServerRequest, _ state: ConsoleState, rows: Int) -> ServerResponse {
        switch (request.method, request.path) {
        case (_, "/healthz"): return state.health()
        case (_, "/login"): return .page(login)
        case ("POST", "/session"): return state.logIn(request, to: "/")
        default: break
        }
        guard state.isLoggedIn(request) else { return .page(login) }
        switch (request.method, request.path) {
        case ("GET", "/"): return .page(frames)
        case ("GET", "/menu"): return .page(menu)
        case ("GET", "/fleet"): return .page(fleet(state, rows: rows))
        case ("GET", "/releases"): return .page(releases(state))
        case ("GET", "/app"): return .page(app(state))
        case ("POST", "/ask"): return state.expires(at: .question) ? .page(login) : .page(ask(request.field("v")))
        case ("POST", "/activate"):
            state.activate(request.field("v"))
            return .moved("/fleet")
        default: return .page("<h1>Nothing here</h1>", status: 404)
        }
    }

    private static let login = """
        <title>Console</title><h1>Please sign in</h1><form method=post action=/session target=_top>
        <label>User name <input name=u></label><label>Password <input type=password name=p></label>
        <button>Sign in</button></form>
        """
    private static let frames = """
        <title>Console</title><frameset cols="20%,80%"><frame title="Menu" src=/menu>
        <frame name=content title="Content" src=/fleet></frameset>
        """
    private static let menu = """
        <ul><li><a target=content href=/fleet>Fleet</a><li><a target=content href=/releases>Releases</a></ul>
        """

    private static func fleet(_ state: ConsoleState, rows: Int) -> String {
        let row = """
            <tr><th scope=row><a href=/app>Checkout</a><td>\(state.shown)<td>3<td>\(state.word)</tr>
            """
        let rows = String(repeating: row, count: rows)
        return """
            <h1>Fleet</h1><table><caption>Fleet</caption><tr><th>App<th>Version<th>Copies<th>State</tr>
            <tr><th scope=row><a href=/other>Payments</a><td>7.1.0<td>2<td>fine</tr>\(rows)</table>
            """
    }

    private static func releases(_ state: ConsoleState) -> String {
        let rows = state.releases.map { "<tr><td>Checkout<td>\($0.version)<td>\($0.at)<td>\($0.status)</tr>" }
        return """
            <h1>Releases</h1><table aria-label="Releases"><tr><th>App<th>Version<th>Rolled out<th>State</tr>
            <tr><td>Payments<td>7.1.0<td>\(state.time(ago: 300))<td>live</tr>\(rows.joined())</table>
            """
    }

    private static func app(_ state: ConsoleState) -> String {
        """
        <h1>Checkout</h1><dl><dt>Runs<dd>\(state.shown)<dt>Owner<dd>team-cart</dl><form method=post action=/ask>
        <label>Version to run <input name=v></label><button>Activate</button></form>
        """
    }

    private static func ask(_ version: String) -> String {
        """
        <h1>Activate \(version) for Checkout?</h1><form method=post action=/activate>
        <input type=hidden name=v value="\(version)"><button>Yes, activate</button></form>
        """
    }
}
