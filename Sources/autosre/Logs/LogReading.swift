import AutoSREPlatform
import LogMining
import Synchronization

/// Reads a log from a file or a stream through the miners, with one thread or several.
enum LogReading {
    /// What one thread works with.
    private final class Worker: Sendable {
        struct State {
            var miner = ChunkMiner()
            var lines = ChunkMiner.Lines()
        }
        let state = Mutex(State())
    }

    /// Mines a whole input.
    /// - Parameters:
    ///   - log: takes the lines.
    ///   - take: is handed the numbers of lines, in their order; it empties the array.
    static func read(
        _ file: StreamFile, into log: inout LogMiner, threads: Int, take: (inout [Int32]) throws -> Void
    ) async throws {
        let workers = (0..<threads).map { _ in Worker() }
        var reader = ChunkReader(file)
        var numbers: [Int32] = []
        var isFirst = true
        while true {
            var chunks: [[UInt8]] = []
            while chunks.count < threads, let chunk = try reader.next() { chunks.append(chunk) }
            if chunks.isEmpty { return }
            if chunks.count == 1 {
                mine(chunks[0], workers[0], isFirst: isFirst)
            } else {
                await withTaskGroup(of: Void.self) { group in
                    for (index, chunk) in chunks.enumerated() {
                        let (worker, isFirst) = (workers[index], isFirst && index == 0)
                        group.addTask { mine(chunk, worker, isFirst: isFirst) }
                    }
                }
            }
            isFirst = false
            for index in chunks.indices {
                workers[index].state.withLock {
                    log.absorb($0.lines, from: $0.miner, number: index, into: &numbers)
                }
                try take(&numbers)
            }
        }
    }

    private static func mine(_ chunk: [UInt8], _ worker: Worker, isFirst: Bool) {
        worker.state.withLock { $0.miner.mine(chunk.span, isFirst: isFirst, into: &$0.lines) }
    }
}
