#if canImport(Glibc)
    import func Glibc.log
#else
    import func Darwin.log
#endif

/// How often a template, or a template of one component, was there before and after.
public struct TemplateShift: Sendable, Equatable {
    /// What happened to it.
    public enum Kind: String, Sendable {
        /// There is none before.
        case new
        /// There is none after.
        case gone
        /// There are clearly more after.
        case surged
        /// There are clearly fewer after.
        case faded
    }

    /// The number of the template.
    public let template: Int
    /// The number of the component; nil where components are not told apart.
    public let component: Int?
    /// Lines before.
    public let before: Int
    /// Lines after.
    public let after: Int
    /// How grave its lines are.
    public let severity: LogSeverity
    /// How far the counts are from going on as before, in standard deviations: the signed root of the likelihood ratio
    /// of two Poisson rates, over the root of the dispersion (quasi-likelihood, McCullagh and Nelder 1989, 9.2).
    /// Positive where there are more after.
    public let deviation: Double

    /// What happened to it.
    public var kind: Kind {
        if before == 0 { return .new }
        if after == 0 { return .gone }
        return deviation > 0 ? .surged : .faded
    }

    /// Whether it is an error that came or grew: what a person looks for first.
    public var isGrave: Bool { severity >= .error && deviation > 0 }

    /// Compares two counts.
    /// - Parameters:
    ///   - exposure: how much was looked at before and after, in the same unit: seconds, or lines of all templates.
    ///   - dispersion: how many times the variance of counts is their mean; 1 for lines that come independently.
    public init(
        template: Int, component: Int? = nil, before: Int, after: Int, severity: LogSeverity,
        exposure: (before: Double, after: Double), dispersion: Double = 1
    ) {
        (self.template, self.component, self.severity) = (template, component, severity)
        (self.before, self.after) = (before, after)
        deviation = Self.deviation(Double(before), Double(after), exposure) / max(1, dispersion).squareRoot()
    }

    private static func deviation(_ before: Double, _ after: Double, _ exposure: (before: Double, after: Double))
        -> Double
    {
        let sum = exposure.before + exposure.after
        guard exposure.before > 0, exposure.after > 0, before + after > 0 else { return 0 }
        let expected = (
            before: (before + after) * exposure.before / sum, after: (before + after) * exposure.after / sum
        )
        func term(_ count: Double, _ expected: Double) -> Double {
            count == 0 ? 0 : count * log(count / expected)
        }
        let ratio = 2 * (term(before, expected.before) + term(after, expected.after))
        let root = max(0, ratio).squareRoot()
        return after > expected.after ? root : -root
    }

    /// How far the largest of this many deviations is expected to be from zero where nothing happened: for normal ones
    /// √(2 ln n), and never less than the two that a single one exceeds once in twenty times. What is nearer to zero is
    /// no news.
    public static func noise(of count: Int) -> Double { max(2, (2 * log(Double(max(1, count)))).squareRoot()) }

    /// Those that are news, the gravest first: errors that came, or grew by more than a deviation, then all others that
    /// are further from zero than noise is, by their deviation.
    public static func ranked(_ shifts: [TemplateShift]) -> [TemplateShift] {
        let noise = noise(of: shifts.count)
        func isNews(_ shift: TemplateShift) -> Bool {
            shift.isGrave && shift.before == 0 || shift.deviation.magnitude >= (shift.isGrave ? 1 : noise)
        }
        return shifts.filter(isNews).sorted { one, other in
            if one.isGrave != other.isGrave { return one.isGrave }
            let (left, right) = (one.deviation.magnitude, other.deviation.magnitude)
            return left == right
                ? (one.template, one.component ?? -1) < (other.template, other.component ?? -1) : left > right
        }
    }
}
