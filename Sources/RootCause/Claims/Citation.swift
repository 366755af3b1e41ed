/// What a claim rests on: a part of a file, named by the digest of the file's bytes, so that years later it can be told
/// whether it is still the same.
///
/// Its text is `metrics.csv@sha256:…#cart|cpu`: the file's name, its digest where it is known, the part.
public struct Citation: Sendable, Hashable {
    /// The file's name.
    public let file: String
    /// The SHA-256 of the file's bytes, in hexadecimal digits; nil where the text has none.
    public let digest: String?

    private static let mark = "@sha256:"

    /// Reads a claim's evidence.
    init(_ text: String) {
        let place = text.prefix { $0 != "#" }
        // A file of a case is not called so: what follows the mark is the digest.
        guard let mark = place.firstRange(of: Self.mark) else {
            (file, digest) = (String(place), nil)
            return
        }
        (file, digest) = (String(place[..<mark.lowerBound]), String(place[mark.upperBound...]))
    }

    /// A claim's evidence with its file's digest in it, where that is known.
    static func addressed(_ text: String, by digests: [String: String]) -> String {
        let file = text.prefix { $0 != "#" }
        guard let digest = digests[String(file)] else { return text }
        return file + mark + digest + text[file.endIndex...]
    }
}

extension CaseFiles {
    /// The files that are there, by their names.
    public var named: [(name: String, bytes: [UInt8])] {
        let all = [
            ("case.json", about), ("metrics.csv", metrics), ("logs.csv", logs), ("traces.csv", traces),
            ("events.csv", events), ("deployments.json", deployments), ("topology.json", topology),
        ]
        return all.compactMap { name, bytes in bytes.map { (name, $0) } }
    }
}

extension Verifier {
    /// What the claims of an answer cite, each once, in order.
    public static func citations(answer bytes: [UInt8], file: String) throws(EvidenceError) -> [Citation] {
        let answer = try JSONReader.read(bytes, file: file)
        var seen: Set<Citation> = []
        var found: [Citation] = []
        for cause in answer["root_causes"]?.elements ?? [] {
            for claim in cause["claims"]?.elements ?? [] {
                for text in claim["evidence"]?.elements.compactMap(\.string) ?? [] {
                    let citation = Citation(text)
                    if seen.insert(citation).inserted { found.append(citation) }
                }
            }
        }
        return found
    }
}
