/// What the values of a page's chart are: how they are written, and what of them is noise.
enum ChartUnit {
    case milliseconds, share, megabytes, perSecond, connections

    /// As `Figure` takes it.
    var word: String {
        switch self {
        case .milliseconds: "ms"
        case .share: "ratio"
        case .megabytes: "MB"
        case .perSecond: "req/s"
        case .connections: ""
        }
    }

    /// The least height of an axis, so that noise near zero does not look like a mountain.
    var leastTop: Double {
        switch self {
        case .milliseconds: 200
        case .share: 0.05
        case .megabytes: 1000
        case .perSecond: 50
        case .connections: 10
        }
    }

    /// Changes below it are noise.
    var noise: Double {
        switch self {
        case .milliseconds: 40
        case .share: 0.01
        case .megabytes: 80
        case .perSecond: 15
        case .connections: 6
        }
    }
}
