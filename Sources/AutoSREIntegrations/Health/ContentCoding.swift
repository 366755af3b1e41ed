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

    /// One member or more.
    private static func gunzipped(_ bytes: ArraySlice<UInt8>) throws(Inflate.Flaw) -> [UInt8] {
        var (rest, content): (ArraySlice<UInt8>, [UInt8]) = (bytes, [])
        while !rest.isEmpty {
            // Of a single wrong byte zlib says that it needs another.
            guard rest.first == 0x1F else { throw .broken }
            let member = try Inflate.first(of: rest, as: .gzip, limit: limit - content.count)
            content += member.content
            rest = member.rest
        }
        return content
    }

    /// RFC 1950; or the bare stream, as some servers send it by that name.
    private static func inflated(_ bytes: ArraySlice<UInt8>) throws(Inflate.Flaw) -> [UInt8] {
        let stream = try Inflate.first(of: bytes, as: hasHead(bytes) ? .zlib : .raw, limit: limit)
        guard stream.rest.isEmpty else { throw .broken }
        return stream.content
    }

    /// Whether they begin as RFC 1950 has it, section 2.2, without a preset dictionary.
    private static func hasHead(_ bytes: ArraySlice<UInt8>) -> Bool {
        let (first, second) = (Int(bytes.first ?? 0), bytes.dropFirst().first.map(Int.init))
        guard first & 0x0F == 8, first >> 4 <= 7 else { return false }
        return second.map { (first << 8 | $0) % 31 == 0 && $0 & 0x20 == 0 } ?? true
    }
}
