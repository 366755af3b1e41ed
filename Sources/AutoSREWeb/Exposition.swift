/// Writes Prometheus text format 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format).
public struct Exposition: Sendable {
    /// What was written so far: whole lines.
    public private(set) var text = ""

    /// The value of the header `Content-Type` that goes with it.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// What a metric is.
    public enum Kind: String, Sendable {
        /// It goes up and down.
        case gauge
        /// It only goes up.
        case counter
    }

    /// The labels of one sample, in the order in which they are written.
    public typealias Labels = [(name: String, value: String)]

    /// Begins a document without metrics.
    public init() {}

    /// Appends one metric with all its samples; one without samples is left away. Names are the program's own.
    public mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ samples: [(Labels, Double)]) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(Self.escaped(help, quote: false))\n# TYPE \(name) \(kind.rawValue)\n"
        for (labels, value) in samples {
            text += name
            for (index, label) in labels.enumerated() {
                text += index == 0 ? "{" : ","
                text += "\(label.name)=\"\(Self.escaped(label.value, quote: true))\""
            }
            text += labels.isEmpty ? " " : "} "
            text += "\(Self.number(value))\n"
        }
    }

    /// Backslash, line feed and, within a label's quotes, the quote.
    private static func escaped(_ value: String, quote: Bool) -> String {
        var out = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\"" where quote: out += "\\\""
            default: out.unicodeScalars.append(character)
            }
        }
        return out
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        let whole = value.rounded()
        return whole == value && abs(value) < 1e15 ? String(Int64(whole)) : String(value)
    }
}
