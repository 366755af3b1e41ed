/// The frame of every page.
enum Layout {
    static func html(title: String, navigation: HTML = "", main: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title) · Operations</title>
        <link rel="stylesheet" href="/style.css">
        </head>
        <body>
        <header><p class="brand">Operations</p>\(navigation)</header>
        <main>
        <h1>\(title)</h1>
        \(main)
        </main>
        <footer><p>A demo on simulated services, without authentication: anyone who reaches this address can change \
        everything. Keep it on this machine.</p></footer>
        </body>
        </html>

        """
    }

    static let home: HTML = #"<nav aria-label="Main"><a href="/services">Services</a></nav>"#

    /// `healthy` or `degraded`, told by word and by colour.
    static func badge(_ status: String) -> HTML {
        "<span class=\"badge \(status)\">\(status)</span>"
    }
}

/// Where anyone comes in.
enum LoginPage {
    static let html = Layout.html(
        title: "Sign in",
        main: """
            <form class="card" method="post" action="/api/login">
            <p><label for="username">Username</label>
            <input id="username" name="username" value="demo" autocomplete="username"></p>
            <p><label for="password">Password</label>
            <input id="password" name="password" type="password" value="demo" autocomplete="current-password"></p>
            <p><button type="submit">Demo login</button></p>
            </form>
            """)
}

/// What a person sees when a form was refused or a page is missing.
enum ErrorPage {
    static func html(title: String, text: String) -> HTML {
        Layout.html(
            title: title, navigation: Layout.home, main: "<p role=\"alert\">\(text)</p>")
    }
}

/// All services at a glance.
enum ServicesPage {
    static func html(_ services: [ServiceDetail]) -> HTML {
        Layout.html(
            title: "Services", navigation: Layout.home,
            main: """
                <table>
                <caption>All services</caption>
                <thead><tr><th scope="col">Service</th><th scope="col">Status</th><th scope="col">Version</th>\
                <th scope="col">Ready</th></tr></thead>
                <tbody>
                \(services.map(row))
                </tbody>
                </table>
                """)
    }

    private static func row(_ service: ServiceDetail) -> HTML {
        """
        <tr><th scope="row"><a href="/services/\(service.id)">\(service.name)</a></th>\
        <td>\(Layout.badge(service.status))</td><td>\(service.version)</td>\
        <td>\(service.replicas.ready) of \(service.replicas.desired)</td></tr>

        """
    }
}
