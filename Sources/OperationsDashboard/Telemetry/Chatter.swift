/// What a service says all day: requests and business, and the small mishaps of any normal hour.
struct Chatter {
    let profile: Profile
    let vitals: Vitals

    func sentence(_ dice: inout Dice) -> (LogLine.Level, String) {
        let draw = dice.unit()
        if draw < 0.62 { return request(&dice) }
        if draw < 0.95 { return (.info, profile.id == Profile.checkout.id ? order(&dice) : payment(&dice)) }
        return mishap(&dice)
    }

    static let paths = [
        "checkout": [
            "POST /checkout/pay", "GET /checkout/cart", "POST /checkout/cart/items", "GET /checkout/summary",
            "PUT /checkout/address", "POST /checkout/voucher",
        ],
        "payments": [
            "POST /payments/authorise", "POST /payments/capture", "GET /payments/status", "POST /payments/refund",
        ],
    ]

    private func request(_ dice: inout Dice) -> (LogLine.Level, String) {
        let path = dice.pick(Self.paths[profile.id] ?? ["GET /"])
        let failed = dice.unit() < vitals.errorRate
        let slow = dice.unit() < 0.07
        let span = vitals.p99 - vitals.p50
        let duration = slow ? vitals.p50 + span * (0.5 + dice.unit() * 0.55) : vitals.p50 * (0.5 + dice.unit())
        let id = "req-\(dice.hex(8))"
        let user = dice.whole(10_000...99_999)
        if failed { return (.error, "\(path) failed with 503 after \(Int(vitals.p99)) ms, user \(user), \(id)") }
        if duration > 500 { return (.warn, "slow request: \(path) took \(Int(duration)) ms, user \(user), \(id)") }
        return (.info, "\(path) answered 200 in \(Int(duration)) ms, user \(user), \(id)")
    }

    private func order(_ dice: inout Dice) -> String {
        let number = dice.whole(8_000_000...8_999_999)
        let user = dice.whole(10_000...99_999)
        switch dice.whole(0...5) {
        case 0, 1: return "order \(number) placed by user \(user): \(dice.whole(1...7)) items, \(amount(&dice)) EUR"
        case 2: return "cart \(dice.hex(8)) saved for user \(user)"
        case 3: return "stock of \(dice.whole(1...7)) items reserved for order \(number)"
        case 4: return "confirmation mail for order \(number) queued"
        default: return "price cache refreshed: \(dice.whole(1180...1260)) entries in \(dice.whole(20...60)) ms"
        }
    }

    private func payment(_ dice: inout Dice) -> String {
        let number = dice.whole(5_000_000...5_999_999)
        switch dice.whole(0...3) {
        case 0, 1: return "payment \(number) authorised: \(amount(&dice)) EUR in \(dice.whole(90...180)) ms"
        case 2: return "payment \(number) captured"
        default: return "ledger page \(dice.whole(100...999)) written: \(dice.whole(20...80)) entries"
        }
    }

    private func amount(_ dice: inout Dice) -> String {
        let cents = dice.whole(10...99)
        return "\(dice.whole(4...320)).\(cents)"
    }

    private func mishap(_ dice: inout Dice) -> (LogLine.Level, String) {
        switch dice.whole(0...4) {
        case 0: (.warn, "slow query on table stock: \(dice.whole(210...480)) ms")
        case 1: (.warn, "retrying call to inventory after 502, attempt 1 of 3")
        case 2: (.warn, "card declined for user \(dice.whole(10_000...99_999)): insufficient funds")
        case 3: (.error, "user \(dice.whole(10_000...99_999)) sent an invalid voucher: VOUCHER-\(dice.hex(6))")
        default: (.warn, "session \(dice.hex(8)) expired during checkout")
        }
    }
}
