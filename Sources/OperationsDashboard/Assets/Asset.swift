import AutoSRECore
import AutoSREPlatform

/// A file that the pages load, from our own address because they allow nothing else.
struct Asset: Sendable {
    /// Changes with the content, so that a browser may keep it for ever and never shows an old one.
    let address: String
    let path: String
    let response: ServerResponse

    private init(path: String, type: String, text: String) {
        self.path = path
        address = "\(path)?v=\(Digest(of: text).short)"
        response = ServerResponse(
            headers: [
                (name: "Content-Type", value: type), (name: "Cache-Control", value: "max-age=31536000, immutable"),
                (name: "X-Content-Type-Options", value: "nosniff"),
            ],
            body: Array(text.utf8))
    }

    static let stylesheet = Asset(path: "/style.css", type: "text/css; charset=utf-8", text: Stylesheet.text)
    static let script = Asset(path: "/app.js", type: "text/javascript; charset=utf-8", text: Script.text)
    static let icon = Asset(
        path: "/icon.svg", type: "image/svg+xml",
        text: """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" \
            fill="#2563eb"/><path d="\(pulse)" transform="translate(3 3) scale(.75)" fill="none" stroke="#fff" \
            stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>
            """)

    /// The sign of the house: a heartbeat.
    static let pulse = "M2 12h4l3-8 5 16 3-8h5"
}
