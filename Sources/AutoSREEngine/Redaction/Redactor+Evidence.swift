public import AutoSRECore

extension Redactor {
    /// Longest line that is kept, in bytes: more is not evidence but an attack or an accident.
    static let longestLine = 16 << 10
    /// The same for names, versions and the like.
    static let longestName = 1 << 10

    /// Evidence of what a source read: without its secrets, for what a file, a dashboard or a log says is somebody
    /// else's text. Nothing else is kept, and its id is the digest of what is.
    /// - Throws: `RedactionError.tooLarge` where an alert's payload is; anything else too long is cut.
    public func mint(_ raw: RawEvidence) throws -> MintedEvidence {
        var names = EvidenceTexts(redactor: self)
        let (origin, entity) = (raw.provenance, raw.entity.cleaned(by: &names))
        let provenance = Provenance(
            safe(origin.source, upTo: Self.longestName), query: origin.query.map { safe($0, upTo: Self.longestName) },
            window: origin.window, readAt: origin.readAt, isSimulated: origin.isSimulated)
        return try MintedEvidence(
            safe: RawEvidence(
                redact(raw.body),
                about: entity,
                from: provenance, summary: safe(raw.summary, upTo: Self.longestName), completeness: raw.completeness))
    }

    /// The body without its secrets.
    /// - Throws: as above.
    public func redact(_ body: EvidenceBody) throws -> EvidenceBody {
        var texts = EvidenceTexts(redactor: self)
        return try body.cleaned(by: &texts)
    }

    /// The incident with its payload redacted.
    /// - Throws: `RedactionError.tooLarge`.
    func redact(_ incident: Incident) throws -> Incident {
        var texts = EvidenceTexts(redactor: self)
        return try incident.cleaned(by: &texts)
    }

    /// The reading with its words and its parts' names redacted, for they are the signal's own.
    func redact(_ reading: HealthReading) -> HealthReading {
        var texts = EvidenceTexts(redactor: self)
        return reading.cleaned(by: &texts)
    }

    /// A redacted text of at most so many bytes; one that cannot be made safe is not kept. Redacted first and cut
    /// afterwards, so that no half of a secret stays that would not be recognised any more.
    public func safe(_ text: String, upTo bytes: Int) -> String {
        do { return Self.cut(try redact(Self.atBlank(text, near: bytes + Self.margin)), to: bytes) } catch {
            return "[not kept: it could not be redacted]"
        }
    }

    /// How much more than it keeps is read of a long text, in bytes: longer than any token.
    private static let margin = 4 << 10

    /// A text that is much too long for its beginning, up to where a word ends.
    private static func atBlank(_ text: String, near bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        let head = text.utf8.prefix(bytes)
        let words = head.lastIndex { $0 <= 32 }.map { head[..<$0] } ?? head
        return String(decoding: words, as: UTF8.self) + " …"
    }

    private static func cut(_ text: String, to bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var head = Array(text.utf8.prefix(bytes))
        // Not inside a marker, and not inside a character.
        let longest = Kind.allCases.map(\.marker.utf8.count).max() ?? 0
        let tail = max(0, head.count - longest)
        if let open = head[tail...].lastIndex(of: UInt8(ascii: "[")), !head[open...].contains(UInt8(ascii: "]")) {
            head.removeLast(head.count - open)
        }
        while let last = head.last, last & 0xC0 == 0x80 { head.removeLast() }
        if let last = head.last, last >= 0xC0 { head.removeLast() }
        return String(decoding: head, as: UTF8.self) + "…"
    }
}

/// The redactor at work on one piece of evidence.
private struct EvidenceTexts: TextCleaner {
    let redactor: Redactor
    /// Names come again and again: each is looked at once.
    private var known: [String: String] = [:]
    private var keys = KeyLines()

    init(redactor: Redactor) { self.redactor = redactor }

    mutating func name(_ text: String) -> String {
        if let seen = known[text] { return seen }
        let clean = redactor.safe(text, upTo: Redactor.longestName)
        if known.count < 1000 { known[text] = clean }
        return clean
    }

    mutating func value(_ text: String, of label: String) -> String {
        text.isEmpty || !SecretName.names(secret: label) ? name(text) : Redactor.marker
    }

    /// Nearly all lines stay as they are: those are looked at in their buffer, and none of them is ever a text.
    mutating func lines(_ texts: TextColumn, of writer: (Int) -> String) throws -> TextColumn {
        var clean: TextColumn?
        try texts.bytes.withUnsafeBufferPointer { all in
            for row in 0..<texts.count {
                if row % 64 == 0 { try Task.checkCancellation() }
                let bytes = UnsafeBufferPointer(rebasing: all[texts.range(of: row)])
                if !keys.isOpen, redactor.isClean(bytes, upTo: Redactor.longestLine) {
                    clean?.append(UnsafeRawBufferPointer(bytes))
                    continue
                }
                let text = String(decoding: bytes, as: UTF8.self)
                let safe = keys.redact(redactor.safe(text, upTo: Redactor.longestLine), of: writer(row), as: text)
                if clean == nil, safe.utf8.elementsEqual(bytes) { continue }
                clean = clean ?? texts.picking(0..<row)
                clean?.append(safe)
            }
        }
        return clean ?? texts
    }

    mutating func payload(_ value: JSONValue) throws -> JSONValue { try redactor.redact(value) }
}
