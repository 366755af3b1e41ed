import AutoSRECore

extension PageDriver {
    /// Seconds that a page may show what is to be read after all else that is expected is there: what is not there
    /// then is a gap, and no reason to wait for all of a page's time.
    private var readingSeconds: Double { min(patienceSeconds, 2) }

    /// Takes what a reading says of the page that shows what was expected, in one state of the page.
    func read(_ reading: Reading, seeing seen: [Locator]) async throws -> PageRecord {
        let reading = try named { try variables.fill(reading) }
        var first: Instant?
        while true {
            let page = try await look(for: Expectation(seen: seen))
            let since = first ?? world.now()
            first = since
            let record = reading.record(of: page)
            if record.faults.isEmpty { return record }
            guard world.now().seconds(since: since) < readingSeconds else {
                try await mustStand(page)
                for fault in record.faults { trace.note("not read: \(fault)") }
                return record
            }
            try await world.sleep(until: world.now().advanced(bySeconds: 0.05))
        }
    }
}
