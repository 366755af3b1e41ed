import AutoSREAnalysis
import AutoSREPlatform
import RootCause

/// Reads the series of a file and finds what changes in them.
enum MetricsReading {
    /// The series of a file or a stream, a portion at a time.
    static func read(_ path: String) throws -> (series: [SeriesFile.Series], gaps: [String]) {
        var reader = ChunkReader(try StreamFile.reading(path))
        var file = SeriesFile(file: path == "-" ? "standard input" : path)
        while let lines = try reader.next() { try file.add(lines) }
        return try file.finish()
    }

    /// The rows at which a new regime begins, for each series; the same with any number of threads.
    static func changePoints(_ series: [SeriesFile.Series], threads: Int) async -> [[Int]] {
        await withTaskGroup(of: [(Int, [Int])].self) { group in
            for first in 0..<threads {
                group.addTask {
                    stride(from: first, to: series.count, by: threads).map {
                        ($0, ChangePoints.find(series[$0].values))
                    }
                }
            }
            var found = [[Int]](repeating: [], count: series.count)
            for await part in group { for (index, rows) in part { found[index] = rows } }
            return found
        }
    }
}
