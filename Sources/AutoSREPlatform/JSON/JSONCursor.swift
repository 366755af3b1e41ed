public import AutoSRECore
import CSimdJSONFace

/// Stands on one value of a document that `JSONReader` reads.
public struct JSONCursor: ~Copyable {
    private let reader: OpaquePointer

    init(_ reader: OpaquePointer) { self.reader = reader }

    /// What a value is.
    public enum Kind: Sendable, Hashable {
        case object, array, text, number, boolean, null
        /// Nothing that JSON has; reading it is an error.
        case broken
    }

    /// What the cursor stands on; before the document is entered, `broken`.
    public var kind: Kind {
        switch UInt8(truncatingIfNeeded: csj_first(reader)) {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .text
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "n"): .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
        default: .broken
        }
    }

    /// Walks the object that the cursor stands on; what `each` does not read is passed over. The same name may come
    /// more than once.
    /// - Parameters:
    ///   - what: the object in words, for the error where it is none.
    ///   - each: gets the member's name, its value under the cursor.
    public func members(of what: StaticString, _ each: (JSONName) throws -> Void) throws {
        try check(csj_enter(reader, 1), "has no object for \(what)")
        var name = csj_bytes()
        while try next() {
            try check(csj_name(reader, &name))
            try each(JSONName(bytes: UnsafeRawBufferPointer(start: name.start, count: name.count)))
        }
    }

    /// The same; a name that comes twice is an error, for of two members one reader believes the one and another the
    /// other. For objects of few members.
    public func distinctMembers(of what: StaticString, _ each: (JSONName) throws -> Void) throws {
        var seen: Set<String> = []
        try members(of: what) { name in
            guard seen.insert(name.string).inserted else { throw flaw("says something twice in \(what)") }
            try each(name)
        }
    }

    /// Walks the array that the cursor stands on; what `each` does not read is passed over.
    public func elements(of what: StaticString, _ each: () throws -> Void) throws {
        try check(csj_enter(reader, 0), "has no list for \(what)")
        while try next() { try each() }
    }

    /// The UTF-8 of the string that the cursor stands on, its escapes undone. Good until the cursor is asked again.
    public func text(of what: StaticString) throws -> UnsafeRawBufferPointer {
        var text = csj_bytes()
        try check(csj_text(reader, &text), "has no text for \(what)")
        return UnsafeRawBufferPointer(start: text.start, count: text.count)
    }

    /// The string that the cursor stands on.
    public func string(of what: StaticString) throws -> String {
        String(decoding: try text(of: what), as: UTF8.self)
    }

    /// The value as it is written, whatever it is: numbers keep all their digits. Good until the cursor is asked again.
    public func written() throws -> UnsafeRawBufferPointer {
        var text = csj_bytes()
        try check(csj_written(reader, &text), "has no value")
        return UnsafeRawBufferPointer(start: text.start, count: text.count)
    }

    /// Adds the sample `[seconds, value]` that the cursor stands on: see `samples(of:times:values:)`.
    public func sample(of what: StaticString, times: inout [Instant], values: inout [Double]) throws {
        var (time, value): (Int64, Double) = (0, 0)
        try check(csj_sample(reader, &time, &value), "has no time and number for \(what)")
        times.append(Instant(milliseconds: time))
        values.append(value)
    }

    /// Adds the samples of the array that the cursor stands on: `[[1795977910.975,"1"], …]`, seconds since 1970 and the
    /// nearest double to what is written, as a number, or as text, which can be `NaN`, `+Inf` and `-Inf` too.
    public func samples(of what: StaticString, times: inout [Instant], values: inout [Double]) throws {
        try check(csj_enter(reader, 0), "has no list for \(what)")
        let room = 1024
        try withUnsafeTemporaryAllocation(of: Int64.self, capacity: room) { someTimes in
            try withUnsafeTemporaryAllocation(of: Double.self, capacity: room) { someValues in
                var read = room
                while read == room {
                    read = csj_samples(reader, someTimes.baseAddress, someValues.baseAddress, room)
                    guard read >= 0 else {
                        let fault = csj_fault(reader)
                        return try check(
                            Int(fault) == csj_ok ? Int32(read) : fault, "has no time and number for \(what)")
                    }
                    for time in someTimes.prefix(read) { times.append(Instant(milliseconds: time)) }
                    values.append(contentsOf: someValues.prefix(read))
                }
            }
        }
    }

    /// A flaw at the place where the cursor stands.
    public func flaw(_ reason: String) -> JSONFlaw { JSONFlaw(reason, at: csj_offset(reader)) }

    private func next() throws -> Bool {
        let result = csj_next(reader)
        if Int(result) == csj_end { return false }
        try check(result)
        return true
    }

    /// Throws where a call did not succeed.
    /// - Parameter other: what is wrong where a value is of another type.
    func check(_ result: Int32, _ other: @autoclosure () -> String = "is of another shape") throws {
        if Int(result) == csj_ok { return }
        throw flaw(words(for: result, other()))
    }

    private func words(for result: Int32, _ other: String) -> String {
        switch Int(result) {
        case csj_other: return other
        case csj_deep: return "goes deeper than \(JSONReader.deepest) levels"
        case csj_closed: return "was not read to its end"
        case csj_memory: return "needs more memory than there is"
        default: return "is not JSON: " + (csj_message(result).map { String(cString: $0) } ?? "broken")
        }
    }
}

/// The name of a member; good while the member is read.
public struct JSONName {
    /// Its UTF-8, escapes undone.
    public let bytes: UnsafeRawBufferPointer

    /// It as text.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Lets `switch` and `if case` compare with a literal.
    public static func ~= (literal: StaticString, name: JSONName) -> Bool {
        name.bytes.elementsEqual(UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }
}
