import AutoSRECore
public import RootCause

extension CaseContents {
    /// The same for the evidence engine.
    /// - Parameter id: the case's name.
    public func evidence(id: String) -> CaseEvidence {
        var builder = CaseBuilder(
            id: id, incidentTime: Self.seconds(incident.detectedAt), windowEnd: Self.seconds(end),
            symptom: incident.service, isStillBad: isStillBad)
        let series = series
        builder.setAxis(series.moments.map { Double($0) / 1000 })
        for column in series.columns { builder.addSeries(of: column.entity, column.metric, column.values) }
        for line in lines {
            builder.addLine(at: Double(line.micros) / 1e6, of: line.component, trace: line.trace, line.message)
        }
        for span in spans {
            builder.addSpan(
                trace: span.trace, id: span.id, parent: span.parent ?? "", component: span.service,
                operation: span.operation, start: Int(span.start / 1000), duration: Int(span.duration / 1000))
        }
        for event in events {
            builder.addEvent(
                at: Self.seconds(event.at), of: event.component, instance: event.instance, event.reason, event.message,
                count: Double(event.count))
        }
        for one in changes {
            builder.addChange(
                one.id, of: one.component, at: Self.seconds(one.change.at), kind: one.change.kind.rawValue,
                from: one.from ?? "", to: one.change.to ?? "", started: one.started, stopped: one.change.removed)
        }
        for call in calls { builder.addCall(from: call.caller, to: call.callee) }
        return builder.made
    }

    private static func seconds(_ at: Instant) -> Double { Double(at.milliseconds) / 1000 }
}
