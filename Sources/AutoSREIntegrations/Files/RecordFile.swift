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

    /// What the file holds about one service.
    struct Reading<Record> {
        /// The newest records whose time was wanted, oldest first.
        var records: [Record] = []
        /// The time of the oldest one of them.
        var oldest: Instant?
        /// The time of the oldest record of the service, wanted or not; nil where there is none.
        var begins: Instant?
        /// Whether older ones were left out for want of room.
        var isCut = false
        /// Whether the file ends before its array does.
        var isTorn = false
        /// What could not be used of the file, in words; nil where nothing was.
        var complaint: String?
    }

    /// Why a file that is there gives nothing.
    struct Unusable: Error, CustomStringConvertible {
        let description: String
    }

    /// The newest `limit` records of `service` whose time `isWanted`. Nil where the file is not there.
    /// - Throws: `Unusable` where it is there and nothing of it can be used; `CancellationError`.
    func newest<Record: FileRecord>(
        _ limit: Int, of service: String, as type: Record.Type, isWanted: (Instant) -> Bool
    ) throws -> Reading<Record>? {
        guard Files.exists(path) else { return nil }
        do {
            var pass = RecordPass(limit: limit)
            try pass.scan(try ElementReader(path), RecordPeek(service: service), isWanted: isWanted)
            let reading = try pass.reading(as: type)
            if let complaint = reading.complaint { warning.give("\(name): \(complaint)") }
            return reading
        } catch let unusable as Unusable {
            warning.give("\(name) is unusable: \(unusable)")
            throw unusable
        } catch let error as FileError {
            warning.give("\(name) cannot be read: \(error)")
            throw error
        }
    }
}

extension RecordFile.Unusable {
    /// None of that many entries is of use.
    init(noneOf count: Int, _ which: String, fault: String?) {
        let words =
            count == 1
            ? "its one entry\(which) cannot be used: it" : "none of its \(count) entries\(which) can be used: the first"
        self.init(description: "\(words) \(fault ?? "") (docs/records.md)")
    }
}

/// One pass through a file.
struct RecordPass {
    private let limit: Int
    private var kept: [Kept] = []
    private var (count, good, bytes) = (0, 0, 0)
    private var firstFault: String?
    private var begins: Instant?
    private var (isCut, isTorn) = (false, false)

    private struct Kept {
        let at: Instant
        /// The place in the file decides between equal times, for sorting alone need not keep their order.
        let place: Int
        let bytes: [UInt8]
    }

    /// Records are kept as they are until the pass is over; beyond this, in bytes, the oldest make room.
    private static let room = 64 << 20

    init(limit: Int) { self.limit = limit }

    /// Throws `RecordFile.Unusable` where nothing can be used.
    mutating func scan(_ reader: ElementReader, _ peek: RecordPeek, isWanted: (Instant) -> Bool) throws {
        guard try reader.enter() else {
            throw RecordFile.Unusable(description: "it is no JSON array (docs/records.md)")
        }
        while let element = try reader.next() {
            count += 1
            guard case .whole(let bytes) = element else {
                fault("is longer than \(ElementReader.longest) bytes")
                continue
            }
            switch peek.look(at: bytes) {
            case .foreign: good += 1
            case .bad(let reason): fault(reason)
            case .wanted(let at):
                good += 1
                begins = min(begins ?? at, at)
                if isWanted(at) { keep(at, bytes) }
            }
        }
        if reader.isCut, count == 0 {
            throw RecordFile.Unusable(description: "it ends within its first entry (docs/records.md)")
        }
        isTorn = try !reader.isClosed()
        if try reader.hasMore() {
            count += 1
            fault("stands behind the end of the array")
        }
        dropOldest(room: Self.room)
        guard good > 0 || count == 0 else {
            throw RecordFile.Unusable(noneOf: count, "", fault: firstFault)
        }
    }

    private mutating func fault(_ reason: String) { firstFault = firstFault ?? reason }

    private mutating func keep(_ at: Instant, _ element: UnsafeRawBufferPointer) {
        kept.append(Kept(at: at, place: count, bytes: Array(element)))
        bytes += element.count
        if kept.count >= 2 * limit || bytes > Self.room { dropOldest(room: Self.room / 2) }
    }

    private mutating func dropOldest(room: Int) {
        kept.sort { ($0.at, $0.place) < ($1.at, $1.place) }
        var surplus = max(kept.count - limit, 0)
        var left = kept.dropFirst(surplus).reduce(0) { $0 + $1.bytes.count }
        while left > room, surplus < kept.count {
            left -= kept[surplus].bytes.count
            surplus += 1
        }
        if surplus > 0 { isCut = true }
        kept.removeFirst(surplus)
        bytes = left
    }

    /// Decodes what was kept. Throws `RecordFile.Unusable` where nothing of it can be used: what the service wrote is
    /// unknown then, not nothing.
    func reading<Record: FileRecord>(as type: Record.Type) throws(RecordFile.Unusable) -> RecordFile.Reading<Record> {
        var reading = RecordFile.Reading<Record>()
        var reader = JSONReader()
        reading.records.reserveCapacity(kept.count)
        var (good, undecoded) = (good, String?.none)
        for one in kept {
            do { reading.records.append(try Record(LooseRecord(one.bytes, with: &reader))) } catch {
                let flaw = (error as? RecordFlaw)?.description ?? "it is no JSON"
                undecoded = undecoded ?? "cannot be decoded: \(flaw)"
                good -= 1
            }
        }
        let fault = firstFault ?? undecoded
        guard good > 0 || count == 0 else { throw RecordFile.Unusable(noneOf: count, "", fault: fault) }
        guard !reading.records.isEmpty || kept.isEmpty else {
            throw RecordFile.Unusable(noneOf: kept.count, " of this service and time", fault: undecoded)
        }
        (reading.oldest, reading.begins, reading.isCut) = (kept.first?.at, begins, isCut)
        reading.isTorn = isTorn
        let bad = count - good
        if bad > 0 {
            let were = bad == 1 ? "was" : "were"
            reading.complaint =
                "\(bad) of \(count) entries cannot be used and \(were) skipped: the first \(fault ?? "")"
        }
        return reading
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
