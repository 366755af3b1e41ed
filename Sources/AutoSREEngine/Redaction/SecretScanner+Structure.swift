/// Secrets whose name stands elsewhere: in a sibling, on the line before, in a tag, in a list.
extension SecretScanner {
    /// How far a name may stand from its value, in bytes.
    static let reach = 256

    /// Remembers a label such as `name: DB_PASSWORD`, for the `value` beside it.
    mutating func note(label start: Int, named end: Int) {
        let first = unquoted(start)
        var last = first
        while last < first + 128, !at(last).endsLabel { last += 1 }
        switch last > first ? SecretName.kind(endingAt: last, in: bytes) : nil {
        case .value, .mixed, .random, .authorization, .cookie: namedAt = last
        case let kind where isKeyLabel(first..<last, named: end) || kind == .key: keyedAt = last
        // `hostName` between the two says nothing.
        default:
            if !at(end - 5).isAlphanumeric { (namedAt, keyedAt) = (nil, nil) }
        }
    }

    /// The value at `start`, where its sibling before or behind says that it is a secret.
    /// - Parameter isTwin: another follows of which the same is said.
    mutating func content(from start: Int, isTwin: Bool) -> Range<Int>? {
        if isNear(namedAt, start), let named = namedAt {
            if !isTwin { namedAt = nil }
            // `token`, where its value is a count, or what is said of it.
            if let value = value(from: start, within: Self.sight),
                isCount(value, named: named) || isTalk(value, of: named)
            {
                return nil
            }
            return block(from: start) ?? value(from: start) ?? nested(from: start)
        }
        if let marked = markedAt, isNear(marked, start), !bytes[marked..<start].contains(UInt8(ascii: "<")) {
            markedAt = nil
            return block(from: start) ?? value(from: start)
        }
        if isNear(keyedAt, start), let key = drawnKey(from: start) {
            keyedAt = nil
            return key
        }
        guard let head = value(from: start, within: Self.sight), isNamed(behind: head) else { return nil }
        return head
    }

    /// The value of a member whose own name says little (`text`, `data`), where a sibling says that it is a secret and
    /// it is more than a word.
    mutating func likelyContent(from start: Int) -> Range<Int>? {
        guard let value = value(from: start, within: Self.sight), isOneWord(value), isTold(value) else { return nil }
        guard isNear(namedAt, start) else { return isNamed(behind: value) ? value : nil }
        namedAt = nil
        return value
    }

    /// Whether what was said at `place`, such as `name: DB_PASSWORD`, is said of the value at `start`: before it, in
    /// the same object.
    func isNear(_ place: Int?, _ start: Int) -> Bool {
        guard let place, place <= start, start - place <= Self.reach else { return false }
        return !bytes[place..<start].contains(where: \.isBrace)
    }

    /// Whether `name: DB_PASSWORD` follows the value in the same object; another word than `name` tells only of what
    /// is more than a word itself.
    func isNamed(behind value: Range<Int>) -> Bool {
        let start = value.upperBound
        for index in start..<min(start + 120, bytes.count) {
            if bytes[index].isBrace { return false }
            guard bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "="),
                let end = nameEnd(before: index)
            else { continue }
            switch SecretName.kind(endingAt: end, in: bytes) {
            case .content where !isTwin(named: end): return false
            case .hint where !isTold(value): continue
            case .label, .hint:
                var copy = self
                (copy.namedAt, copy.keyedAt) = (nil, nil)
                copy.note(label: skippingBlanks(from: index + 1), named: end)
                if copy.namedAt != nil || copy.keyedAt != nil && drawnKey(from: value.lowerBound) != nil { return true }
            case .path:
                var copy = self
                copy.namedAt = nil
                copy.point(label: skippingBlanks(from: index + 1), named: end)
                if copy.namedAt != nil { return true }
            case .type: if isSecretType(skippingBlanks(from: index + 1), named: end) { return true }
            default: continue
            }
        }
        return false
    }

    /// The place behind an opening quote, where there is one.
    func unquoted(_ start: Int) -> Int {
        var index = start
        while index < start + 7, at(index) == UInt8(ascii: "\\") { index += 1 }
        return at(index).isQuote ? index + 1 : start
    }

    /// `[…]` around what a header or a Go map holds.
    func listed(from start: Int) -> Int {
        at(start) == UInt8(ascii: "[") && !startsWithMarker(start) ? start + 1 : start
    }

    /// A list of secrets, or an object with one member for its value: `[hunter2]`, `{"S": "hunter2"}`.
    func nested(from start: Int) -> Range<Int>? {
        if at(start) == UInt8(ascii: "["), !startsWithMarker(start) {
            if startsWithMarker(start + 1) { return nil }
            var end = start + 1
            while end < start + 1024, end < bytes.count, !bytes[end].isBrace, bytes[end] != UInt8(ascii: "]") {
                end += 1
            }
            let isClosed = at(end) == UInt8(ascii: "]")
            let inside = start + 1..<end
            return isClosed && !isBlank(inside) && !SecretName.isProse(bytes[inside])
                && !isComplaint(start + 2..<end - 1) ? inside : nil
        }
        guard at(start) == UInt8(ascii: "{") else { return nil }
        let key = unquoted(skippingBlanks(from: start + 1))
        for name in [
            "S\"", "s\"", "value\"", "Value\"", "stringValue\"", "string_value\"", "plaintext\"", "S\\", "value\\",
            "stringValue\\",
        ]
            as [StaticString] where has(name, at: key)
        {
            var separator = key + name.utf8CodeUnitCount
            while separator < key + 20, at(separator).isQuote || at(separator).isBlank { separator += 1 }
            guard at(separator) == UInt8(ascii: ":") else { return nil }
            return quoted(from: skippingBlanks(from: separator + 1)).flatMap { $0.isEmpty ? nil : $0 }
        }
        return nil
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy { $0 <= 32 || $0 == UInt8(ascii: ",") }
    }

    /// A block of YAML: `password: |` and the lines that are indented below.
    func block(from start: Int) -> Range<Int>? {
        guard at(start) == UInt8(ascii: "|") || at(start) == UInt8(ascii: ">") else { return nil }
        let isTrimmed = at(start + 1) == UInt8(ascii: "-") || at(start + 1) == UInt8(ascii: "+")
        guard let margin = lineBreak(at: start + (isTrimmed ? 2 : 1)) else { return nil }
        let line = skippingBlanks(from: margin, limit: 64)
        return line > margin ? lines(from: line, indent: line - margin) : nil
    }

    /// The value on the line behind its name, alone there; where both are quoted it may be a word.
    func nextLine(from start: Int, named end: Int) -> Range<Int>? {
        guard let margin = lineBreak(at: start) else { return nil }
        let line = skippingBlanks(from: margin, limit: 64)
        if has("string(", at: line) {
            guard let quote = (line + 8..<line + 18).first(where: { at($0) == UInt8(ascii: "\"") }) else { return nil }
            return quoted(from: quote).flatMap { $0.isEmpty ? nil : $0 }
        }
        guard !beginsMember(at: line), at(line) != UInt8(ascii: "-"), at(line) != UInt8(ascii: "#") else { return nil }
        let areQuoted = at(end).isQuote && unquoted(line) > line
        guard let value = value(from: line), areQuoted || isMixed(value) || startsWithMarker(value.lowerBound) else {
            return nil
        }
        let next = skippingBlanks(from: value.upperBound)
        let isAlone = next >= bytes.count || at(next) < 32 || at(next).isQuote || at(next) == UInt8(ascii: "\\")
        return isAlone ? value : nil
    }

    /// Where the next line begins, where one ends at `index`; also one that was written as `\n`.
    func lineBreak(at index: Int) -> Int? {
        if has("\\r\\n", at: index) { return index + 4 }
        if has("\r\n", at: index) || has("\\n", at: index) { return index + 2 }
        return at(index) == 10 ? index + 1 : nil
    }

    /// The lines from `start` on that are indented as much.
    private func lines(from start: Int, indent: Int) -> Range<Int>? {
        var end = start
        while true {
            while end < bytes.count, bytes[end] != 10 { end += 1 }
            var next = end + 1
            while next < end + 1 + indent, at(next) == 32 { next += 1 }
            guard next == end + 1 + indent, at(next) > 32 else { return end > start ? start..<end : nil }
            end = next
        }
    }

    /// The text of an element that ends its tag at `index`: `<password>…</password>`, `<string>` behind a `<key>`.
    mutating func element(at index: Int) -> Range<Int>? {
        guard !"-=/>".utf8.contains(at(index - 1)) else { return changed(at: index) }
        if at(index - 1) == 32, at(index + 1) > 32 { return userRule(at: index) }
        if at(index - 1).isQuote, let named = namedAt, index - named <= 4 {
            namedAt = nil
            return text(from: index + 1)
        }
        var open = index - 1
        while open > index - 96, open >= 0, bytes[open] != UInt8(ascii: "<") {
            if bytes[open] == UInt8(ascii: ">") || bytes[open] == 10 { return nil }
            open -= 1
        }
        guard at(open) == UInt8(ascii: "<"), at(open + 1).isAlphanumeric else { return nil }
        var end = open + 1
        while end < index, !at(end).isBlank { end += 1 }
        if isCell(open + 1..<end) { return cell(from: index + 1, isHead: at(end - 1) != UInt8(ascii: "d")) }
        let kind = SecretName.kind(endingAt: end, in: bytes)
        var isContent = end - open == 7 && has("string", at: open + 1)
        if case .content = kind { isContent = true }
        guard kind != nil || isContent, let range = text(from: index + 1) else { return nil }
        switch kind {
        case .value, .authorization, .cookie: return SecretName.isProse(bytes[range]) ? nil : range
        case .mixed: return isTelling(range, named: end) ? range : nil
        case .random: return random(from: range.lowerBound, named: end)
        case .key: return drawnKey(from: range.lowerBound)
        case .label:
            note(label: range.lowerBound, named: end)
            return key(from: range.lowerBound, named: end)
        case .content, .type, .hint, .text, .change, .path, .data, .several, .keys, .query, nil: break
        }
        guard isContent, let named = namedAt, index - named <= 64 else { return nil }
        namedAt = nil
        return range
    }

    /// `<td>`, `<th>`, `<dt>`, `<dd>`.
    private func isCell(_ tag: Range<Int>) -> Bool {
        guard tag.count == 2 else { return false }
        let (first, second) = (at(tag.lowerBound), at(tag.lowerBound + 1))
        return first == UInt8(ascii: "t") ? "dh".utf8.contains(second) : first == 100 && "td".utf8.contains(second)
    }

    /// Behind what a cell puts around its text: `<b>`, `<code class="v">`.
    private func unwrapped(_ start: Int) -> Int {
        var index = start
        for _ in 0..<3 where at(index) == UInt8(ascii: "<") && at(index + 1).isLower {
            while index < start + 128, at(index) != UInt8(ascii: ">") { index += 1 }
            index += 1
        }
        return index
    }

    /// The cell behind one that names a secret, where it holds one word that is more than a word.
    private mutating func cell(from start: Int, isHead: Bool) -> Range<Int>? {
        let named = cellAt
        cellAt = nil
        guard let inside = text(from: unwrapped(start)) else { return nil }
        let first = skippingBlanks(from: inside.lowerBound)
        var end = inside.upperBound
        while end > first, at(end - 1) <= 32 || at(end - 1) == UInt8(ascii: ":") { end -= 1 }
        guard end > first else { return nil }
        if let named, !isHead, start - named <= 96 {
            let isWord = !bytes[first..<end].contains { $0 <= 32 } && isMixed(first..<end)
            return isWord || startsWithMarker(first) ? first..<end : nil
        }
        let name = nameEnd(before: end)
        if let name, SecretName.kind(endingAt: name, in: bytes) == .value { cellAt = end }
        return nil
    }

    /// The text at `start` up to its closing tag, without `<![CDATA[` and `]]>`.
    private func text(from start: Int) -> Range<Int>? {
        let isQuoted = has("<![CDATA[", at: start)
        let first = isQuoted ? start + 9 : start
        var end = first
        while end < first + 8192, end < bytes.count, bytes[end] != UInt8(ascii: "<") { end += 1 }
        guard has("</", at: end) else { return nil }
        if isQuoted, end - first > 3, has("]]>", at: end - 3) { end -= 3 }
        return end > first ? first..<end : nil
    }

    /// A call, a pair or a table's cell: `PASSWORD('…')`, `('X-Api-Key', '…')`, `password | …`.
    func argument(at index: Int) -> Range<Int>? {
        switch bytes[index] {
        case UInt8(ascii: "("):
            guard at(index + 1).isQuote, at(index - 1).isAlphanumeric else { return nil }
            if let secret = credentialArgument(at: index) { return secret }
            guard isPassword(endingAt: index) else { return nil }
            return quoted(from: index + 1).flatMap { $0.isEmpty ? nil : $0 }
        case UInt8(ascii: ","): return pair(at: index)
        default:
            guard let end = cellEnd(before: index), SecretName.kind(endingAt: end, in: bytes) == .value,
                var value = value(from: skippingBlanks(from: index + 1))
            else { return nil }
            if beginsLine(named: end) { return value }
            if at(value.upperBound - 1) == UInt8(ascii: "|") { value.removeLast() }
            // `| password | … |`; `| token | count |` is a head.
            return isLot(value) && beginsCell(named: end) ? value : nil
        }
    }

    private func beginsCell(named end: Int) -> Bool {
        var start = end
        while start > end - 64, at(start - 1).isToken || at(start - 1) == 46 || at(start - 1) == 32 { start -= 1 }
        return at(start - 1) == UInt8(ascii: "|")
    }

    private func cellEnd(before index: Int) -> Int? {
        var end = index
        while end > index - 40, at(end - 1).isBlank { end -= 1 }
        return at(end - 1).isAlphanumeric ? end : nil
    }

    /// The second of two in brackets. A list of names is not a pair: only a header's name, or the bracket, says so.
    private func pair(at index: Int) -> Range<Int>? {
        let isQuoted = at(index - 1).isQuote
        guard isQuoted || at(index - 1).isAlphanumeric, let end = nameEnd(before: index),
            let kind = SecretName.kind(endingAt: end, in: bytes)
        else { return nil }
        let start = opening(skippingBlanks(from: index + 1))
        guard let inside = quoted(from: start) else { return nil }
        var first = end
        while first > end - 64, at(first - 1).isToken || at(first - 1) == 46 { first -= 1 }
        var open = first - (isQuoted ? 2 : 1)
        while isQuoted, open > first - 8, at(open) == UInt8(ascii: "\\") { open -= 1 }
        let isPair =
            isQuoted
            ? at(open) == UInt8(ascii: "(") || isRow(open) || at(open) == UInt8(ascii: "{") && isMixed(inside)
                || isLoneCouple(from: open, to: inside, named: end)
            : at(open) == UInt8(ascii: "{")
        switch kind {
        case .authorization: return authorization(from: start)
        case .cookie: return cookie(from: start)
        case .value where isPair || hasWord("x-", at: first): return value(from: start)
        default: return nil
        }
    }

    /// Whether the bracket opens one of several pairs: `[["password", "x"], ["id", 1]]`.
    private func isRow(_ open: Int) -> Bool {
        guard at(open) == UInt8(ascii: "[") else { return false }
        return at(open - 1) == UInt8(ascii: "[") || has("], ", at: open - 3) || has("],", at: open - 2)
    }

    /// The private parts of a JSON web key (RFC 7517): `"d"`, `"p"`, … and a long number in base64url.
    func keyNumber(named end: Int, at index: Int) -> Range<Int>? {
        guard at(end).isQuote, at(end - 2).isQuote || at(end - 3).isQuote else { return nil }
        let isNumber =
            at(end - 2).isQuote
            ? "dpqk".utf8.contains(at(end - 1))
            : has("dp", at: end - 2) || has("dq", at: end - 2) || has("qi", at: end - 2)
        guard isNumber, let value = quoted(from: skippingBlanks(from: index + 1)), value.count >= 40 else { return nil }
        return bytes[value].allSatisfy(\.isToken) ? value : nil
    }
}

extension UInt8 {
    var isBrace: Bool { self == UInt8(ascii: "{") || self == UInt8(ascii: "}") }

    /// The end of a name that stands as a value.
    fileprivate var endsLabel: Bool {
        switch self {
        case 0...32, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: ","),
            UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: "}"), UInt8(ascii: "]"):
            true
        default: false
        }
    }
}
