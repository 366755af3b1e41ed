import AutoSRECore
import AutoSREPlatform

/// The pictures that drivers took of runs, which lie in a folder for each run beside the journal: they are evidence,
/// and go with it.
struct StoredPictures {
    private let folder: String

    /// Those of the journal in `directory`.
    init(beside directory: String) { folder = Self.folder(beside: directory) }

    /// Where they lie.
    static func folder(beside directory: String) -> String { directory + "/screenshots" }

    /// What a run's pictures are called among the bodies of evidence.
    private static func body(of run: RunID) -> String { "pictures/\(run.text)" }

    /// The same holdings with the pictures among them: each run's as one more body, and those of runs that were pruned
    /// before as bodies of nobody's.
    /// - Parameter pruned: whether a run of this name was pruned.
    func added(to holdings: Holdings, pruned: (String) async throws -> Bool) async throws -> Holdings {
        var (all, sizes) = (holdings, [String: Int]())
        for name in (try? Files.list(folder)) ?? [] {
            if let files = files(of: RunID(name)) { sizes[name] = files.reduce(0) { $0 + size(of: $1) } }
        }
        all.runs = holdings.runs.map { run in
            guard let bytes = sizes.removeValue(forKey: run.run.text) else { return run }
            all.bodies[Self.body(of: run.run)] = bytes
            all.bytes += bytes
            return StoredRun(
                run: run.run, closedAt: run.closedAt, isNeeded: run.isNeeded, journalBytes: run.journalBytes,
                evidence: run.evidence.union([Self.body(of: run.run)]))
        }
        for (name, bytes) in sizes where try await pruned(name) {
            all.bodies[Self.body(of: RunID(name))] = bytes
            all.bytes += bytes
            all.unnamed.insert(Self.body(of: RunID(name)))
        }
        return all
    }

    /// Removes those that go with `bodies`, and returns the first that could not be; what is no file of a driver's
    /// stays, and its folder with it.
    func remove(with bodies: [String]) -> FileError? {
        var first: FileError?
        for body in bodies where body.hasPrefix("pictures/") {
            let run = RunID(String(body.dropFirst("pictures/".count)))
            for file in files(of: run) ?? [] {
                do throws(FileError) { try Files.remove(file) } catch { first = first ?? error }
            }
            if files(of: run) != nil { try? Files.remove("\(folder)/\(run.text)") }
        }
        return first
    }

    /// The regular files in a run's folder; nil where it has none of its own.
    private func files(of run: RunID) -> [String]? {
        let path = "\(folder)/\(run.text)"
        guard run.text.hasPrefix("run-"), !run.text.contains("/"), !Files.isLink(folder), !Files.isLink(path),
            Files.isDirectory(path), let names = try? Files.list(path)
        else { return nil }
        return names.map { "\(path)/\($0)" }.filter { !Files.isLink($0) && Files.isRegularFile($0) }
    }

    private func size(of file: String) -> Int { (try? Files.size(of: file)) ?? 0 }
}
