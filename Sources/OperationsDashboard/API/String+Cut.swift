extension String {
    /// The parts before and after the first `mark`; the second is `nil` where there is no mark.
    func cut(at mark: Character) -> (String, String?) {
        guard let index = firstIndex(of: mark) else { return (self, nil) }
        return (String(self[..<index]), String(self[self.index(after: index)...]))
    }
}
