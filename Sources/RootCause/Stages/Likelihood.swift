/// Whether a share changed.
enum Likelihood {
    /// Nats: G/2 of the G-test (Dunning 1993) of a two by two table, with or without by before or after.
    static func ratio(_ count: (before: Int, after: Int), of total: (before: Int, after: Int)) -> Double {
        let all = Double(total.before + total.after)
        guard all > 0 else { return 0 }
        let with = Double(count.before + count.after)
        func part(_ observed: Double, _ row: Double, _ column: Double) -> Double {
            observed > 0 ? observed * Math.log(observed * all / (row * column)) : 0
        }
        let before = Double(total.before)
        let after = Double(total.after)
        let sum =
            part(Double(count.before), with, before) + part(Double(count.after), with, after)
            + part(before - Double(count.before), all - with, before)
            + part(after - Double(count.after), all - with, after)
        return max(0, sum)
    }
}
