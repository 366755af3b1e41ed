import FoundationEssentials

/// The one place where values become JSON text and back: keys sorted and slashes unescaped, so that equal values give
/// equal bytes and a digest of them means something.
public enum JSON {
    /// The canonical JSON of `value`, on one line, or indented where `pretty`.
    public static func encode(_ value: some Encodable, pretty: Bool = false) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        return Array(try encoder.encode(value))
    }

    /// The canonical JSON of `value` as text.
    public static func text(_ value: some Encodable, pretty: Bool = false) throws -> String {
        String(decoding: try encode(value, pretty: pretty), as: UTF8.self)
    }

    /// Reads one value; throws `DecodingError` where the bytes are not JSON or not of the type's shape.
    public static func decode<T: Decodable>(_ type: T.Type, from bytes: some Collection<UInt8>) throws -> T {
        try JSONDecoder().decode(type, from: Data(bytes))
    }

    /// The same of JSON as some programs write it: with NaN and Infinity, Python's among them, or with characters that
    /// no string may hold (`MendedJSON`).
    public static func decode<T: Decodable>(_ type: T.Type, fromLoose bytes: [UInt8]) throws -> T {
        // First, for the decoder meets a broken string when it is asked for it: whoever may do without would.
        let bytes = MendedJSON(bytes)?.bytes ?? bytes
        do { return try decode(type, from: bytes) } catch {
            guard contains(bytes, "NaN") || contains(bytes, "Infinity") else { throw error }
            let decoder = JSONDecoder()
            decoder.allowsJSON5 = true
            return try decoder.decode(type, from: Data(bytes))
        }
    }

    private static func contains(_ bytes: [UInt8], _ word: String) -> Bool {
        let word = Array(word.utf8)
        return bytes.indices.contains { bytes[$0] == word[0] && bytes[$0...].starts(with: word) }
    }
}
