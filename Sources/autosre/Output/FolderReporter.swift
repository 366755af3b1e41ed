import AutoSRECore
import AutoSREPlatform

/// Leaves the post-mortem in a folder, for a person and for a program.
struct FolderReporter: Reporter {
    /// Where.
    let folder: String
    let name = "folder"

    func tell(_ postMortem: PostMortem, isRepeat: Bool) async -> Telling {
        do {
            try Files.createDirectories(folder)
            for (form, file) in [(ReportForm.markdown, "post-mortem.md"), (.json, "post-mortem.json")] {
                try Files.write("\(folder)/\(file)", Array(try form.text(postMortem).utf8))
            }
        } catch {
            return Telling(reporter: name, status: .failed, detail: "\(folder): \(error)", isRepeat: isRepeat)
        }
        let detail = "\(folder)/post-mortem.md, and post-mortem.json beside it"
        return Telling(reporter: name, status: .delivered, detail: detail, isRepeat: isRepeat)
    }
}
