/// How often something happens before and after.
enum Rate {
    /// Nats: log-likelihood ratio of two Poisson rates against one, for counts in windows of different length; 0 where
    /// the rate falls. Without a time before there is no rate to compare with: the count's logarithm stands in.
    ///
    /// - Parameters:
    ///   - before: length of the time before, seconds.
    ///   - after: length of the time after, seconds.
    static func surprise(_ count: (before: Int, after: Int), before: Double, after: Double) -> Double {
        surprise((Double(count.before), Double(count.after)), before: before, after: after)
    }

    /// The same of weighed counts.
    static func surprise(_ count: (before: Double, after: Double), before: Double, after: Double) -> Double {
        guard count.after > 0, after > 0 else { return 0 }
        guard before > 0.05 * after else { return Math.log(1 + count.after) }
        let share = after / (before + after)
        let observed = count.after / (count.before + count.after)
        guard observed > share else { return 0 }
        let rest = count.before
        let first = count.after * Math.log(observed / share)
        return first + (rest > 0 ? rest * Math.log((1 - observed) / (1 - share)) : 0)
    }
}
