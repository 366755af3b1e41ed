/// What cannot be read of a case, with the place a person has to look at.
public struct EvidenceError: Error, Equatable, CustomStringConvertible {
    /// The file's name inside the case folder.
    public let file: String
    /// Line of the file, from 1; of a record with line breaks inside it, the first.
    public let line: Int
    /// What is wrong there.
    public let reason: String

    /// An error of `file` at `line`.
    public init(file: String, line: Int, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    /// `metrics.csv:12: …`, as compilers write it.
    public var description: String { "\(file):\(line): \(reason)" }
}
