import Testing

@testable import AutoSREIntegrations

/// A server that answers and is not believed: not to be started, and no header would help.
@Suite struct TrustAdviceTests {
    @Test(arguments: [
        ("its certificate is signed by nobody known here; …", "SSL_CERT_FILE=/path"),
        ("its certificate is signed by nobody in SSL_CERT_FILE=/a", "SSL_CERT_FILE=/path"),
        ("its certificate has ended", "good now"), ("its certificate is for another name", "good now"),
        ("SSL connect error", "https is spoken"),
    ])
    func advice(why: String, words: String) {
        let advice = Integration.trustAdvice("http://s: no secure connection to s:1: \(why)")
        #expect(advice?.contains(words) == true, "\(advice ?? "none")")
        #expect(Integration.trustAdvice("connection refused") == nil)
    }
}
