import AutoSREWeb

/// The frame of every page.
struct PageFrame {
    let title: String
    /// What stands above the heading; empty where there is nowhere to go back to.
    var trail: HTML = ""
    /// Beside the heading.
    var aside: HTML = ""
    /// Whether the page stands for the present, and is fetched again while someone looks at it.
    var isLive = false
    var isPlain = false

    /// Seconds between two looks of a live page.
    private static let period = 5

    func html(_ content: HTML) -> HTML {
        let refresh: HTML = isLive ? " data-refresh=\"\(Self.period)\"" : ""
        let kind: HTML = isPlain ? " class=\"plain-page\"" : ""
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title) · Operations</title>
            <link rel="icon" href="\(Asset.icon.address)" type="image/svg+xml">
            <link rel="stylesheet" href="\(Asset.stylesheet.address)">
            <script src="\(Asset.script.address)" defer></script>
            </head>
            <body\(kind)>
            <a class="skip" href="#main">Skip to content</a>
            <header class="top">\(brand)\(isPlain ? "" : Self.navigation)\
            <button type="button" class="quiet" id="live" hidden><span>Pause</span>\
            <span class="wide"> live updates</span></button></header>
            <main id="main" tabindex="-1"\(refresh)>
            \(trail)<div class="title"><h1>\(title)</h1>\(aside)</div>
            \(content)
            </main>
            <footer><p>A demo on simulated services, without authentication: anyone who reaches this address can \
            change everything. Keep it on this machine.</p></footer>
            </body>
            </html>

            """
    }

    private var brand: HTML {
        """
        <p class="brand"><svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">\
        <path d="\(Asset.pulse)"/></svg>Operations</p>
        """
    }

    private static let navigation: HTML = #"<nav aria-label="Main"><a href="/services">Services</a></nav>"#

    /// `healthy` or `degraded`, told by word and by colour.
    static func badge(_ status: String) -> HTML {
        "<span class=\"badge \(status)\">\(status)</span>"
    }
}
