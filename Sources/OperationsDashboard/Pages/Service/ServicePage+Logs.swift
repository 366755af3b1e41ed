import AutoSRECore
import AutoSREWeb

/// Which log lines are shown.
enum LogFilter: String, CaseIterable {
    case all, warn, error

    var title: String {
        switch self {
        case .all: "All"
        case .warn: "Warnings and errors"
        case .error: "Errors"
        }
    }

    func shows(_ line: ShopLogLine) -> Bool {
        switch self {
        case .all: true
        case .warn: line.level != .info
        case .error: line.level == .error
        }
    }
}

extension ServicePage {
    var logLines: HTML {
        let links: [HTML] = LogFilter.allCases.map { filter in
            let current: HTML = filter == levels ? " aria-current=\"true\"" : ""
            let address = "/services/\(service.id)/logs?level=\(filter.rawValue)"
            return "<li><a href=\"\(address)\"\(current)>\(filter.title)</a></li>"
        }
        return """
            <nav class="ranges" aria-label="Levels shown"><ul>\(links)</ul></nav>
            <div class="card"><p class="hint">The newest \(logs.count), newest first.</p>\(logList(logs))</div>
            """
    }

    /// Newest first, as someone who looks for trouble reads them.
    func logList(_ lines: [ShopLogLine]) -> HTML {
        guard !lines.isEmpty else { return "<p class=\"hint\">No such line.</p>" }
        let items: [HTML] = lines.reversed().map { line in
            let level = line.level.rawValue
            return """
                <li class="\(level.lowercased())"><time>\(line.timestamp.timeOfDay)</time> <b>\(level)</b> \
                <span>\(line.message)</span> <i>\(line.instance)</i></li>

                """
        }
        return "<ol class=\"log\">\(items)</ol>"
    }
}
