import AutoSRECore
import AutoSREPlatform
import AutoSREWeb

/// The answers in the shapes that clients rely on, each with the headers that keep a browser from misreading them.
extension ServerResponse {
    private static let common = [
        (name: "X-Content-Type-Options", value: "nosniff"), (name: "Cache-Control", value: "no-store"),
    ]

    /// Nothing but our own files may be loaded, nothing written into a page may style it or run, and no other site may
    /// frame a page with destructive buttons.
    /// `same-origin`, because under `no-referrer` a browser sends `Origin: null` with our own forms
    /// (https://fetch.spec.whatwg.org/#append-a-request-origin-header).
    private static let pageHeaders = [
        (name: "Content-Type", value: "text/html; charset=utf-8"),
        (
            name: "Content-Security-Policy",
            value: """
            default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; \
            form-action 'self'; frame-ancestors 'none'; base-uri 'none'
            """
        ),
        (name: "Referrer-Policy", value: "same-origin"),
    ]

    static func json(bytes: [UInt8], status: Int = 200) -> ServerResponse {
        let type = (name: "Content-Type", value: "application/json")
        return ServerResponse(status: status, headers: [type] + common, body: bytes)
    }

    static func json(_ value: some Encodable, status: Int = 200) -> ServerResponse {
        do {
            return json(bytes: try JSON.encode(value), status: status)
        } catch {
            return json(bytes: Array(#"{"detail":"The answer could not be written"}"#.utf8), status: 500)
        }
    }

    /// What every refusal looks like.
    static func detail(_ text: String, status: Int) -> ServerResponse {
        json(["detail": text], status: status)
    }

    static let unknownPath = detail("Not Found", status: 404)
    static let notOurName = detail(
        "This dashboard is not called that: open it by its address, or start it with --allow-host NAME", status: 403)
    static let unknownService = detail("Service not found", status: 404)

    static func wrongMethod(allowed: String) -> ServerResponse {
        var response = detail("Method Not Allowed", status: 405)
        response.headers.append((name: "Allow", value: allowed))
        return response
    }

    static func page(_ html: HTML, status: Int = 200) -> ServerResponse {
        ServerResponse(status: status, headers: pageHeaders + common, body: Array(html.text.utf8))
    }

    static func seeOther(_ location: String) -> ServerResponse {
        ServerResponse(status: 303, headers: [(name: "Location", value: location)] + common)
    }

    /// Prometheus text.
    static func exposition(_ text: String) -> ServerResponse {
        let type = (name: "Content-Type", value: Exposition.contentType)
        return ServerResponse(headers: [type] + common, body: Array(text.utf8))
    }
}
