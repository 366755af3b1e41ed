import AutoSRECore
import AutoSREPlatform

/// What a browser and its driver say they are. A driver takes only the browser of its own major version.
public struct BrowserVersions: Sendable, Hashable {
    /// The browser's words: `Chromium 156.0.7000.1 built on Debian`.
    public let browser: String
    /// The driver's words, without what it was built from: `ChromeDriver 156.0.7000.1`.
    public let driver: String

    /// Notes what the two said.
    public init(browser: String, driver: String) {
        self.browser = Self.brief(browser)
        self.driver = Self.brief(driver)
    }

    /// Why the two do not work together, in words; nil where nothing is known against it.
    public var objection: String? {
        guard let browserMajor = Self.major(browser) else { return "the browser does not say its version: \(browser)" }
        guard let driverMajor = Self.major(driver) else { return "the driver does not say its version: \(driver)" }
        guard browserMajor != driverMajor else { return nil }
        return "\(browser) and \(driver) do not fit: a driver takes only browsers of its own major version"
    }

    /// Asks both programs.
    /// - Parameter seconds: that each may take.
    /// - Returns: nil where `settings` mean somebody else's WebDriver.
    public static func ask(_ settings: BrowserSettings, within seconds: Double) async -> BrowserVersions? {
        guard case .own(let driver, let browser) = settings.driver else { return nil }
        let environment = settings.environment
        async let browserWords = words(of: browser, environment, seconds)
        async let driverWords = words(of: driver, environment, seconds)
        return BrowserVersions(browser: await browserWords, driver: await driverWords)
    }

    private static func words(of program: String, _ environment: [String: String], _ seconds: Double) async -> String {
        do {
            let output = try await Programs.output(
                of: program, ["--version"],
                environment: { BrowserSettings.variables(environment, folder: $0) }, within: seconds)
            let lines = (output ?? "no answer to --version").split(whereSeparator: \.isNewline)
            // A line without a number is a warning of the system's.
            return (lines.first { major(String($0)) != nil } ?? lines.first).map(String.init) ?? "it said nothing"
        } catch { return "\(error)" }
    }

    /// One bounded line, up to the bracket in which drivers say what they were built from.
    private static func brief(_ words: String) -> String {
        let line = PlainText.oneLine(String(words.prefix { $0 != "(" }))
        return PlainText.cut(line.hasSuffix(" ") ? String(line.dropLast()) : line, to: 100)
    }

    /// The number before the first dot of the first word that begins with a digit.
    private static func major(_ words: String) -> Int? {
        let version = words.split(separator: " ").first { $0.first?.isNumber == true && $0.contains(".") }
        return version?.split(separator: ".").first.flatMap { Int($0) }
    }
}
