// Reads a file into columns many times and prints MB/s of the median and the best round, and what the peer must find
// too; then it waits for its input to end, so that its memory can be looked at while it lives.
// usage: json-benchmark series|lines FILE ROUNDS
import AutoSRECore
import AutoSREPlatform

/// What is in the columns, in figures.
func read(_ kind: String, _ bytes: [UInt8], with reader: inout JSONReader) throws -> (Duration, () -> String) {
    let (clock, limit) = (ContinuousClock(), 1 << 30)
    let start = clock.now
    if kind == "series" {
        let columns = try reader.series(bytes, limit: limit).columns
        let taken = clock.now - start
        let sum = columns.values.reduce(0) { $1.isFinite ? $0 + $1 : $0 }
        return (taken, { "\(columns.count) \(columns.values.count) \(sum)" })
    }
    let columns = try reader.lines(bytes, limit: limit).columns
    let taken = clock.now - start
    return (taken, { "\(columns.labels.count) \(columns.count) \(columns.texts.bytes.count)" })
}

func measure(_ kind: String, _ file: String, rounds: Int) throws {
    let bytes = try Files.read(file, maximumBytes: 1 << 30)
    var reader = JSONReader()
    var (rates, found): ([Double], String) = ([], "")
    for _ in 0..<rounds {
        let (taken, figures) = try read(kind, bytes, with: &reader)
        rates.append(Double(bytes.count) / 1e6 / (taken / .seconds(1)))
        found = figures()
    }
    rates.sort()
    StandardStreams.write("\(rates[rates.count / 2]) \(rates[rates.count - 1]) \(found)\n")
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 3, let rounds = Int(arguments[2]), rounds > 0 else {
    fatalError("usage: json-benchmark series|lines FILE ROUNDS")
}
try measure(arguments[0], arguments[1], rounds: rounds)
_ = readLine()
