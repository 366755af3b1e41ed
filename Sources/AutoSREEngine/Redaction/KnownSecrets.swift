import AutoSRECore

/// Configured secret values, found wherever they appear.
struct KnownSecrets: Sendable {
    /// Shorter values would take ordinary words with them.
    static let minimumBytes = 6

    /// Longest first, so that a secret which contains another goes as a whole.
    private let values: [[UInt8]]
    private let isFirstByte: [Bool]

    init(_ secrets: [String]) {
        var forms: Set<[UInt8]> = []
        for secret in secrets {
            let bytes = Self.trimmed(Array(secret.utf8))
            for form in [bytes, Self.jsonEscaped(bytes), PercentEncoding.encode(bytes)] where Self.isUsable(form) {
                forms.insert(form)
            }
        }
        values = forms.sorted { one, other in
            one.count == other.count ? one.lexicographicallyPrecedes(other) : one.count > other.count
        }
        var first = [Bool](repeating: false, count: 256)
        for value in values { first[Int(value[0])] = true }
        isFirstByte = first
    }

    /// Whether any value is in the text.
    func isFound(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !values.isEmpty else { return false }
        return bytes.indices.contains { isFirstByte[Int(bytes[$0])] && match(in: bytes, at: $0) != nil }
    }

    /// The text with every value replaced.
    func replacing(in text: String) -> String {
        guard !values.isEmpty else { return text }
        var copy = text
        return copy.withUTF8 { bytes in
            var output = RedactedText(bytes)
            var index = 0
            while index < bytes.count {
                if isFirstByte[Int(bytes[index])], let length = match(in: bytes, at: index) {
                    output.redact(index..<index + length)
                    index += length
                } else {
                    index += 1
                }
            }
            return output.text
        } ?? text
    }

    private func match(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        for value in values where value.count <= bytes.count - index {
            var offset = 0
            while offset < value.count, bytes[index + offset] == value[offset] { offset += 1 }
            if offset == value.count { return offset }
        }
        return nil
    }

    /// A value that is part of the marker would be found in its own replacement.
    private static func isUsable(_ value: [UInt8]) -> Bool {
        let text = String(decoding: value, as: UTF8.self)
        return value.count >= minimumBytes && !Redactor.Kind.allCases.contains { $0.marker.contains(text) }
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        var slice = bytes[...]
        while let first = slice.first, first <= 32 { slice.removeFirst() }
        while let last = slice.last, last <= 32 { slice.removeLast() }
        return Array(slice)
    }

    /// As the value stands between the quotes of JSON.
    private static func jsonEscaped(_ bytes: [UInt8]) -> [UInt8] {
        guard let json = try? JSON.encode(String(decoding: bytes, as: UTF8.self)) else { return bytes }
        return Array(json.dropFirst().dropLast())
    }
}

/// A text as it is copied with parts replaced; nothing is copied while nothing is.
struct RedactedText {
    private let source: UnsafeBufferPointer<UInt8>
    private var output: [UInt8] = []
    private var copied = 0
    private var hasChanged = false

    init(_ source: UnsafeBufferPointer<UInt8>) { self.source = source }

    mutating func redact(_ range: Range<Int>, as kind: Redactor.Kind = .secret) {
        hasChanged = true
        output += source[copied..<range.lowerBound]
        output += Array(kind.marker.utf8)
        copied = range.upperBound
    }

    /// Nil where nothing was replaced.
    var text: String? {
        guard hasChanged else { return nil }
        return String(decoding: output + source[copied...], as: UTF8.self)
    }
}
