import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

/// The command-line tool: understands the words, does the one thing they ask for, and ends with its exit code.
@main
struct AutoSRE {
    /// The version of the program.
    static let version = "0.1.0"

    static func main() async {
        ProcessSignals.ignorePipe()
        ProcessSignals.ignoreFileSize()
        let code = await perform(Array(CommandLine.arguments.dropFirst()))
        code.unlessLost(StandardStreams.failure, .standard()).end()
    }

    /// Carries the words out and turns every error into one clear line and an exit code.
    private static func perform(_ words: [String]) async -> ExitCode {
        var console = Console.standard()
        do {
            switch try Request(words) {
            case .version: console.line("autosre \(version)")
            case .help(let text): console.block(text)
            case .command(let command):
                if type(of: command).specification.works { console = .unhurried() }
                return try await command.run(console)
            }
            return .success
        } catch let error as UsageError {
            console.complain("\(error)")
            return .usage
        } catch let error as ConfigurationError {
            console.complain("\(error)")
            return .usage
        } catch {
            console.complain(ErrorText.describe(error))
            return .failure
        }
    }
}
