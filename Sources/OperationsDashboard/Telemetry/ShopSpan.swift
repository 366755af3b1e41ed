import AutoSRECore

/// One step of one request, as tracing has it.
struct ShopSpan {
    let trace: String
    let id: String
    /// The step that waited for this one; `nil` for the request itself.
    let parent: String?
    /// Who worked: the gateway, the service, its pool, its database, its runtime, or a provider outside.
    let component: String
    let operation: String
    let start: Instant
    /// In milliseconds.
    let duration: Double
    let failed: Bool
    /// Which instance worked, where one of the service did.
    var instance: Instance?
}

extension JSONText {
    static func spans(_ spans: [ShopSpan], of service: String) -> [UInt8] {
        var json = JSONText(capacity: 64 + spans.count * 260)
        json.raw("{\"service\":")
        json.string(service)
        json.raw(",\"spans\":")
        json.array(spans) { json, span in json.span(span) }
        json.raw("}")
        return json.bytes
    }

    private mutating func span(_ span: ShopSpan) {
        raw("{\"trace_id\":")
        string(span.trace)
        raw(",\"span_id\":")
        string(span.id)
        raw(",\"parent_id\":")
        if let parent = span.parent { string(parent) } else { raw("null") }
        raw(",\"component\":")
        string(span.component)
        raw(",\"operation\":")
        string(span.operation)
        raw(",\"start_time\":")
        string(span.start.description)
        raw(",\"duration_ms\":")
        number((span.duration * 10).rounded() / 10)
        raw(",\"status\":")
        string(span.failed ? "error" : "ok")
        if let instance = span.instance {
            raw(",\"instance\":")
            string(instance.id)
            raw(",\"version\":")
            string(instance.version)
        }
        raw("}")
    }
}
