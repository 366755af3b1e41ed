/// What a path names; the paths are those of SPEC.md and of the issue that widened it.
enum Endpoint: Equatable {
    case loginPage
    case stylesheet
    case servicesPage
    case servicePage(String)
    case pageChange(String, ChangeKind)
    case health
    case login
    case services
    case service(String)
    case deployments(String)
    case logs(String)
    case metrics(String)
    case change(String, ChangeKind)
    case operations
    case faults

    /// The last part of a changing path.
    enum ChangeKind: String {
        case rollback, restart, scale
        case restartPool = "pool/restart"
    }

    /// Finds the endpoint of a percent-decoded path; `nil` where there is none.
    init?(path: String) {
        switch path {
        case "/": self = .loginPage
        case "/style.css": self = .stylesheet
        case "/services": self = .servicesPage
        case "/api/health": self = .health
        case "/api/login": self = .login
        case "/api/services": self = .services
        case "/api/operations": self = .operations
        case "/api/faults": self = .faults
        default:
            if let rest = path.after("/api/services/") {
                self.init(apiPart: rest)
            } else if let rest = path.after("/services/") {
                self.init(pagePart: rest)
            } else {
                return nil
            }
        }
    }

    private init?(apiPart: String) {
        let (id, rest) = apiPart.cut(at: "/")
        switch rest {
        case nil where !id.isEmpty: self = .service(id)
        case "deployments": self = .deployments(id)
        case "logs": self = .logs(id)
        case "metrics": self = .metrics(id)
        default:
            guard let kind = rest.flatMap(ChangeKind.init) else { return nil }
            self = .change(id, kind)
        }
    }

    private init?(pagePart: String) {
        let (id, rest) = pagePart.cut(at: "/")
        guard let rest else {
            guard !id.isEmpty else { return nil }
            self = .servicePage(id)
            return
        }
        guard let kind = ChangeKind(rawValue: rest) else { return nil }
        self = .pageChange(id, kind)
    }

    /// Whether it changes something, by POST; all others are read by GET and HEAD.
    var isChange: Bool {
        switch self {
        case .pageChange, .change, .login, .faults: true
        default: false
        }
    }
}

extension String {
    /// What follows `prefix`; `nil` where the text begins otherwise.
    fileprivate func after(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }

    /// The parts before and after the first `mark`; the second is `nil` where there is no mark.
    func cut(at mark: Character) -> (String, String?) {
        guard let index = firstIndex(of: mark) else { return (self, nil) }
        return (String(self[..<index]), String(self[self.index(after: index)...]))
    }
}
