/// What one step of a map's `read` takes from the page that is shown.
enum Reading: Sendable, Hashable {
    /// Single values.
    case state([Fact: ValueLocator])
    /// The rows of a table.
    case rows(TableReading)

    /// A single value of a service, by its word in a map.
    enum Fact: String, Sendable, CaseIterable {
        /// The version that runs.
        case version
        /// How many instances are wanted.
        case replicas
        /// How many there may be at the most.
        case mostReplicas = "replicas_maximum"
        /// The console's own word for how the service is.
        case status
        /// How many connections the pool may hold.
        case poolSize = "pool_size"
        /// How many of them are in use.
        case poolInUse = "pool_in_use"
        /// How many requests wait for one.
        case poolWaiting = "pool_waiting"
        /// When the pool was last started afresh.
        case poolRestarted = "pool_restarted"

        /// Whether it is a time.
        var isTime: Bool { self == .poolRestarted }
    }
}

/// A table whose rows are deployments or instances.
struct TableReading: Sendable, Hashable {
    /// What a row is.
    enum Kind: String, Sendable, CaseIterable {
        /// A deployment.
        case history
        /// A running copy.
        case instances
    }

    /// What a column holds, by its word in a map.
    enum Field: String, Sendable, CaseIterable {
        case version, status, at, id, started

        /// Whether it is a time.
        var isTime: Bool { self == .at || self == .started }
    }

    /// What a row is.
    let kind: Kind
    /// The table; nil for the only one that has these columns.
    var table: Locator?
    /// The headers of the columns.
    var columns: [Field: NamePattern]
    /// Headers of columns, and what has to stand there for a row to be the service's.
    var conditions: [NamePattern: NamePattern]
}

extension TableReading.Kind {
    /// What a row has to tell.
    var needed: [TableReading.Field] { self == .history ? [.version, .at] : [.id] }
    /// What it may tell besides.
    var optional: [TableReading.Field] { self == .history ? [.status] : [.version, .started, .status] }
    /// Rows that are read at the most; further ones are told as left out.
    var most: Int { self == .history ? 200 : 1000 }
}
