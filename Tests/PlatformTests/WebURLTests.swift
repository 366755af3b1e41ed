import AutoSREPlatform
import Testing

@Suite(.timeLimit(.minutes(1))) struct WebURLTests {
    @Test func partsAreAsLibcurlReadsThem() throws {
        let url = try #require(WebURL("HTTPS://user:secret@Shop.Example:8443/a/../b?c=d@e#f"))
        #expect(url.scheme == "https" && url.host == "shop.example" && url.port == 8443 && url.hasUser)
        #expect(url.path == "/a/../b" && url.query == "c=d@e" && url.fragment == "f")
        #expect(url.authority == "shop.example:8443")
        let bare = try #require(WebURL("http://h"))
        #expect(bare.port == 80 && bare.path == "/" && bare.query == nil && bare.fragment == nil && !bare.hasUser)
    }

    @Test(arguments: [
        ("http://a:80", "a"), ("https://a:443/", "a"), ("https://a:80", "a:80"), ("http://[::1]:3000/x", "[::1]:3000"),
        ("http://a_b-c.d", "a_b-c.d"), ("http://127.1:1/", "127.0.0.1:1"), ("http://0x7f000001/", "127.0.0.1"),
    ])
    func equalPlacesHaveOneAuthority(_ text: String, _ authority: String) {
        #expect(WebURL(text)?.authority == authority)
    }

    @Test(arguments: [
        "", "a", "//a", "ftp://a", "file:///etc/passwd", "javascript:alert(1)", "http:a", "http:/a", "http://",
        "http:///a", "http://:80", "http://a:0", "http://a:65536", "http://a:", "http://a:b", "http://a:1:2",
        "http://a b/", "http://a/ b", "http://a\\@b/", "http://a%41/", "http://größe", "http://[::1", "http://[::1]x",
        "http://[zz]", "http://[fe80::1%25eth0]/", "http://-", "http://.", "http://a\u{0}b", "http://a/\u{7F}",
        "http://u@a@b/",
    ])
    func whatIsNoneIsRefused(_ text: String) {
        #expect(WebURL(text) == nil)
    }
}
