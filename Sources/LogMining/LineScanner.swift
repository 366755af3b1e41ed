/// Reads lines into keys: a line's bytes with one mark for every atom that holds a number, and single blanks.
///
/// Equal keys are lines that differ in numbers only. This is the only work that is done for every byte of the input.
struct LineScanner: Sendable {
    /// Stands in a key for what a line has of its own. A control byte, which the scanner itself never lets through.
    static let mark: UInt8 = 1
    /// The same for an atom that is a path, or part of one.
    static let pathMark: UInt8 = 3
    /// How many bytes of a line are looked at. What follows in a longer line is one variable: it is a dump, and no
    /// template of this length tells a reader anything.
    static let lineLimit = 16_384

    private let classes = ByteClass.table
    /// How long a buffer for keys must be.
    static let keyLimit = lineLimit + 8

    /// Reads the line that begins at `start`.
    /// - Parameter key: takes the key; `keyLimit` bytes long.
    /// - Returns: where the next line begins, and how long the key is.
    func scan(_ bytes: Span<UInt8>, from start: Int, into key: inout MutableSpan<UInt8>) -> (next: Int, length: Int) {
        let classes = classes.span
        let end = bytes.count
        let limit = min(end, start + Self.lineLimit)
        var (place, length) = (start, 0)
        scanning: while place < limit {
            var byte = bytes[place]
            var kind = classes[Int(byte)]
            if kind <= ByteClass.stroke {
                let (first, atom) = (byte, length)
                var (digits, runs, last, hasStroke) = (0, 0, ByteClass.letter, false)
                repeat {
                    key[length] = byte
                    length += 1
                    place += 1
                    if kind == ByteClass.digit {
                        // A control byte has no place in a template, nor in a name.
                        digits += ByteClass.isDigit(byte) ? 1 : 3
                        if last != ByteClass.digit { runs += 1 }
                    } else if kind == ByteClass.stroke {
                        hasStroke = true
                    }
                    last = kind
                    guard place < limit else { break }
                    byte = bytes[place]
                    kind = classes[Int(byte)]
                } while kind <= ByteClass.stroke
                // A word with a small number in it (`eth0`, `ipv4`) may be a name; whether it varies is seen later.
                if digits > 0, runs > 1 || digits > 2 || hasStroke || !ByteClass.beginsName(first) {
                    length = Self.markAtom(&key, at: atom, hasStroke ? Self.pathMark : Self.mark)
                }
                guard place < limit else { break }
            }
            switch kind {
            case ByteClass.blank:
                if length > 0, key[length - 1] != UInt8(ascii: " ") {
                    key[length] = UInt8(ascii: " ")
                    length += 1
                }
            case ByteClass.newline: break scanning
            default:
                key[length] = byte
                length += 1
            }
            place += 1
        }
        if place == limit, limit < end {
            length = min(length, Self.lineLimit)
            place = Self.skip(bytes, from: place, adding: &key, &length)
        }
        if length > 0, key[length - 1] == UInt8(ascii: " ") { length -= 1 }
        return (place + 1, length)
    }

    /// Puts a mark where an atom was written, and joins it with a sign before it (`-5`, `obj_-5`) or a number before a
    /// dot (`4.5`).
    private static func markAtom(_ key: inout MutableSpan<UInt8>, at atom: Int, _ mark: UInt8) -> Int {
        var atom = atom
        if mark == pathMark {
            // That a path is one is told by its first strokes.
            while ByteClass.isStroke(key[atom]) { atom += 1 }
        } else if atom >= 1 {
            let before = key[atom - 1]
            if before == UInt8(ascii: "."), atom >= 2, key[atom - 2] == Self.mark {
                return atom - 1
            }
            if before == UInt8(ascii: "-") || before == UInt8(ascii: "+") {
                if atom == 1 || isOpen(key[atom - 2]) {
                    atom -= 1
                } else if key[atom - 2] == UInt8(ascii: "_") {
                    atom -= 1
                    while atom > 0, ByteClass.isAtom(key[atom - 1]) { atom -= 1 }
                }
            }
        }
        key[atom] = mark
        return atom + 1
    }

    /// Whether a sign after this byte belongs to a number.
    private static func isOpen(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (ByteClass.isCoarse(byte) && byte != UInt8(ascii: ")"))
    }

    private static func skip(
        _ bytes: Span<UInt8>, from start: Int, adding key: inout MutableSpan<UInt8>, _ length: inout Int
    ) -> Int {
        let end = next(bytes, after: start) - 1
        if end > start {
            key[length] = mark
            length += 1
        }
        return end
    }

    /// Where the line begins that follows on the one in which `start` is.
    static func next(_ bytes: Span<UInt8>, after start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
        return place + 1
    }
}
