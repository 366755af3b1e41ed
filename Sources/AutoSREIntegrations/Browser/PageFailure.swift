import AutoSRECore

/// Why the browser shows a page of its own in place of the dashboard's.
enum PageFailure {
    /// What that page says: the browser's code of it, or the answer's.
    static let script = """
        const [page] = performance.getEntriesByType('navigation');
        const code = document.querySelector('#error-code,.error-code,#errorCode')?.textContent;
        return code || (page?.responseStatus ? `HTTP ${page.responseStatus}` : '');
        """

    /// What a person can do where a private authority has signed the dashboard's certificate.
    static let trustAdvice =
        "SSL_CERT_FILE does not reach the browser: start chromedriver as a user whose own store (~/.pki/nssdb) trusts the "
        + "authority and name it with AUTOSRE_WEBDRIVER_URL, or, where the dashboard has the API, set UI_DRIVER=http"

    /// What a person can do where the server asks by HTTP and not on a page.
    static let loginAdvice =
        "no map answers HTTP authentication: have the dashboard let AutoSRE in by a page of its own or without it"

    /// What a person can do where the dashboard's login is another host's.
    static let otherHostAdvice =
        "the browser goes to no other host, so that a login there (single sign-on) cannot be worked: have the dashboard let "
        + "AutoSRE in by a page of its own or without a login"

    /// The browser's code in a no of its driver's, which tells of some failures before the page does; nil where it is
    /// another no.
    static func code(of error: WebDriverError) -> String? {
        guard case .refused(.unknownError, let message) = error, let range = message.firstRange(of: "net::ERR_") else {
            return nil
        }
        return String(message[range.lowerBound...].prefix { $0.isLetter || $0 == "_" || $0 == ":" })
    }

    /// The reason in words, by the browser's code.
    static func words(_ code: String?) -> String {
        let code = PlainText.heard(code ?? "").replacing("net::", with: "")
        if code.contains("ERR_CERT") || code.contains("SEC_ERROR") {
            return "the browser does not trust the dashboard's certificate (\(code)): \(trustAdvice)"
        }
        if code == "HTTP 401" || code.contains("ERR_INVALID_AUTH") {
            return "the dashboard asks the browser for a password by HTTP (401): \(loginAdvice)"
        }
        return "the browser cannot reach the dashboard" + (code.isEmpty ? "" : " (\(code))")
    }
}
