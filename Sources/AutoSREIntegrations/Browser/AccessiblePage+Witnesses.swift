// What shows on a page that an element is the one that a locator means.

extension AccessiblePage {
    /// The element itself, what the locator says is around it, and what those are known by: the cell that names a row,
    /// the term of a definition. As long as all of it stays as it is, the locator means the same element.
    func witnesses(of place: Int, _ locator: Locator) -> [Int] {
        var (found, wanted) = ([place], locator.scopes[...])
        for around in places(around: place) {
            guard let scope = wanted.first else { break }
            guard fits(around, scope) else { continue }
            found.append(around)
            switch scope.role {
            case "row": found += naming(around, scope)
            case "definition": found += [term(before: around)].compactMap(\.self)
            default: break
            }
            wanted.removeFirst()
        }
        return found
    }
}
