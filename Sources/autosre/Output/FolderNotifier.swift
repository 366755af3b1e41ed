import AutoSRECore
import AutoSREPlatform

/// Leaves the post-mortem in a folder, for people and for a program.
struct FolderNotifier: Notifier {
    /// Where.
    let folder: String
    /// Where the bodies of the evidence are.
    let evidence: any EvidenceStore
    let name = "folder"

    private static let files: [(form: ReportForm, name: String)] = [
        (.html, "post-mortem.html"), (.markdown, "post-mortem.md"), (.json, "post-mortem.json"),
    ]

    func notify(_ postMortem: PostMortem, isRepeat: Bool) async -> Notification {
        let material = await ReportMaterial.load(for: postMortem, from: evidence)
        do {
            try Files.createDirectories(folder)
            for file in Self.files {
                let text = try file.form.text(postMortem, material, in: folder)
                try Files.write("\(folder)/\(file.name)", Array(text.utf8))
            }
        } catch {
            return Notification(notifier: name, status: .failed, detail: "\(folder): \(error)", isRepeat: isRepeat)
        }
        let detail = "\(folder)/post-mortem.html, and post-mortem.md and .json beside it"
        return Notification(notifier: name, status: .delivered, detail: detail, isRepeat: isRepeat)
    }
}
