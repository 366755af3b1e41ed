/// Least squares over index ranges of one series in constant time each, from running sums.
struct RunningSums {
    private var y: [Double] = [0]
    private var yy: [Double] = [0]
    private var ty: [Double] = [0]

    init(_ values: [Double]) {
        y.reserveCapacity(values.count + 1)
        yy.reserveCapacity(values.count + 1)
        ty.reserveCapacity(values.count + 1)
        for (index, value) in values.enumerated() {
            y.append(y[index] + value)
            yy.append(yy[index] + value * value)
            ty.append(ty[index] + Double(index) * value)
        }
    }

    /// The sum of squared residuals of the best constant over `from..<until`.
    func flat(_ from: Int, _ until: Int) -> Double {
        let n = Double(until - from)
        guard n > 0 else { return 0 }
        let sum = y[until] - y[from]
        return max(yy[until] - yy[from] - sum * sum / n, 0)
    }

    /// The sum of squared residuals of the best line over `from..<until`.
    func line(_ from: Int, _ until: Int) -> Double {
        let n = Double(until - from)
        guard n > 2 else { return flat(from, until) }
        let middle = Double(from + until - 1) / 2
        let spread = n * (n * n - 1) / 12
        let covariance = (ty[until] - ty[from]) - middle * (y[until] - y[from])
        return max(flat(from, until) - covariance * covariance / spread, 0)
    }
}

/// The best parabola over a whole series: what a slow drift looks like, curved or not.
struct Parabola {
    /// The sum of squared residuals.
    let residual: Double
    /// The fitted values at both ends.
    let first: Double
    let last: Double

    /// Fits with the time scaled to -1…1, where the odd sums vanish.
    init(_ values: [Double]) {
        let n = Double(values.count)
        let scale = max((n - 1) / 2, 1)
        var (s0, s2, s4, y, ty, tty, yy) = (n, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for (index, value) in values.enumerated() {
            let t = (Double(index) - (n - 1) / 2) / scale
            let square = t * t
            s2 += square
            s4 += square * square
            y += value
            ty += t * value
            tty += square * value
            yy += value * value
        }
        s0 = max(s0, 1)
        let determinant = s0 * s4 - s2 * s2
        let slope = s2 > 0 ? ty / s2 : 0
        let curve = determinant > 1e-12 ? (s0 * tty - s2 * y) / determinant : 0
        let level = (y - curve * s2) / s0
        residual = max(yy - level * y - slope * ty - curve * tty, 0)
        first = level - slope + curve
        last = level + slope + curve
    }
}
