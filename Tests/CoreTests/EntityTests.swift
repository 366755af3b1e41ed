import AutoSRECore
import Testing

/// What evidence is about.
@Suite(.timeLimit(.minutes(1))) struct EntityTests {
    private let deployment = Entity(
        EntityKind(rawValue: "deployment"), "checkout", in: ["kubernetes", "prod", "shop"])

    @Test func itsTextIsForPeople() {
        #expect("\(deployment)" == "kubernetes:prod/shop/deployment/checkout")
        #expect("\(Entity.service("cart"))" == "service/cart")
        #expect("\(Entity(.function, "fn", in: ["aws"]))" == "aws:function/fn")
    }

    @Test func itIsTheSameByKindScopeAndName() {
        #expect(
            deployment == Entity(EntityKind(rawValue: "Deployment"), "Checkout", in: ["kubernetes", "PROD", "shop"]))
        let others = [
            Entity(deployment.kind, "cart", in: deployment.scope), Entity(.service, "checkout", in: deployment.scope),
            Entity(deployment.kind, "checkout", in: ["kubernetes", "prod"]), Entity(deployment.kind, "checkout"),
            // The same text, and not the same thing.
            Entity(deployment.kind, "checkout", in: ["kubernetes", "prod/shop"]),
        ]
        for other in others { #expect(deployment != other, "\(other)") }
        #expect(Set([deployment] + others).count == 1 + others.count)
    }

    @Test func jsonHasItWhole() throws {
        for entity in [deployment, .service("cart")] {
            #expect(try JSON.decode(Entity.self, from: try JSON.encode(entity)) == entity)
        }
        #expect(
            String(decoding: try JSON.encode(Entity.service("cart")), as: UTF8.self)
                == #"{"kind":"service","name":"cart"}"#)
    }
}
