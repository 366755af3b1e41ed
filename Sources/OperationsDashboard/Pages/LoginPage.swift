import AutoSREWeb

/// Where anyone comes in.
enum LoginPage {
    static let html = PageFrame(title: "Sign in", isPlain: true).html(
        """
        <p class="lead">See how the shop is doing, and put it right.</p>
        <form class="card login" method="post" action="/api/login">
        <p><label for="username">Username</label>
        <input id="username" name="username" value="demo" autocomplete="username"></p>
        <p><label for="password">Password</label>
        <input id="password" name="password" type="password" value="demo" autocomplete="current-password"></p>
        <p><button type="submit">Demo login</button></p>
        <p class="hint">The demo takes any name and password.</p>
        </form>
        """)
}

/// What a person sees when a form was refused or a page is missing.
enum ErrorPage {
    static func html(title: String, text: String, back: (address: String, name: String)? = nil) -> HTML {
        let back = back ?? ("/services", "All services")
        return PageFrame(title: title).html(
            """
            <div class="card narrow"><p role="alert">\(text)</p>
            <p><a class="button quiet" href="\(back.address)">\(back.name)</a></p></div>
            """)
    }
}
