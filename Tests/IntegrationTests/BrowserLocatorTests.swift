import AutoSRECore
import Testing

@testable import AutoSREIntegrations

@Suite(.timeLimit(.minutes(1))) struct BrowserLocatorTests {
    @Test(arguments: [
        ("Rollback to v1.4.1", "Rollback to v1.4.1", true), ("Rollback to v1.4.1", "Rollback to v1.4.10", false),
        ("Rollback to v1.4.1", "rollback to v1.4.1", false), ("Replicas*", "Replicas (1 to 12)", true),
        ("*Checkout", "Roll back Checkout", true), ("*Checkout*", "Roll back Checkout?", true),
        ("*", "anything", true), ("*", "", true), ("Scale", "Scale up", false), ("a*b", "a-b", false),
    ])
    func names(_ pattern: String, _ name: String, _ fits: Bool) {
        #expect(NamePattern(pattern).fits(name) == fits)
    }

    @Test func locatorsAreRead() throws {
        let plain = try #require(Locator(#"button "Demo login""#))
        #expect(plain.role == "button" && plain.name.core == "Demo login" && plain.scopes.isEmpty)
        let inside = try #require(Locator(#"cell "running" in row "{version}""#))
        #expect(inside.scopes.first?.role == "row" && inside.scopes.first?.name.core == "{version}")
    }

    @Test(arguments: [
        "", "button", "button Demo", #""Demo""#, #"the button "x""#, #"button "x" in"#, #"button "x" of row "y""#,
        #"button "x" in row "y" z"#, #"#id "x""#, #"button "x" in the row "y""#,
    ])
    func otherTextsAreNone(_ text: String) { #expect(Locator(text) == nil) }

    /// A service may be called what it likes: it is text, never a star and never a variable.
    @Test func valuesAreText() throws {
        let action = Action(
            kind: .rollback, target: Target(kind: .service, name: "shop/a*"), before: nil, after: .version("{id}"),
            reason: "")
        let variables = MapVariables(action, serviceName: "*")
        let locator = try variables.fill(try #require(Locator(#"link "{service}""#)))
        #expect(locator.name.fits("*") && !locator.name.fits("anything"))
        #expect(try variables.fill("Rollback to {version}") == "Rollback to {id}")
        #expect(try variables.fill("/s/{id}", encode: DashboardClient.segment) == "/s/shop%2Fa%2A")
        #expect(throws: MapVariables.Missing.self) { try variables.fill("{version_before}") }
        #expect(variables.known([try #require(Locator(#"text "{version_before}""#))]).isEmpty)
    }

    @Test func scopesAreWhatIsAround() throws {
        let page = AccessiblePage(
            url: "http://x",
            nodes: [
                AccessibleNode(role: "row", name: ""),
                AccessibleNode(role: "rowheader", name: "v2", parent: 0),
                AccessibleNode(role: "cell", name: "running", parent: 0),
                AccessibleNode(role: "row", name: ""),
                AccessibleNode(role: "rowheader", name: "v1", parent: 3),
                AccessibleNode(role: "cell", name: "superseded", parent: 3),
                AccessibleNode(role: "definition", name: "Running version"),
                AccessibleNode(role: "generic", name: "", parent: 6),
                AccessibleNode(role: "text", name: "v2", parent: 7),
            ])
        func count(_ text: String) throws -> Int { page.matches(try #require(Locator(text))).count }
        #expect(try count(#"cell "running" in row "v2""#) == 1)
        #expect(try count(#"cell "running" in row "v1""#) == 0)
        #expect(try count(#"text "v2" in definition "Running version""#) == 1)
        #expect(try count(#"text "v1" in definition "Running version""#) == 0)
    }

    @Test(arguments: [
        ("http://localhost:3000/x", "http://localhost:3000", true), ("http://a/", "http://A:80/y?z", true),
        ("http://a/", "https://a/", false), ("http://a:1/", "http://a:2/", false), ("http://a/", "http://a.b/", false),
        ("http://[::1]:80/", "http://[::1]/", true), ("http://u:p@a/", "http://a/", true),
        ("http://a@b/", "http://a/", false),
    ])
    func origins(_ one: String, _ other: String, _ isSame: Bool) throws {
        let origin = try #require(WebOrigin(one))
        #expect((origin == WebOrigin(other)) == isSame)
    }

    @Test(arguments: [
        "", "about:blank", "data:text/html,x", "file:///etc/passwd", "chrome-error://chromewebdata/", "http:",
    ])
    func otherAddressesHaveNone(_ url: String) { #expect(WebOrigin(url) == nil) }

    @Test(
        "The question about something else has the same words around what is filled in",
        arguments: [
            ("Confirm rollback to {version}", "Confirm rollback to v1", true), ("Yes", "Yes", false),
            ("Scale to {replicas} replica*", "Scale to 7 replicas", true), ("{version}", "v1", false),
            ("Confirm {version} of {service}", "Confirm v1 of x", true), ("Deploy {version} now", "Deploy v1", false),
        ])
    func wordsAroundVariables(_ pattern: String, _ name: String, _ fits: Bool) {
        #expect(NamePattern(pattern).fitsWhateverIsFilledIn(name) == fits)
    }
}
