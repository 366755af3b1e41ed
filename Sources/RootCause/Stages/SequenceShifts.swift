/// What happens next within one request: how the ways through a component's code changed at the onset. A step is judged
/// given where it is taken, so a different mix of requests does not look like a fault.
struct SequenceShift: Sendable, Equatable {
    struct Step: Hashable, Sendable {
        /// The component whose step it is.
        let component: Int
        /// Where it is taken: the first line of the request in the component; or the operation whose children follow.
        let context: Int
        /// What happened before; -1 for the beginning.
        let from: Int
        /// What happens next; -1 for the end.
        let to: Int

        func hash(into hasher: inout Hasher) {
            hasher.combine(component &* 31 &+ context)
            hasher.combine(from &* 1_000_003 &+ to)
        }
    }

    let step: Step
    /// Requests with the step, of the requests that came to `from`.
    let before: Share
    let after: Share
    /// Nats: log-likelihood ratio (G/2) of the step's share; less where a way that was usual before replaced it.
    var surprise: Double

    /// Of a step through spans: where its operation is called, as words; -1 for none.
    struct Place: Sendable, Hashable {
        let operation: Int
        let under: Int
        let following: Int
    }

    var place: Place?

    struct Share: Sendable, Equatable {
        let with: Int
        let all: Int

        var value: Double { all > 0 ? Double(with) / Double(all) : 0 }
    }
}

/// The steps that requests take, each once per request, ready to be counted before and after any moment.
struct StepTable: Sendable {
    private static let any = -2
    private var steps: [SequenceShift.Step] = []
    /// Of each step the number of its condition: the same step to anywhere; its own for such a one.
    private var conditions: [Int32] = []
    private var numbers: [SequenceShift.Step: Int32] = [:]
    /// Request in which a step was seen last.
    private var seen: [Int32] = []
    private var request: Int32 = 0
    /// Unix seconds, and the end of each request's steps in `taken`.
    private var begins: [Double] = []
    private var ends: [Int] = []
    private var taken: [Int32] = []

    /// Adds a way taken by the current request.
    mutating func add(component: Int, context: Int, way: [Int]) {
        var from = -1
        for place in 0...way.count {
            let to = place < way.count ? way[place] : -1
            let condition = take(.init(component: component, context: context, from: from, to: Self.any), nil)
            _ = take(.init(component: component, context: context, from: from, to: to), condition)
            from = to
        }
    }

    private mutating func take(_ step: SequenceShift.Step, _ condition: Int32?) -> Int32 {
        let number = numbers[step] ?? Int32(truncatingIfNeeded: steps.count)
        if Int(number) == steps.count {
            numbers[step] = number
            steps.append(step)
            conditions.append(condition ?? number)
            seen.append(-1)
        }
        if seen[Int(number)] != request {
            seen[Int(number)] = request
            taken.append(number)
        }
        return number
    }

    /// Ends the current request, which began at `begin`, unix seconds.
    mutating func endRequest(begin: Double) {
        begins.append(begin)
        ends.append(taken.count)
        request += 1
    }

    /// The most nats of a normal step's loss to other ways that were normal before: that is how a different mix of
    /// requests looks, which can be as sure as one likes.
    static let mixMost = 3.0

    /// Requests that took each step in a window.
    private func count(_ window: Predicate.Window) -> [Int] {
        var counts = [Int](repeating: 0, count: steps.count)
        var start = 0
        for (begin, end) in zip(begins, ends) {
            if window.contains(begin) { for number in taken[start..<end] { counts[Int(number)] += 1 } }
            start = end
        }
        return counts
    }

    /// The bad news at a moment: failures that appear, and normal steps that vanish; the reverse is a recovery. A step
    /// is judged only where its condition was seen before and after.
    func blames(_ windows: Windows, isFailure: (Int) -> Bool) -> [SequenceShift] {
        let before = count(.init(from: -.infinity, to: windows.onset))
        let after = count(.init(from: windows.onset, to: .infinity))
        let late = count(.init(from: windows.late.from, to: .infinity))
        // By condition, what other ways gained, and how much of it breaks the way.
        var gained = [Double](repeating: 0, count: steps.count)
        var broken = gained
        var shifts: [(number: Int, shift: SequenceShift)] = []
        for number in steps.indices where steps[number].to != Self.any {
            let condition = Int(conditions[number])
            guard before[condition] > 0, after[condition] > 0 else { continue }
            let shift = SequenceShift(
                step: steps[number], before: .init(with: before[number], all: before[condition]),
                after: .init(with: after[number], all: after[condition]), surprise: 0)
            let gain = shift.after.value - shift.before.value
            if gain > 0 {
                gained[condition] += gain
                if shift.step.to < 0 || shift.before.with == 0 || isFailure(shift.step.to) { broken[condition] += gain }
            }
            if shift.step.to >= 0, (gain > 0) == isFailure(shift.step.to) { shifts.append((number, shift)) }
        }
        return shifts.map { number, shift in
            let condition = Int(conditions[number])
            var shift = shift
            let ratio = Likelihood.ratio(
                (shift.before.with, shift.after.with), of: (shift.before.all, shift.after.all))
            let lasting = Windows.lasting(
                before: shift.before.value, after: shift.after.value,
                late: late[condition] > 0 ? Double(late[number]) / Double(late[condition]) : nil)
            let isBreak = isFailure(shift.step.to) || gained[condition] == 0
            let weight = isBreak ? 1 : broken[condition] / gained[condition]
            shift.surprise = lasting * (weight * ratio + min(Self.mixMost, (1 - weight) * ratio))
            return shift
        }
    }
}
