import Testing

@testable import AutoSREIntegrations

/// What shows that an element is the one that is meant: all of it is watched until the click.
@Suite struct BrowserWitnessTests {
    private func words(_ locator: String, on page: AccessiblePage) throws -> [String] {
        let locator = try #require(Locator(locator))
        return page.places(of: locator).flatMap { place in
            page.witnesses(of: place, locator).map { "\(page.nodes[$0].role) \(page.nodes[$0].name)" }
        }
    }

    @Test func aRowIsKnownByItsCell() throws {
        let fleet = page([
            (0, "RootWebArea", ""), (1, "table", "Fleet"), (2, "row", ""), (3, "columnheader", "App"),
            (3, "columnheader", "Owner"), (3, "columnheader", "Do"), (2, "row", ""), (3, "cell", "checkout"),
            (3, "cell", "anna"), (3, "cell", ""), (4, "button", "Stop"), (2, "row", ""), (3, "cell", "billing"),
            (3, "cell", "ben"), (3, "cell", ""), (4, "button", "Stop"),
        ])
        let first = ["button Stop", "row ", "cell checkout", "table Fleet"]
        #expect(try words(#"button "Stop" in row "checkout" in table "Fleet""#, on: fleet) == first)
        let other = try words(#"button "Stop" in row "ben" by column "Owner""#, on: fleet)
        #expect(other == ["button Stop", "row ", "cell ben"])
    }

    @Test func aDialogByItselfAndADefinitionByItsTerm() throws {
        let asked = page([
            (0, "RootWebArea", ""), (1, "term", "Runs"), (1, "definition", "v1"), (1, "dialog", "Stop checkout?"),
            (2, "button", "Yes"),
        ])
        let answer = try words(#"button "Yes" in dialog "Stop checkout?""#, on: asked)
        #expect(answer == ["button Yes", "dialog Stop checkout?"])
        #expect(try words(#"text "v1" in definition "Runs""#, on: asked) == ["text v1", "definition ", "term Runs"])
    }

    @Test("A click that the page held back was not made")
    func heldBack() {
        let error = WebDriverError.heldBack("button 'Stop' is another element")
        #expect(error.isClickUnmade && error.isUnsent && error.code == nil)
        #expect(error.description.contains("changed under the mouse"))
    }
}
