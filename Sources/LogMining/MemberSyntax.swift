/// Members as JSON and logfmt write them.
enum MemberSyntax {
    /// Whether a value follows on this gap: `name=`, or `"name":` in JSON, with or without the quote that opens it.
    static func isBeforeValue(_ gap: ArraySlice<UInt8>) -> Bool {
        guard let sign = gap.lastIndex(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\"") }) else {
            return false
        }
        if gap[sign] == UInt8(ascii: "=") { return true }
        return gap[sign] == UInt8(ascii: ":") && gap.first == UInt8(ascii: "\"") && sign > gap.startIndex
    }

    /// What loggers call the member that holds text for people.
    private static let messages = Set(
        "msg message log event error err body short_message full_message @m @mt text".split(separator: " ").map {
            Array($0.utf8)
        })

    /// Whether a member of this name holds text for people, which has a template of its own.
    static func isMessage(_ name: ArraySlice<UInt8>) -> Bool {
        name.count <= 13 && messages.contains(name.map(LogSeverity.lower))
    }
}
