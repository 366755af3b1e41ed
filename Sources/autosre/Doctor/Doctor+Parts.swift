import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform
import AutoSREStore

extension Doctor {
    /// Whether runs can be kept, and whether those that were can be read.
    func data() async -> [Check] {
        let directory = configuration.storage.dataDirectory
        guard !directory.isEmpty else {
            let advice = "set LOG_STORAGE_DATA_DIR to a folder, so that runs can be resumed and shown"
            return [.warn("data", "no directory: runs are kept in memory only", do: advice)]
        }
        do throws(FileError) {
            try Self.tryWriting(in: Self.existingFolder(directory))
        } catch {
            return [
                .fail("data", "\(error)", do: "set LOG_STORAGE_DATA_DIR to a folder that this user may write to")
            ]
        }
        let isThere = Files.isDirectory(directory)
        let words = isThere ? "\(directory) is writable" : "\(directory) is not there yet; the first run makes it"
        return [.ok("data", words), await journal(directory)] + records
    }

    /// Whose the records are where several systems read them: an entry names none.
    private var records: [Check] {
        let readers = integrations.readersOfRecords(configuration)
        guard readers.count > 1 else { return [] }
        let tied = configuration.services.filter { $0.logs != nil || $0.workload != nil }.map(\.name)
        let all = "\(readers.joined(separator: ", ")) read the same files"
        guard tied.isEmpty else { return [.ok("records", "\(all); they count for \(tied.joined(separator: ", "))")] }
        let advice = "tie each service's logs or workload to a system in \(ServiceSettings.place) (docs/records.md)"
        return [.warn("records", "\(all), which do not say whose service is meant: none counts", do: advice)]
    }

    private func journal(_ directory: String) async -> Check {
        guard Files.exists("\(directory)/autosre.db") else { return .ok("journal", "none yet; the first run makes it") }
        do {
            _ = try await StoreFactory.openExisting(directory: directory, now: SystemClock.now(), report: { _ in })
            return .ok("journal", "\(directory)/autosre.db opens", unchecked: "each run's entries")
        } catch {
            let advice = "move \(directory)/autosre.db away; the next run begins a new one"
            return .fail("journal", (error as? StoreError)?.sentence ?? ErrorText.describe(error), do: advice)
        }
    }

    /// The folder itself, or the nearest one above it that is there.
    private static func existingFolder(_ path: String) -> String {
        var path = path
        while !Files.exists(path), let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            path = String(path[..<slash])
        }
        if Files.exists(path) { return path }
        return path.hasPrefix("/") ? "/" : "."
    }

    private static func tryWriting(in folder: String) throws(FileError) {
        let probe = "\(folder)/.autosre-doctor-\(SystemRandom.hex(8))"
        try Files.write(probe, [])
        try Files.remove(probe)
    }
}
