/// What a claim asserts of the evidence, in a form that other code can evaluate again from the case's files alone.
/// Windows are half-open, [from, to), in unix seconds.
enum Predicate: Sendable, Equatable {
    struct Window: Sendable, Equatable {
        let from: Double
        let to: Double

        func contains(_ time: Double) -> Bool { time >= from && time < to }
    }

    /// An operation of a component.
    struct Operation: Sendable, Equatable {
        let component: String
        let name: String
    }

    /// An operation where it is called: by which other, and after which of that one's calls.
    struct Place: Sendable, Equatable {
        let operation: Operation
        let under: Operation?
        let following: Operation?
    }

    /// Requests that took a step, of those that came to it.
    struct Count: Sendable, Equatable {
        let with: Int
        let all: Int
    }

    /// The farther quartile of a series after stands at least `sigmas` robust sigmas above (below, if negative) the
    /// median before.
    case shift(entity: String, metric: String, before: Window, after: Window, sigmas: Double)
    /// The median time in which no child runs, of a component's operation, is at least `milliseconds` longer after than
    /// before; without spans before, it is at least that long.
    case work(component: String, operation: String, before: Window, after: Window, milliseconds: Double)
    /// The same for what a caller's operation waits beyond the callee's own span.
    case call(caller: String, callee: String, operation: String, before: Window, after: Window, milliseconds: Double)
    /// In requests, what follows in a component's log after `from`, when the first line was `context`'s; lines by the
    /// texts of templates.
    case logStep(
        component: String, context: String, from: String?, to: String, before: Count, after: Count, onset: Double)
    /// In requests whose first line is `context`'s, which component's first line comes after that of `from`.
    case visit(context: String, from: String, to: String, before: Count, after: Count, onset: Double)
    /// In requests, what an operation calls after `from`.
    case spanStep(at: Place, from: Operation?, to: Operation, before: Count, after: Count, onset: Double)
    /// Lines of a component that one of the templates fits, and in which a name stands as a word if one is given: at
    /// most `atMost` in one window, at least `atLeast` in the other.
    case lines(
        component: String, templates: [String], naming: String?, before: Window, after: Window, atMost: Int,
        atLeast: Int)
    /// Events of a component with a reason: at most `before` in one window, at least `after` in the other.
    case events(component: String, reason: String, before: Window, after: Window, atMost: Double, atLeast: Double)
    /// A change of a component happened at most `seconds` before `onset`, and at most `late` seconds after it.
    case change(id: String, component: String, onset: Double, seconds: Double, late: Double)
    /// Instances that changes of a component started stand at least `sigmas` robust sigmas from its other instances,
    /// in one metric and window; a new instance's first `settling` seconds are left out.
    case instances(
        change: String, component: String, metric: String, window: Window, settling: Double, sigmas: Double)
}

/// One sentence of the answer with what proves it.
public struct Claim: Sendable {
    /// For a person.
    public let statement: String
    let predicate: Predicate
    /// Files and parts of them that it rests on.
    public let evidence: [String]
}
