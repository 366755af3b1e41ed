/// Finds what looks like a secret, in one pass over the bytes.
///
/// A regular expression engine would need several passes and could be driven into quadratic time by a hostile log
/// line; here every look ahead or back is bounded, or consumes what it saw.
struct SecretScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Before this place no JSON web token begins: the run was seen whole, and it is none.
    var jwtExcludedBefore = 0
    /// Before this place everything has been replaced or left for good.
    var floor = 0

    /// The text with every finding replaced, and counted by kind; the text itself where there is none.
    static func replacing(in text: String, counting counts: inout [String: Int]) -> String {
        var copy = text
        return copy.withUTF8 { bytes in
            var scanner = SecretScanner(bytes: bytes)
            var output = RedactedText(bytes)
            var index = 0
            while index < bytes.count {
                guard let range = scanner.finding(at: index) else {
                    index += 1
                    continue
                }
                if !scanner.isMarker(range) {
                    output.redact(range)
                    counts[scanner.kind(at: index), default: 0] += 1
                }
                index = range.upperBound
                scanner.floor = index
            }
            return output.text
        } ?? text
    }

    /// What a finding at `index` is called in the ledger.
    private func kind(at index: Int) -> String {
        switch at(index) {
        case UInt8(ascii: "@"): Redactor.Kind.address
        case UInt8(ascii: "%") where has("%40", at: index): Redactor.Kind.address
        case 48...57: Redactor.Kind.card
        default: Redactor.Kind.secret
        }
    }

    /// The secret that is recognised at `index`; it may begin later, behind its name, or before, where that is the rest
    /// of an address. Never empty.
    @inline(__always)
    private mutating func finding(at index: Int) -> Range<Int>? {
        switch bytes[index] {
        case UInt8(ascii: ":"): has("://", at: index) ? userInformation(at: index) : assignment(at: index, width: 1)
        case UInt8(ascii: "="): assignment(at: index, width: 1)
        case UInt8(ascii: "%"):
            has("%40", at: index)
                ? address(at: index, width: 3) : isEncodedEquals(at: index) ? assignment(at: index, width: 3) : nil
        case UInt8(ascii: "@"): address(at: index, width: 1)
        case UInt8(ascii: "2")...UInt8(ascii: "6"): card(at: index)
        case UInt8(ascii: "-"): at(index + 1) == UInt8(ascii: "-") ? dashes(at: index) : nil
        case UInt8(ascii: "e"): has("eyJ", at: index) ? webToken(at: index) : nil
        case UInt8(ascii: "h"): has("hooks.slack.com/", at: index) ? webhook(at: index) : nil
        case UInt8(ascii: "b"), UInt8(ascii: "B"): bareCredentials(at: index)
        case UInt8(ascii: "A"): awsKey(at: index) ?? vendorKey(at: index)
        case UInt8(ascii: "S"), UInt8(ascii: "n"), UInt8(ascii: "d"), UInt8(ascii: "p"), UInt8(ascii: "y"):
            vendorKey(at: index)
        case UInt8(ascii: "g"): at(index + 1).isLower ? prefixed(Self.forgeTokens, at: index) : nil
        case UInt8(ascii: "x"): slackToken(at: index)
        case UInt8(ascii: "s"), UInt8(ascii: "r"): at(index + 1) == UInt8(ascii: "k") ? serviceKey(at: index) : nil
        default: nil
        }
    }

    /// The byte at `index`; 0 outside the text.
    @inline(__always)
    func at(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0 }

    /// Whether `text` stands at `index`.
    @inline(__always)
    func has(_ text: StaticString, at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
        return true
    }

    /// Whether `text`, in lower case, stands at `index` in any case.
    func hasWord(_ text: StaticString, at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[index + offset].lowered != text.utf8Start[offset] { return false }
        return true
    }

    /// Whether a word begins at `index`: at the start, behind a character that is not part of one, or behind an
    /// escape such as `\n` or `%3D`.
    func beginsWord(at index: Int) -> Bool {
        guard at(index - 1).isWord else { return true }
        return at(index - 2) == UInt8(ascii: "\\") || at(index - 3) == UInt8(ascii: "%")
    }

    /// The first place from `start` on, at most `limit` bytes away, that holds no blank.
    func skippingBlanks(from start: Int, limit: Int = 8) -> Int {
        var index = start
        while index < start + limit, at(index).isBlank { index += 1 }
        return index
    }

    func isMarker(_ range: Range<Int>) -> Bool {
        range.count == Self.markerCount && startsWithMarker(range.lowerBound)
    }

    func startsWithMarker(_ index: Int) -> Bool { has("[redacted]", at: index) }

    static let markerCount = 10

    private func isEncodedEquals(at index: Int) -> Bool {
        at(index + 1) == UInt8(ascii: "3") && (at(index + 2).lowered == UInt8(ascii: "d") || has("%3A", at: index))
    }
}
