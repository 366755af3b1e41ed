import AutoSRECore
import AutoSREPlatform

/// Somebody else's console without an API that loads everything late: placeholders at first, and tabs by requests of a
/// script, where another service is shown before the one that is meant. Each of its services needs the other one.
final class TabbedConsole: MadeUpConsole {
    let server: HTTPServer
    let state: ConsoleState

    init(_ manners: ConsoleState.Manners = .obeys) throws {
        let state = ConsoleState(manners)
        self.state = state
        server = try HTTPServer(host: "127.0.0.1", port: 0, handler: { await Self.answer($0, state) })
    }

    /// A release of the service that nobody asks about.
    static let stranger = "stock-7"

    /// The login ends with the click, and nothing that a page shows is expected while reading: what is there has to be
    /// right.
    static func map() throws -> String {
        """
        names:
          checkout: Checkout
        login:
          - open: /
          - fill: textbox "Name"
            with: robot
          - fill: textbox "Password"
            with: "${CONSOLE_PASSWORD}"
          - click: button "Log in"
        read:
          - open: /
          - state:
              version: column "Release" in row "{service}" in table "Services"
          - click: button "{service}"
          - history:
              version: Version
              at: Since
              status: Result
        actions:
          rollback:
            - open: /
            - expect: cell "{version_before}" in row "{service}" in table "Services"
            - act: button "Restore {version}" in row "{service}" by column "Name" in table "Services"
        """
    }

    private static func answer(_ request: ServerRequest, _ state: ConsoleState) async -> ServerResponse {
        if request.path == "/healthz" { return state.health() }
        if request.path != "/" { try? await SystemClock.sleep(seconds: 0.3) }
        if request.method == "POST", request.path == "/session" { return state.logIn(request, to: "/") }
        guard state.isLoggedIn(request) else { return .page(login) }
        switch (request.method, request.path) {
        case ("GET", "/"): return .page(board(state))
        case ("GET", "/services"): return .page(services(state))
        case ("GET", "/history/lager"): return .page(lager(state))
        case ("GET", "/history/checkout"): return .page(checkout(state))
        case ("POST", "/restore"):
            // Whatever is done to the other service is no version that heals.
            state.activate(request.field("s") == "checkout" ? request.field("v") : Self.stranger)
            return .moved("/")
        default: return .page("<h1>Nothing here</h1>", status: 404)
        }
    }

    private static let login = """
        <title>Board</title><h1>Welcome</h1><form method=post action=/session><label>Name <input name=u></label>
        <label>Password <input type=password name=p></label><button>Log in</button></form>
        """

    private static func board(_ state: ConsoleState) -> String {
        """
        <title>Board</title><h1>Services</h1><table><caption>Services</caption>
        <thead><tr><th>Name<th>Release<th>Needs<th>Go</tr></thead>
        <tbody id=services><tr><td>Checkout<td>loading…<td>loading…<td>loading…</tr></tbody></table>
        <button onclick="show('lager')">Lager</button> <button onclick="show('checkout')">Checkout</button>
        <table><caption>History</caption><thead><tr><th>Version<th>Since<th>Result</tr></thead>
        <tbody id=history>\(lager(state))</tbody></table><script>
        function load(path, place) {
          fetch(path).then(answer => answer.text()).then(text => { document.getElementById(place).innerHTML = text; });
        }
        function show(name) { load('/history/' + name, 'history'); }
        load('/services', 'services');
        </script>
        """
    }

    private static func services(_ state: ConsoleState) -> String {
        func row(_ name: String, _ version: String, needs: String) -> String {
            """
            <tr><td>\(name)<td>\(version)<td>\(needs)<td><form method=post action=/restore>
            <input type=hidden name=s value=\(name.lowercased())><input type=hidden name=v value=2.8.0>
            <button>Restore 2.8.0</button></form></tr>
            """
        }
        return row("Lager", "2.8.1", needs: "Checkout") + row("Checkout", state.shown, needs: "Lager")
    }

    private static func lager(_ state: ConsoleState) -> String {
        "<tr><td>\(stranger)<td>\(state.time(ago: 300))<td>live</tr>"
            + "<tr><td>stock-6<td>\(state.time(ago: 800_000))<td>replaced</tr>"
    }

    private static func checkout(_ state: ConsoleState) -> String {
        state.releases.map { "<tr><td>\($0.version)<td>\($0.at)<td>\($0.status)</tr>" }.joined()
    }
}
