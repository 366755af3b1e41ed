/// What a path names; the paths are those of SPEC.md and of the issue that widened it.
enum Endpoint: Equatable {
    case loginPage
    case asset(Asset.Name)
    case servicesPage
    case servicePage(String, ServiceTab)
    /// By GET the question before a change, by POST the change.
    case pageChange(String, ChangeKind)
    case health
    case login
    case services
    case service(String)
    case deployments(String)
    case logs(String)
    case metrics(String)
    case traces(String)
    case exposition
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
        case "/style.css": self = .asset(.stylesheet)
        case "/app.js": self = .asset(.script)
        case "/icon.svg": self = .asset(.icon)
        case "/metrics": self = .exposition
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
        case "traces": self = .traces(id)
        default:
            guard let kind = rest.flatMap(ChangeKind.init) else { return nil }
            self = .change(id, kind)
        }
    }

    private init?(pagePart: String) {
        let (id, rest) = pagePart.cut(at: "/")
        guard let rest else {
            guard !id.isEmpty else { return nil }
            self = .servicePage(id, .overview)
            return
        }
        if let kind = ChangeKind(rawValue: rest) {
            self = .pageChange(id, kind)
        } else if let tab = ServiceTab(rawValue: rest), tab != .overview {
            self = .servicePage(id, tab)
        } else {
            return nil
        }
    }

    /// Whether POST changes something here.
    var isChange: Bool {
        switch self {
        case .pageChange, .change, .login, .faults: true
        default: false
        }
    }

    /// Whether it is read by GET and HEAD.
    var isRead: Bool {
        if case .pageChange = self { true } else { !isChange }
    }

    /// The methods that it takes, as the header `Allow` has them.
    var methods: String {
        isChange ? (isRead ? "GET, HEAD, POST" : "POST") : "GET, HEAD"
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
