/// Which handler answers which method on which path: a table of values, whatever a handler is.
///
/// A pattern is a path of literal segments and of `{name}`, which stands for one segment; the last segment of a path
/// that a name stands for is not empty. HEAD is answered as GET; the server leaves the body away.
public struct Routes<Handler> {
    /// What stands at one pattern.
    fileprivate struct Place {
        /// Between slashes; `nil` is a parameter.
        let segments: [Substring?]
        let names: [String]
        var get: Handler?
        var post: Handler?
    }

    /// Patterns without parameters, by their path: most requests are for these.
    private var fixed: [String: Place] = [:]
    private var patterns: [Place] = []

    /// What is there for a request.
    public enum Match {
        /// Its handler, and what stands in the place of the pattern's names.
        case found(Handler, RouteParameters)
        /// The path is known, and not with this method; the methods are as the header `Allow` has them.
        case wrongMethod(allowed: String)
        /// Nothing is at this path.
        case unknown
    }

    /// Makes a table without routes.
    public init() {}

    /// Answers GET and HEAD at `pattern` by `handler`.
    public mutating func get(_ pattern: String, _ handler: Handler) { add(pattern) { $0.get = handler } }

    /// Answers POST at `pattern` by `handler`.
    public mutating func post(_ pattern: String, _ handler: Handler) { add(pattern) { $0.post = handler } }

    /// Finds the handler of a request.
    /// - Parameter path: decoded, without the query.
    public func match(_ method: String, _ path: String) -> Match {
        if let place = fixed[path] { return answer(method, place, []) }
        let segments = Self.segments(of: path)
        for place in patterns {
            if let values = place.values(in: segments) { return answer(method, place, values) }
        }
        return .unknown
    }

    private mutating func add(_ pattern: String, _ change: (inout Place) -> Void) {
        var (segments, names): ([Substring?], [String]) = ([], [])
        for segment in Self.segments(of: pattern) {
            let isName = segment.hasPrefix("{") && segment.hasSuffix("}")
            segments.append(isName ? nil : segment)
            if isName { names.append(String(segment.dropFirst().dropLast())) }
        }
        if names.isEmpty {
            change(&fixed[pattern, default: Place(segments: segments, names: [])])
        } else if let known = patterns.firstIndex(where: { $0.segments == segments && $0.names == names }) {
            change(&patterns[known])
        } else {
            var place = Place(segments: segments, names: names)
            change(&place)
            patterns.append(place)
        }
    }

    private func answer(_ method: String, _ place: Place, _ values: [String]) -> Match {
        let parameters = RouteParameters(names: place.names, values: values)
        switch (method, place.get, place.post) {
        case ("GET", let handler?, _), ("HEAD", let handler?, _), ("POST", _, let handler?):
            return .found(handler, parameters)
        default:
            let allowed = [place.get == nil ? nil : "GET, HEAD", place.post == nil ? nil : "POST"]
            return .wrongMethod(allowed: allowed.compactMap { $0 }.joined(separator: ", "))
        }
    }

    private static func segments(of path: String) -> [Substring] {
        path.split(separator: "/", omittingEmptySubsequences: false)
    }
}

extension Routes: Sendable where Handler: Sendable {}
extension Routes.Place: Sendable where Handler: Sendable {}

extension Routes.Place {
    /// What the parameters are in a path; `nil` where the path is another.
    fileprivate func values(in path: [Substring]) -> [String]? {
        guard path.count == segments.count else { return nil }
        if case .some(nil) = segments.last, path.last?.isEmpty == true { return nil }
        var values: [String] = []
        for (segment, part) in zip(segments, path) {
            if let segment {
                guard segment == part else { return nil }
            } else {
                values.append(String(part))
            }
        }
        return values
    }
}

/// What stands in a path in the place of a pattern's names.
public struct RouteParameters: Sendable {
    fileprivate let names: [String]
    fileprivate let values: [String]

    /// The segment that stands for `name`; a name that is not in the pattern is a defect of the caller's.
    public subscript(name: String) -> String {
        guard let index = names.firstIndex(of: name) else { preconditionFailure("no {\(name)} in the pattern") }
        return values[index]
    }
}
