import AutoSRECore
import AutoSREPlatform
import Synchronization

/// Somebody else's console without an API that draws itself late by a script and asks in a modal dialog.
final class DialogConsole: MadeUpConsole {
    let server: HTTPServer
    let state: ConsoleState

    init(_ manners: ConsoleState.Manners = .obeys) throws {
        let state = ConsoleState(manners)
        self.state = state
        server = try HTTPServer(host: "127.0.0.1", port: 0) { Self.answer($0, state) }
    }

    static func map() throws -> String {
        """
        login:
          - open: /
          - fill: textbox "Name"
            with: robot
          - fill: textbox "Password"
            with: "${CONSOLE_PASSWORD}"
          - click: button "Log in"
          - expect: heading "Services"
        read:
          - open: /services/{id}
          - expect: heading "{service}"
          - state:
              version: 'text "Running: {value}" in region "Now"'
              status: status "Health"
          - history:
              version: Build
              at: When
              status: Result
        actions:
          rollback:
            - open: /services/{id}
            - expect: 'text "Running: {version_before}" in region "Now"'
            - act: button "Deploy" in row "{version}"
              confirm:
                expect:
                  - text "Deploy {version}?" in dialog "Please confirm"
                click: button "Deploy now" in dialog "Please confirm"
        """
    }

    private static func answer(_ request: ServerRequest, _ state: ConsoleState) -> ServerResponse {
        switch (request.method, request.path) {
        case (_, "/healthz"): return state.health()
        case ("POST", "/session"): return state.logIn(request, to: "/services")
        default: break
        }
        guard state.isLoggedIn(request), !(request.method == "POST" && state.expires(at: .question)) else {
            return .page(login)
        }
        switch (request.method, request.path) {
        case ("GET", "/services"): return .page("<h1>Services</h1><a href=/services/checkout>checkout</a>")
        case ("GET", "/services/checkout"): return .page(service(state))
        case ("POST", "/deploy"):
            state.activate(request.field("v"))
            return .moved("/services/checkout")
        default: return .page("<h1>Nothing here</h1>", status: 404)
        }
    }

    private static let login = """
        <title>Ops</title><h1>Welcome</h1><form method=post action=/session><label>Name <input name=u></label>
        <label>Password <input type=password name=p></label><button>Log in</button></form>
        """

    /// Drawn by a script after the page has loaded.
    private static func service(_ state: ConsoleState) -> String {
        let rows = state.releases.map { release in
            """
            <tr><th scope=row>\(release.version)<td>\(release.at)<td>\(release.status)<td>
            <button onclick="ask('\(release.version)')">Deploy</button></tr>
            """
        }
        let body = """
            <h1>checkout</h1><section aria-label="Now"><p>Running: \(state.shown)</p>
            <p role=status aria-label="Health">\(state.word)</p></section>
            <table><tr><th>Build<th>When<th>Result<th>Actions</tr>\(rows.joined())</table>
            <dialog aria-label="Please confirm"><p>Deploy <b></b>?</p><form method=post action=/deploy>
            <input type=hidden name=v><button>Deploy now</button></form></dialog>
            """
        return """
            <title>Ops</title><div id=app></div><template id=page>\(body)</template><script>
            setTimeout(() => document.querySelector('#app').append(document.querySelector('#page').content), 150);
            function ask(version) {
              const dialog = document.querySelector('dialog');
              dialog.querySelector('p').textContent = 'Deploy ' + version + '?';
              dialog.querySelector('input').value = version;
              dialog.showModal();
            }
            </script>
            """
    }
}
