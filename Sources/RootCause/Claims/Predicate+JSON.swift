extension Predicate {
    /// As it stands in the answer.
    var json: JSON {
        switch self {
        case .shift(let entity, let metric, let before, let after, let sigmas):
            Self.object(
                "shift", [("entity", .string(entity)), ("metric", .string(metric))], before, after,
                [("sigmas", .number(sigmas))])
        case .work(let component, let operation, let before, let after, let milliseconds):
            Self.object(
                "work", [("component", .string(component)), ("operation", .string(operation))], before, after,
                [("milliseconds", .number(milliseconds))])
        case .call(let caller, let callee, let operation, let before, let after, let milliseconds):
            Self.object(
                "call",
                [("caller", .string(caller)), ("callee", .string(callee)), ("operation", .string(operation))], before,
                after, [("milliseconds", .number(milliseconds))])
        case .logStep(let component, let context, let from, let to, let before, let after, let onset):
            .object([
                ("type", .string("log_step")), ("component", .string(component)), ("context", .string(context)),
                ("from", from.map { .string($0) } ?? .null), ("to", .string(to)), ("before", before.json),
                ("after", after.json), ("onset", .number(onset)),
            ])
        case .visit(let context, let from, let to, let before, let after, let onset):
            .object([
                ("type", .string("visit")), ("context", .string(context)), ("from", .string(from)),
                ("to", .string(to)), ("before", before.json), ("after", after.json), ("onset", .number(onset)),
            ])
        case .spanStep(let place, let from, let to, let before, let after, let onset):
            .object([
                ("type", .string("span_step")), ("operation", place.operation.json),
                ("under", place.under?.json ?? .null), ("following", place.following?.json ?? .null),
                ("from", from?.json ?? .null), ("to", to.json), ("before", before.json), ("after", after.json),
                ("onset", .number(onset)),
            ])
        case .lines(let component, let templates, let naming, let before, let after, let atMost, let atLeast):
            Self.object(
                "lines",
                [
                    ("component", .string(component)), ("templates", .array(templates.map { .string($0) })),
                    ("naming", naming.map { .string($0) } ?? .null),
                ], before, after,
                [("at_most", .number(Double(atMost))), ("at_least", .number(Double(atLeast)))])
        case .events(let component, let reason, let before, let after, let atMost, let atLeast):
            Self.object(
                "events", [("component", .string(component)), ("reason", .string(reason))], before, after,
                [("at_most", .number(atMost)), ("at_least", .number(atLeast))])
        case .change(let id, let component, let onset, let seconds, let late):
            .object([
                ("type", .string("change")), ("id", .string(id)), ("component", .string(component)),
                ("onset", .number(onset)), ("seconds", .number(seconds)), ("late", .number(late)),
            ])
        case .instances(let change, let component, let metric, let window, let settling, let sigmas):
            .object([
                ("type", .string("instances")), ("change", .string(change)), ("component", .string(component)),
                ("metric", .string(metric)), ("window", window.json), ("settling", .number(settling)),
                ("sigmas", .number(sigmas)),
            ])
        }
    }

    private static func object(
        _ type: String, _ subject: [(key: String, value: JSON)], _ before: Window, _ after: Window,
        _ rest: [(key: String, value: JSON)]
    ) -> JSON {
        .object([("type", .string(type))] + subject + [("before", before.json), ("after", after.json)] + rest)
    }

    /// Reads a predicate; nil for one that is not known or not complete.
    init?(_ json: JSON) {
        func text(_ key: String) -> String? { json[key]?.string }
        func number(_ key: String) -> Double? { json[key]?.number.flatMap { $0.isFinite ? $0 : nil } }
        let component = text("component")
        let windows = json["before"].flatMap(Window.init).flatMap { before in
            json["after"].flatMap(Window.init).map { (before: before, after: $0) }
        }
        switch (text("type"), windows) {
        case ("shift", let windows?):
            guard let entity = text("entity"), let metric = text("metric"), let sigmas = number("sigmas") else {
                return nil
            }
            self = .shift(entity: entity, metric: metric, before: windows.before, after: windows.after, sigmas: sigmas)
        case ("work", let windows?):
            guard let component, let operation = text("operation"), let time = number("milliseconds") else {
                return nil
            }
            self = .work(
                component: component, operation: operation, before: windows.before, after: windows.after,
                milliseconds: time)
        case ("call", let windows?):
            guard let caller = text("caller"), let callee = text("callee"), let operation = text("operation"),
                let time = number("milliseconds")
            else { return nil }
            self = .call(
                caller: caller, callee: callee, operation: operation, before: windows.before, after: windows.after,
                milliseconds: time)
        case ("lines", let windows?):
            guard let component, let most = number("at_most"), let least = number("at_least"), abs(most) < 1e15,
                abs(least) < 1e15
            else { return nil }
            self = .lines(
                component: component, templates: json["templates"]?.elements.compactMap(\.string) ?? [],
                naming: text("naming"), before: windows.before, after: windows.after, atMost: Int(most),
                atLeast: Int(least))
        case ("events", let windows?):
            guard let component, let reason = text("reason"), let most = number("at_most"),
                let least = number("at_least")
            else { return nil }
            self = .events(
                component: component, reason: reason, before: windows.before, after: windows.after, atMost: most,
                atLeast: least)
        case ("change", _):
            guard let component, let id = text("id"), let onset = number("onset"), let seconds = number("seconds"),
                let late = number("late")
            else { return nil }
            self = .change(id: id, component: component, onset: onset, seconds: seconds, late: late)
        case ("instances", _):
            guard let component, let change = text("change"), let metric = text("metric"),
                let window = json["window"].flatMap(Window.init), let sigmas = number("sigmas"),
                let settling = number("settling")
            else { return nil }
            self = .instances(
                change: change, component: component, metric: metric, window: window, settling: settling,
                sigmas: sigmas)
        case ("log_step", _), ("span_step", _), ("visit", _):
            self.init(step: json)
        default:
            return nil
        }
    }

    private init?(step json: JSON) {
        guard let before = json["before"].flatMap(Count.init), let after = json["after"].flatMap(Count.init),
            let onset = json["onset"]?.number
        else { return nil }
        if json["type"]?.string == "visit" {
            guard let context = json["context"]?.string, let from = json["from"]?.string, let to = json["to"]?.string
            else { return nil }
            self = .visit(context: context, from: from, to: to, before: before, after: after, onset: onset)
        } else if let component = json["component"]?.string, let context = json["context"]?.string,
            let to = json["to"]?.string
        {
            self = .logStep(
                component: component, context: context, from: json["from"]?.string, to: to, before: before,
                after: after, onset: onset)
        } else if let operation = json["operation"].flatMap(Operation.init), let to = json["to"].flatMap(Operation.init)
        {
            let place = Place(
                operation: operation, under: json["under"].flatMap(Operation.init),
                following: json["following"].flatMap(Operation.init))
            self = .spanStep(
                at: place, from: json["from"].flatMap(Operation.init), to: to, before: before, after: after,
                onset: onset)
        } else {
            return nil
        }
    }
}

extension Predicate.Operation {
    var json: JSON { .array([.string(component), .string(name)]) }

    init?(_ json: JSON) {
        let parts = json.elements.compactMap(\.string)
        guard parts.count == 2 else { return nil }
        self.init(component: parts[0], name: parts[1])
    }
}

extension Predicate.Window {
    var json: JSON { .array([.number(from), .number(to)]) }

    init?(_ json: JSON) {
        let ends = json.elements.compactMap(\.number)
        guard ends.count == 2 else { return nil }
        self.init(from: ends[0], to: ends[1])
    }
}

extension Predicate.Count {
    var json: JSON { .object([("with", .number(Double(with))), ("all", .number(Double(all)))]) }

    init?(_ json: JSON) {
        guard let with = json["with"]?.number, let all = json["all"]?.number, abs(with) < 1e15, abs(all) < 1e15 else {
            return nil
        }
        self.init(with: Int(with), all: Int(all))
    }
}
