/// Steps of requests in columns, the one that began first in front. Every distinct text is kept once.
public struct SpanColumns: Sendable, Hashable {
    /// Every distinct text, numbered in the order in which the spans use them.
    public let texts: TextColumn
    /// The texts of each span, `Field.count` of them one behind the other, as indices into `texts`.
    public let fields: [Int32]
    /// When each began, in nanoseconds since 1970-01-01T00:00:00Z.
    public let starts: [Int64]
    /// How long each took, in nanoseconds; never less than none.
    public let durations: [Int64]

    /// What a span says in words. Where it says nothing, the text is empty.
    enum Field: Int, CaseIterable {
        case trace, span, parent, service, operation, status
        static let count = allCases.count
    }

    /// Makes columns of spans as they came.
    /// - Precondition: the columns are of one length, with `Field.count` fields for each start.
    init(texts: TextColumn, fields: [Int32], starts: [Int64], durations: [Int64]) {
        precondition(starts.count == durations.count && fields.count == starts.count * Field.count)
        let order = starts.indices.sorted { starts[$0] == starts[$1] ? $0 < $1 : starts[$0] < starts[$1] }
        var (numbers, kept, sorted) = ([Int32: Int32](), TextTable(), [Int32]())
        sorted.reserveCapacity(fields.count)
        texts.bytes.withUnsafeBytes { all in
            for row in order {
                for number in fields[row * Field.count..<(row + 1) * Field.count] {
                    let known = numbers[number]
                    let place =
                        known ?? kept.number(of: UnsafeRawBufferPointer(rebasing: all[texts.range(of: Int(number))]))
                    numbers[number] = place
                    sorted.append(place)
                }
            }
        }
        (self.texts, self.fields) = (kept.texts, sorted)
        self.starts = order.map { starts[$0] }
        self.durations = order.map { Swift.max(durations[$0], 0) }
    }

    /// How many spans there are.
    public var count: Int { starts.count }

    func text(_ field: Field, of row: Int) -> String { texts[Int(fields[row * Field.count + field.rawValue])] }
}

extension SpanColumns: RandomAccessCollection {
    /// Makes columns of spans in any order.
    public init(_ spans: some Sequence<TraceSpan>) {
        var (table, fields, starts, durations) = (TextTable(), [Int32](), [Int64](), [Int64]())
        for span in spans {
            for text in [span.trace, span.id, span.parent ?? "", span.service, span.operation, span.status.rawValue] {
                fields.append(Array(text.utf8).withUnsafeBytes { table.number(of: $0) })
            }
            starts.append(span.start)
            durations.append(span.duration)
        }
        self.init(texts: table.texts, fields: fields, starts: starts, durations: durations)
    }

    /// The first row.
    public var startIndex: Int { 0 }
    /// Behind the last row.
    public var endIndex: Int { count }

    /// The span in a row, made of its columns.
    public subscript(row: Int) -> TraceSpan {
        let parent = text(.parent, of: row)
        return TraceSpan(
            trace: text(.trace, of: row), id: text(.span, of: row), parent: parent.isEmpty ? nil : parent,
            service: text(.service, of: row), operation: text(.operation, of: row), start: starts[row],
            duration: durations[row], status: SpanStatus(rawValue: text(.status, of: row)))
    }
}

/// One step of a request, made of a row.
public struct TraceSpan: Sendable, Hashable {
    /// The request that it is a step of.
    public let trace: String
    /// Its name within the request.
    public let id: String
    /// The step that waited for it; nil for the first.
    public let parent: String?
    /// Who worked.
    public let service: String
    /// What was done.
    public let operation: String
    /// When it began, in nanoseconds since 1970-01-01T00:00:00Z.
    public let start: Int64
    /// How long it took, in nanoseconds.
    public let duration: Int64
    /// How it ended.
    public let status: SpanStatus

    /// Makes a span.
    public init(
        trace: String, id: String, parent: String?, service: String, operation: String, start: Int64, duration: Int64,
        status: SpanStatus
    ) {
        (self.trace, self.id, self.parent, self.service, self.operation) = (trace, id, parent, service, operation)
        (self.start, self.duration, self.status) = (start, duration, status)
    }
}

/// How a step of a request ended. An open word; these are OpenTelemetry's.
public struct SpanStatus: Sendable, Hashable, RawRepresentable {
    /// The word, lower case.
    public let rawValue: String
    /// Makes a status.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It did what it should.
    public static let ok = SpanStatus(rawValue: "ok")
    /// It did not.
    public static let error = SpanStatus(rawValue: "error")
    /// Nobody said.
    public static let unset = SpanStatus(rawValue: "unset")
}
