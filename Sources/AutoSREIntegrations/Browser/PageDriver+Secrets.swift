import AutoSRECore

// What is typed into a password field is in no record and in no picture.
extension PageDriver {
    /// Whether what is typed into this field is nobody's to read: a password field, or one whose name says so.
    func isSecret(_ field: AccessibleNode, _ element: ElementReference) async -> Bool {
        if Self.isTelling(field.name) { return true }
        let script = """
            const [field] = arguments;
            return [field.type, field.name, field.id, field.autocomplete].filter(Boolean).join(' ');
            """
        do throws(WebDriverError) {
            return Self.isTelling(try await session.execute(script, element).string ?? "password")
        } catch { return true }
    }

    private static let telling = [
        "passw", "passphrase", "passcode", "secret", "token", "otp", "one-time-code", "apikey", "api_key", "api key",
        "api-key", "kennwort", "credential",
    ]

    private static func isTelling(_ name: String) -> Bool {
        let name = name.lowercased()
        return telling.contains { name.contains($0) } || name.split { !$0.isLetter }.contains("pin")
    }

    /// Makes what was typed in secret unreadable before a picture is taken.
    /// - Returns: false where the page shows it in another way, so that there had better be no picture.
    func hideSecrets() async throws(WebDriverError) -> Bool {
        let secrets = trace.secrets
        let script = """
            const [secrets, shortest] = arguments;
            const isIn = (text, secret) => secret.length < shortest ? text === secret : text.includes(secret);
            const fields = document.querySelectorAll('input, textarea, [contenteditable]');
            for (const field of fields) {
              const text = field.value ?? field.textContent ?? '';
              if (field.type !== 'password' && !secrets.some(secret => isIn(text, secret))) continue;
              for (const [name, value] of [['color', 'transparent'], ['text-shadow', 'none'],
                ['-webkit-text-security', 'disc'], ['-webkit-text-fill-color', 'transparent']])
                field.style.setProperty(name, value, 'important');
            }
            const words = (document.body?.innerText ?? '') + document.title;
            return !secrets.some(secret => secret.length >= shortest && words.includes(secret));
            """
        let shortest = JSONValue.integer(Int64(ActionTrace.shortestSecret))
        return try await session.execute(script, arguments: [.array(secrets.map { .string($0) }), shortest]).bool
            ?? false
    }
}
