import AutoSREPlatform

/// Undoes the compression of a health answer (RFC 9110, section 8.4), and believes only a stream that ends as it
/// should: what is cut off may have said anything. Nothing, compressed, is no answer without a body.
///
/// None is asked for. Servers that compress all the same mostly send gzip or deflate; anything else cannot be checked.
enum ContentCoding {
    /// Why the content is not known, in a few words.
    struct Flaw: Error {
        let words: String
    }

    private static let limit = 64 << 10

    /// The content of an answer; as it came where nothing came, or nothing says that it is compressed.
    static func content(of response: HTTPResponse) throws(Flaw) -> [UInt8] {
        // libcurl undoes those of the way itself, and does not look whether they end.
        guard codings("transfer-encoding", of: response).allSatisfy({ $0 == "chunked" }) else {
            throw Flaw(words: "compressed on the way, which was not asked for")
        }
        let codings = codings("content-encoding", of: response)
        guard !response.body.isEmpty, !codings.isEmpty else { return response.body }
        var bytes = response.body
        for coding in codings.reversed() {
            let plain: [UInt8]?
            do throws(Inflate.Flaw) { plain = try undone(coding, bytes[...]) } catch {
                throw Flaw(words: words(error, coding))
            }
            guard let plain else { throw Flaw(words: "compressed in a way that was not asked for") }
            bytes = plain
        }
        guard !bytes.allSatisfy(isBlank) else { throw Flaw(words: "nothing, compressed") }
        return bytes
    }

    /// Whether a byte says nothing.
    static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

    /// What a field names, in lower case.
    private static func codings(_ name: String, of response: HTTPResponse) -> [String] {
        let fields = response.headers.filter { $0.name.lowercased() == name }
        let all = fields.flatMap { $0.value.lowercased().split(separator: ",") }
        return all.map { $0.filter { $0 != " " && $0 != "\t" } }.filter { !$0.isEmpty && $0 != "identity" }
    }

    /// Nil for a coding that is not known here.
    private static func undone(_ coding: String, _ bytes: ArraySlice<UInt8>) throws(Inflate.Flaw) -> [UInt8]? {
        switch coding {
        case "gzip", "x-gzip": try gunzipped(bytes)
        case "deflate": try inflated(bytes)
        default: nil
        }
    }

    private static func words(_ flaw: Inflate.Flaw, _ coding: String) -> String {
        switch flaw {
        case .cut: "\(coding) that does not end"
        case .broken: "not \(coding), as it says"
        case .tooLong: "\(coding) of more than \(limit >> 10) kB"
        }
    }

    /// RFC 1952: one member or more, each with the checksum and the length of what it holds.
    private static func gunzipped(_ bytes: ArraySlice<UInt8>) throws(Inflate.Flaw) -> [UInt8] {
        var (rest, content): (ArraySlice<UInt8>, [UInt8]) = (bytes, [])
        while !rest.isEmpty {
            let body = try Inflate(try afterHead(rest), limit: limit - content.count)
            let trailer = bytes[body.index...].prefix(8)
            guard trailer.count == 8 else { throw .cut }
            let length = UInt32(truncatingIfNeeded: body.output.count)
            guard number(trailer.prefix(4)) == crc(body.output), number(trailer.suffix(4)) == length else {
                throw .broken
            }
            content += body.output
            rest = bytes[trailer.endIndex...]
        }
        return content
    }

    /// What follows a member's head: ten bytes, and what its flags announce.
    private static func afterHead(_ bytes: ArraySlice<UInt8>) throws(Inflate.Flaw) -> ArraySlice<UInt8> {
        guard zip(bytes, [0x1F, 0x8B, 8]).allSatisfy({ $0 == $1 }) else { throw .broken }
        guard bytes.count >= 10 else { throw .cut }
        let flags = bytes[bytes.startIndex + 3]
        guard flags & 0xE0 == 0 else { throw .broken }
        var rest = bytes.dropFirst(10)
        if flags & 4 != 0 {
            guard rest.count >= 2 else { throw .cut }
            rest = rest.dropFirst(2 + Int(number(rest.prefix(2))))
        }
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            guard let end = rest.firstIndex(of: 0) else { throw .cut }
            rest = rest[(end + 1)...]
        }
        return flags & 2 == 0 ? rest : rest.dropFirst(2)
    }

    /// RFC 1950, with its checksum; or the bare stream, as some servers send it by that name.
    private static func inflated(_ bytes: ArraySlice<UInt8>) throws(Inflate.Flaw) -> [UInt8] {
        let (first, second) = (Int(bytes.first ?? 0), bytes.dropFirst().first.map(Int.init))
        guard first & 0x0F == 8, first >> 4 <= 7, second.map({ (first << 8 | $0) % 31 == 0 && $0 & 0x20 == 0 }) ?? true
        else {
            let bare = try Inflate(bytes, limit: limit)
            guard bare.index == bytes.endIndex else { throw .broken }
            return bare.output
        }
        let body = try Inflate(bytes.dropFirst(2), limit: limit)
        let trailer = bytes[body.index...]
        guard trailer.count >= 4 else { throw .cut }
        guard trailer.count == 4, number(ArraySlice(trailer.reversed())) == adler(body.output) else { throw .broken }
        return body.output
    }

    /// Little-endian.
    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var value = UInt32.max
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value >> 1 ^ (value & 1 == 0 ? 0 : 0xEDB8_8320) }
        }
        return ~value
    }

    private static func adler(_ bytes: [UInt8]) -> UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }
}
