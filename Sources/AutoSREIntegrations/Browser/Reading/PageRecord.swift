import AutoSRECore

/// What a walk over a dashboard's pages has read of a service.
struct PageRecord: Sendable, Hashable {
    /// One row of a table.
    typealias Row = [TableReading.Field: String]

    /// Single values.
    var facts: [Reading.Fact: String] = [:]
    /// Rows, by what they are.
    var rows: [TableReading.Kind: [Row]] = [:]
    /// What was to be read and could not be, in words.
    var faults: [String] = []
    /// Tables of which a row could not be read or was left out.
    var cut: Set<TableReading.Kind> = []

    /// Takes what another page says.
    mutating func add(_ other: PageRecord) {
        facts.merge(other.facts) { $1 }
        rows.merge(other.rows) { $1 }
        faults += other.faults
        cut.formUnion(other.cut)
    }
}

extension Reading {
    /// What a page says of it, and what of it the page does not say.
    func record(of page: AccessiblePage) -> PageRecord {
        var record = PageRecord()
        switch self {
        case .state(let facts):
            for fact in Fact.allCases {
                guard let locator = facts[fact] else { continue }
                do throws(ValueLocator.Flaw) {
                    record.facts[fact] = try locator.value(on: page, isTime: fact.isTime)
                } catch {
                    record.faults.append("\(fact.rawValue): \(error.words)")
                }
            }
        case .rows(let table):
            do throws(ValueLocator.Flaw) { try table.read(page, into: &record) } catch {
                record.faults.append("\(table.kind.rawValue): \(error.words)")
            }
        }
        return record
    }
}

extension TableReading {
    /// The columns that are looked for.
    private var headers: [NamePattern] { Array(columns.values) + Array(conditions.keys) }

    /// Reads the rows that are the service's.
    /// - Throws: where the page has no such table, or several, or none of its rows is the service's.
    fileprivate func read(_ page: AccessiblePage, into record: inout PageRecord) throws(ValueLocator.Flaw) {
        let table = try place(on: page)
        var places: [NamePattern: AccessiblePage.Column] = [:]
        for header in headers { places[header] = try column(header, of: table, on: page) }
        let head = places.values.map(\.row).max() ?? 0
        var (found, odd): ([PageRecord.Row], Int) = ([], 0)
        for row in page.rows(of: table) where row > head {
            var cells: [NamePattern: Int] = [:]
            do throws(ValueLocator.Flaw) {
                for (header, column) in places { cells[header] = try page.cell(of: row, in: column) }
            } catch {
                odd += 1
                continue
            }
            guard conditions.allSatisfy({ $1.fits(cells[$0].map(page.content(of:)) ?? "") }) else { continue }
            var texts: PageRecord.Row = [:]
            guard
                !places.keys.contains(where: { cells[$0].map(page.content(of:)).map(AccessiblePage.isTurned) ?? false })
            else {
                record.faults.append("\(kind.rawValue): a row is drawn in another order than written")
                record.cut.insert(kind)
                continue
            }
            for (field, header) in columns {
                let text = cells[header].map(field.isTime ? page.moment(in:) : page.content(of:))
                texts[field] = PlainText.cut(text ?? "", to: ValueLocator.longest)
            }
            found.append(texts)
        }
        guard !found.isEmpty else { throw ValueLocator.Flaw(words: "no row of it is the service's") }
        if odd > 0 { record.faults.append("\(kind.rawValue): \(odd.counted("row")) with other cells than the headers") }
        if found.count > kind.most { record.faults.append("\(kind.rawValue): only \(kind.most) rows are read") }
        if odd > 0 || found.count > kind.most { record.cut.insert(kind) }
        record.rows[kind] = Array(found.prefix(kind.most))
    }

    /// The one table that is meant.
    private func place(on page: AccessiblePage) throws(ValueLocator.Flaw) -> Int {
        let candidates =
            table.map(page.places(of:))
            ?? page.nodes.indices.filter { place in
                AccessiblePage.tables.contains(page.nodes[place].role)
                    && headers.allSatisfy { !page.columns(of: place, $0).isEmpty }
            }
        let words = table.map(\.description) ?? "a table with these columns"
        guard let first = candidates.first else {
            throw ValueLocator.Flaw(words: "the page '\(page.title)' does not show \(words)")
        }
        guard candidates.count == 1 else {
            throw ValueLocator.Flaw(words: "\(words) is there \(candidates.count.counted("time"))")
        }
        return first
    }

    private func column(
        _ header: NamePattern, of table: Int, on page: AccessiblePage
    ) throws(ValueLocator.Flaw) -> AccessiblePage.Column {
        let columns = page.columns(of: table, header)
        guard columns.count == 1 else {
            throw ValueLocator.Flaw(words: "its table has \(columns.count.counted("column")) '\(header.text)'")
        }
        return columns[0]
    }
}
