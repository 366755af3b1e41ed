import AutoSRECore

// The dashboard's question: what shows that it is asked, and what it wants to know before it is answered.
extension PageDriver {
    /// What is to be seen of the question. Its first field can be used before the answer can.
    func question(_ confirm: UIMap.Confirmation) throws -> Expectation {
        var question = try answer(to: confirm)
        guard let field = confirm.fields.first, let answer = question.single else { return question }
        question.seen.append(answer)
        question.single = try named { try variables.fill(field.locator) }
        return question
    }

    /// Fills the question's fields, and waits until it can be answered.
    /// - Returns: the answer, for whoever gives it.
    func prepareAnswer(_ confirm: UIMap.Confirmation) async throws -> Expectation {
        let answer = try answer(to: confirm)
        guard !confirm.fields.isEmpty else { return answer }
        for field in confirm.fields {
            try await fill(field.locator, with: field.text, seeing: answer.seen + [answer.single].compactMap(\.self))
        }
        try await holdsWhatWasTyped()
        _ = try await look(for: answer)
        return answer
    }

    private func answer(to confirm: UIMap.Confirmation) throws -> Expectation {
        Expectation(
            seen: variables.known(confirm.expected), single: try named { try variables.fill(confirm.click) })
    }
}
