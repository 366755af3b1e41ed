import AutoSRECore

/// A member that may be anything: read where it is of its type, and nothing where it is not. It never takes the record
/// that it is in with it.
struct Loose<Value: Decodable>: Decodable {
    let value: Value?

    init(from decoder: any Decoder) throws { value = try? decoder.singleValueContainer().decode(Value.self) }
}

/// A member's name, for records whose names are somebody else's.
struct AnyName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension KeyedDecodingContainer {
    /// The member where it is there and of its type.
    func loose<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
        (try? decodeIfPresent(Loose<Value>.self, forKey: key))?.value
    }

    /// The elements of an array that are of their type, and how many are not; nil where there is no array.
    func looseArray<Value: Decodable>(_ type: Value.Type, _ key: Key) -> (elements: [Value], bad: Int)? {
        guard let all = loose([Loose<Value>].self, key) else { return nil }
        let elements = all.compactMap(\.value)
        return (elements, all.count - elements.count)
    }

    /// A text, a whole number or a boolean as text; nil for anything else.
    func word(_ key: Key) -> String? {
        loose(String.self, key) ?? loose(Int64.self, key).map(String.init) ?? loose(Bool.self, key).map { "\($0)" }
    }

    /// A whole number within `range`, however it is written.
    func count(_ key: Key, in range: ClosedRange<Int> = 0...1_000_000_000) -> Int? {
        guard let number = loose(LooseNumber.self, key)?.value, let count = Int(exactly: number) else { return nil }
        return range.contains(count) ? count : nil
    }
}

/// A number, also one that is written as text; NaN where it is none, so that its place is kept.
struct LooseNumber: Decodable {
    let value: Double

    init(from decoder: any Decoder) throws {
        guard let container = try? decoder.singleValueContainer() else {
            value = .nan
            return
        }
        if let number = try? container.decode(Double.self) {
            value = number
        } else {
            value = (try? container.decode(String.self)).flatMap { Double($0) } ?? .nan
        }
    }
}
