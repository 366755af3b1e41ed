import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// A target is a thing in a system: its namesake elsewhere is another.
@Suite(.timeLimit(.minutes(1))) struct TargetTests {
    private let shop = Target(kind: .service, name: "checkout", place: "http://a")

    @Test func namesakesAreTwo() throws {
        let other = shop.located(at: "http://b")
        #expect(shop != other && shop.identity != other.identity && shop.isNamesake(of: other))
        #expect(shop == Target(kind: .service, name: "Checkout", place: "http://a"))
        #expect(shop != Target(kind: .service, name: "checkout"))
        #expect(shop.description == "service/checkout", "people read it beside the system's name")
        let back = try JSON.decode(Target.self, from: JSON.encode(shop))
        #expect(back == shop && back.place == "http://a")
        let older = try JSON.decode(Target.self, from: Array(#"{"kind":"service","name":"checkout"}"#.utf8))
        #expect(older == Target(kind: .service, name: "checkout") && older.place == nil)
    }

    @Test("A text can never be two targets")
    func identitiesAreApart() {
        let (one, two) = (Target(kind: .service, name: "a/b"), Target(kind: .service, name: "a", place: "b"))
        #expect(one.identity != two.identity)
    }

    @Test func aPlanIsForItsPlace() throws {
        let action = Action(
            kind: .rollback, target: Target(kind: .service, name: "checkout"), before: nil, after: .version("1"),
            reason: "r")
        let key = HypothesisKey(category: "c", service: "checkout", version: nil, recommendation: .rollback)
        let plan = try #require(Plan(actions: [action], hypothesis: key, expectation: "well"))
        let here = plan.located(at: "http://a")
        #expect(here.targets == [shop] && here.digest != plan.digest && here.expectation == plan.expectation)
        #expect(here.located(at: "http://b").digest != here.digest)
    }
}
