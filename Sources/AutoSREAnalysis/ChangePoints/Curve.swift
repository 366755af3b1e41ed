/// A polynomial: what a series does that goes up and down without any break.
enum Curve {
    /// The sum of squares that the best polynomial leaves, by orthogonal polynomials on equal steps (Forsythe 1957).
    static func rest(_ values: ArraySlice<Double>, degree: Int) -> Double {
        let count = values.count
        guard count > degree + 1 else { return 0 }
        var rest = Array(values)
        let middle = Double(count - 1) / 2
        let places = (0..<count).map { (Double($0) - middle) / max(middle, 1) }
        var earlier = [Double](repeating: 0, count: count)
        var basis = [Double](repeating: 1, count: count)
        var earlierLength = 1.0
        for power in 0...degree {
            var (length, product) = (0.0, 0.0)
            for index in 0..<count {
                length += basis[index] * basis[index]
                product += basis[index] * rest[index]
            }
            guard length > 0 else { break }
            let share = product / length
            for index in 0..<count { rest[index] -= share * basis[index] }
            // On steps that lie evenly about 0 each one needs only the two before.
            let back = power == 0 ? 0 : length / earlierLength
            for index in 0..<count {
                let next = places[index] * basis[index] - back * earlier[index]
                earlier[index] = basis[index]
                basis[index] = next
            }
            earlierLength = length
        }
        return rest.reduce(0) { $0 + $1 * $1 }
    }
}
