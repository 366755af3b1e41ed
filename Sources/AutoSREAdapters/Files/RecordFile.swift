import AutoSRECore
import AutoSREPlatform
import Synchronization

/// A team's own file in the data directory: a JSON array of records, of any size, good or bad.
struct RecordFile: Sendable {
    private let path: String
    private let name: String
    private let warning: Warning

    /// - Parameter warn: told once what is wrong with the file.
    init(directory: String, name: String, warn: @escaping @Sendable (String) -> Void) {
        path = directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
        self.name = name
        warning = Warning(warn)
    }

    /// The newest `limit` records of `service` whose time `isWanted`, oldest first. Nil where the file is not there or
    /// holds nothing of use about the service; empty where it knows the service, but nothing of that time.
    func newest<Record: Decodable>(
        _ limit: Int, of service: String, as type: Record.Type, isWanted: (Instant) -> Bool
    ) -> [Record]? {
        guard Files.exists(path) else { return nil }
        do {
            let file = try MappedFile(path)
            return file.withBytes { bytes in
                var pass = Pass(bytes: bytes, limit: limit)
                pass.scan(RecordPeek(service: service), isWanted: isWanted)
                let records = pass.decode(type)
                if !Task.isCancelled, let complaint = pass.complaint { warning.give("\(name): \(complaint)") }
                return pass.hasService ? records : nil
            }
        } catch {
            warning.give("\(name) cannot be read: \(error)")
            return nil
        }
    }
}

/// One pass through a file's bytes.
private struct Pass {
    let bytes: UnsafeRawBufferPointer
    let limit: Int
    private var kept: [(at: Instant, range: Range<Int>)] = []
    private var (count, good, bad) = (0, 0, 0)
    private var isArray = true
    /// Whether any usable record is of the service.
    private(set) var hasService = false

    /// A larger record is not one of a log line or a deployment, in bytes.
    private static let longestRecord = 1 << 20

    init(bytes: UnsafeRawBufferPointer, limit: Int) { (self.bytes, self.limit) = (bytes, limit) }

    mutating func scan(_ peek: RecordPeek, isWanted: (Instant) -> Bool) {
        guard var scanner = JSONArrayScanner(bytes) else {
            isArray = false
            return
        }
        while !Task.isCancelled, let range = scanner.next() {
            count += 1
            guard range.count <= Self.longestRecord else {
                bad += 1
                continue
            }
            switch peek.look(at: range, in: bytes) {
            case .foreign: good += 1
            case .bad: bad += 1
            case .wanted(let at):
                hasService = true
                good += 1
                if isWanted(at) { kept.append((at, range)) }
                if kept.count >= 2 * limit { dropOldest() }
            }
        }
        dropOldest()
    }

    private mutating func dropOldest() {
        // The place in the file decides between equal times, for sorting alone need not keep their order.
        kept.sort { ($0.at, $0.range.lowerBound) < ($1.at, $1.range.lowerBound) }
        kept.removeFirst(max(kept.count - limit, 0))
    }

    mutating func decode<Record: Decodable>(_ type: Record.Type) -> [Record] {
        var records: [Record] = []
        records.reserveCapacity(kept.count)
        for (_, range) in kept where !Task.isCancelled {
            do { records.append(try JSON.decode(type, from: bytes[range])) } catch {
                bad += 1
                good -= 1
            }
        }
        return records
    }

    var complaint: String? {
        if !isArray { return "not a JSON array, so it counts as absent" }
        if good == 0 { return "none of its \(count) entries can be used, so it counts as absent" }
        return bad == 0 ? nil : "\(bad) of \(count) entries cannot be used and were skipped"
    }
}

/// Says one thing once, however often the file is read.
private final class Warning: Sendable {
    private let warn: @Sendable (String) -> Void
    private let isGiven = Mutex(false)

    init(_ warn: @escaping @Sendable (String) -> Void) { self.warn = warn }

    func give(_ text: String) {
        let isFirst = isGiven.withLock { given in
            defer { given = true }
            return !given
        }
        if isFirst { warn(text) }
    }
}
