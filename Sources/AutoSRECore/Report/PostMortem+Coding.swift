extension PostMortem {
    /// Encodes every member, those without a value as null: a reader need not guess whether a key may be missing.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(run, forKey: .run)
        try container.encode(incidentID, forKey: .incidentID)
        try container.encode(service, forKey: .service)
        try container.encode(type, forKey: .type)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(reason, forKey: .reason)
        try container.encode(rootCause, forKey: .rootCause)
        try container.encode(actionTaken, forKey: .actionTaken)
        try container.encode(recoverySeconds, forKey: .recoverySeconds)
        try container.encode(prevention, forKey: .prevention)
        try container.encode(timeline, forKey: .timeline)
        try container.encode(confidence, forKey: .confidence)
        try container.encode(author, forKey: .author)
        try container.encode(reasoning, forKey: .reasoning)
        try container.encode(hypotheses, forKey: .hypotheses)
        try container.encode(evidence, forKey: .evidence)
        try container.encode(gaps, forKey: .gaps)
        try container.encode(receipts, forKey: .receipts)
        try container.encode(refusals, forKey: .refusals)
        try container.encode(notes, forKey: .notes)
        try container.encode(model, forKey: .model)
    }
}
