import AutoSRECore
import AutoSREPlatform

/// Somebody else's console without an API or a login that uses its elements for another service, billing, when the
/// mouse comes to them or later. What it does for another is among its changes, by that one's name.
final class SwapConsole: MadeUpConsole {
    /// When it does so.
    enum Habit: String, CaseIterable, Sendable {
        /// Two rows change places when the mouse comes over the table, once.
        case rows
        /// They do all the time.
        case sorts
        /// The same drawer shows another service when the mouse comes to its button, and keeps it.
        case drawer
        /// The question is about another service when the mouse comes to the answer.
        case question
        /// The drawer shows another one only when the mouse is pressed.
        case press
        /// A row's button acts at once, and the row is another's when the mouse comes.
        case acts
        /// Its question is in a frame that the map does not know.
        case frames
        /// It asks a second time, which the map does not know.
        case twice
    }

    let server: HTTPServer
    let state: ConsoleState

    init(_ habit: Habit) throws {
        let state = ConsoleState(.obeys)
        self.state = state
        server = try HTTPServer(host: "127.0.0.1", port: 0, syncHandler: { Self.answer($0, habit, state) })
    }

    static func map() throws -> String { map(of: .rows) }

    static func map(of habit: Habit) -> String {
        let row = #"button "Previous version" in row "{service}" in table "Fleet""#
        let act: String =
            switch habit {
            case .rows, .sorts: "- act: \(row)"
            case .drawer, .press:
                "- expect: heading \"{service}\" in region \"Drawer\"\n"
                    + "    - act: button \"Previous version\" in region \"Drawer\""
            case .question, .acts, .frames, .twice:
                "- act: \(row)\n      confirm:\n        expect:\n"
                    + "          - heading \"Roll back {service} to {version}?\"\n        click: button \"Confirm\""
            }
        return """
            read:
              - open: /
              - state:
                  version: column "Version" in row "{service}" in table "Fleet"
              - open: /releases
              - history: {version: Build, at: When, status: Result}
            actions:
              rollback:
                - open: /
                - expect: cell "{version_before}" in row "{service}" in table "Fleet"
                \(act)
            """
    }

    private static func answer(_ request: ServerRequest, _ habit: Habit, _ state: ConsoleState) -> ServerResponse {
        switch (request.method, request.path) {
        case (_, "/healthz"): return state.health()
        case ("GET", "/"): return .page(page(habit, state))
        case ("GET", "/releases"):
            let rows = state.releases.map { "<tr><td>\($0.version)<td>\($0.at)<td>\($0.status)</tr>" }
            return .page("<h1>Releases</h1><table><tr><th>Build<th>When<th>Result</tr>\(rows.joined())</table>")
        case ("POST", "/act"):
            let service = request.field("svc")
            state.activate(service == "checkout" ? "2.8.0" : "\(service) 2.8.0")
            return .moved("/")
        default: return .page("<h1>Nothing here</h1>", status: 404)
        }
    }

    private static let form = """
        <form method=post action=/act><input type=hidden name=svc value=checkout><button>Previous version</button></form>
        """

    private static func page(_ habit: Habit, _ state: ConsoleState) -> String {
        let asks = ![Habit.rows, .sorts, .drawer, .press].contains(habit)
        let button = asks ? "<button onclick='ask(this)'>Previous version</button>" : form
        let cells = [Habit.drawer, .press].contains(habit) ? "" : button
        let drawer = cells.isEmpty ? "<section aria-label=Drawer><h2>checkout</h2>\(form)</section>" : ""
        let row = "<tr><td></td><td></td><td>\(cells)</td></tr>"
        return """
            <h1>Console</h1><table aria-label=Fleet><tr><th>App<th>Version<th>Do</tr>\(row)\(row)</table>\(drawer)
            <dialog aria-labelledby=t><h2 id=t>Roll back checkout to 2.8.0?</h2>\(form.replacing("Previous version", with: "Confirm"))
            </dialog><script>
            const data = [['checkout', '\(state.shown)'], ['billing', '5.1.0']], all = s => document.querySelectorAll(s);
            const draw = () => data.forEach((item, i) => {
              const row = all('tr')[i + 1], field = row.querySelector('[name=svc]');
              [row.cells[0].textContent, row.cells[1].textContent] = item;
              if (field) field.value = item[0];
            });
            const swap = () => { data.reverse(); draw(); };
            const turn = (box, words) => {
              box.querySelector('h2').textContent = words;
              box.querySelector('[name=svc]').value = 'billing';
            };
            const ask = button => {
              if ('\(habit.rawValue)' === 'frames') {
                const frame = document.createElement('iframe');
                [frame.title, frame.srcdoc] = ['Question', document.querySelector('dialog').innerHTML];
                return document.body.append(frame);
              }
              if ('\(habit.rawValue)' !== 'acts') return document.querySelector('dialog').showModal();
              const svc = button.closest('tr').cells[0].textContent;
              fetch('/act', {method: 'POST', body: new URLSearchParams({svc})});
            };
            draw();
            const [table, drawer, answer] = ['table', 'section', 'dialog button'].map(s => document.querySelector(s));
            switch ('\(habit.rawValue)') {
              case 'rows': table.addEventListener('mouseover', swap, {once: true}); break;
              case 'sorts': setInterval(swap, 400); break;
              case 'drawer': drawer.addEventListener('mouseover', () => turn(drawer, 'billing')); break;
              case 'press': addEventListener('pointerdown', () => turn(drawer, 'billing'), true); break;
              case 'question':
                answer.addEventListener('mouseenter', () => turn(answer.closest('dialog'), 'Roll back billing to 2.8.0?'));
                break;
              case 'twice':
                answer.addEventListener('click', event => {
                  event.preventDefault();
                  answer.closest('dialog').querySelector('h2').textContent = 'Really?';
                });
                break;
              case 'acts':
                table.addEventListener('mouseover', () => { all('tr')[1].cells[0].textContent = 'billing'; }, {once: true});
            }
            </script>
            """
    }
}
