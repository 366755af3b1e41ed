public import AutoSRECore
import AutoSREPlatform

/// Leaves the post-mortem as a Markdown file, in place of an earlier one of the same name.
public struct FileReporter: Reporter {
    /// Its name in journals.
    public let name = "file"
    private let path: String

    /// Makes a reporter that writes to `path`, whose folder exists.
    public init(path: String) { self.path = path }

    /// Writes the file; the telling's detail is the path, or why there is none.
    public func tell(_ postMortem: PostMortem, isRepeat: Bool) async -> Telling {
        do {
            try Files.write(path, Array(MarkdownReport(postMortem).text.utf8))
            return Telling(reporter: name, status: .delivered, detail: path, isRepeat: isRepeat)
        } catch {
            return Telling(reporter: name, status: .failed, detail: "\(path): \(error)", isRepeat: isRepeat)
        }
    }
}
