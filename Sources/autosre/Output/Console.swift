import AutoSREEngine
import AutoSREPlatform

/// The terminal, or what stands in its place: data go to standard output, everything else to standard error. Writes at
/// once, also through a pipe; a closed output does no harm. The one place where text is made harmless.
struct Console: Sendable {
    /// Whether standard output shows colours.
    let colours: Bool
    /// Columns to wrap at; nil where nothing is to be wrapped.
    let width: Int?
    /// How times of day are shown.
    var times = Times.utc
    private let output: @Sendable (String) -> Void
    private let errors: @Sendable (String) -> Void
    /// Whether the reader is so far behind that a picture which the next one replaces is not worth adding.
    var isBehind: @Sendable () -> Bool = { false }

    /// Makes a console that writes through the two closures.
    init(
        colours: Bool, width: Int?, output: @escaping @Sendable (String) -> Void,
        errors: @escaping @Sendable (String) -> Void
    ) {
        (self.colours, self.width, self.output, self.errors) = (colours, width, output, errors)
    }

    /// The process's own streams, for what is said by work that goes on whether anybody reads or not.
    static func unhurried() -> Console {
        let queue = OutputQueue.standard
        var console = standard(output: { queue.write($0) }, errors: { queue.write($0, to: .error) })
        console.isBehind = { queue.isBehind }
        return console
    }

    /// The process's own streams, for what has to be read. Colours need a terminal, no `NO_COLOR`
    /// (https://no-color.org) and a `TERM` that has any.
    static func standard(
        output: @escaping @Sendable (String) -> Void = { _ = StandardStreams.write($0) },
        errors: @escaping @Sendable (String) -> Void = { _ = StandardStreams.write($0, to: .error) }
    ) -> Console {
        let environment = Environment.all()
        let isPlain = environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
        let isTerminal = StandardStreams.outputIsTerminal
        var console = Console(
            colours: isTerminal && !isPlain, width: StandardStreams.terminalWidth(), output: output, errors: errors)
        if isTerminal, environment["TZ"]?.isEmpty == false { console.times = .local }
        return console
    }

    /// Writes one line of data.
    func line(_ text: String = "") { output(text.printable + "\n") }

    /// Writes one line of a view.
    func line(_ line: Line) { output(line.render(colours: colours, width: width) + "\n") }

    /// Writes control sequences of a view, as they are; everything in them that others wrote has been cleaned.
    func raw(_ text: String) { if !text.isEmpty { output(text) } }

    /// The same console whose `log` goes another way.
    func logging(_ log: @escaping @Sendable (String) -> Void) -> Console {
        var console = Console(
            colours: colours, width: width, output: output,
            errors: { log($0.hasSuffix("\n") ? String($0.dropLast()) : $0) })
        (console.isBehind, console.times) = (isBehind, times)
        return console
    }

    /// Writes text that has lines of its own.
    func block(_ text: String) { output(text.printableLines + "\n") }

    /// Writes a whole document, which ends in a line break of its own.
    func document(_ text: String) { output(text.printableLines) }

    /// Writes one line of JSON. A JSON text may hold control characters above U+007E as they are; here they are
    /// escaped.
    func json(_ text: String) { output(Self.escaped(text) + "\n") }

    /// Tells the user something that is not data. It may quote a setting, a file or the command line, so it passes the
    /// redactor, here and nowhere else.
    func log(_ text: String) { errors(Redactor().safe(text, upTo: Self.longestLine).printable + "\n") }

    /// Bytes of such a line.
    private static let longestLine = 16 << 10

    /// Tells the user what went wrong.
    func complain(_ text: String) { log("autosre: \(text)") }

    private static func escaped(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: { (0x7F..<0xA0).contains($0.value) }) else { return json }
        var text = ""
        for scalar in json.unicodeScalars {
            if (0x7F..<0xA0).contains(scalar.value) {
                text += "\\u00" + String(scalar.value, radix: 16)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
