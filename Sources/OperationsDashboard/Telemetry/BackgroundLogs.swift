import ServiceSimulation

/// What a service says all day: requests and business, and the small mishaps of any normal hour.
struct BackgroundLogs {
    let profile: ServiceProfile
    let vitals: Vitals

    func sentence(_ random: inout SeededRandom) -> (ShopLogLine.Level, String) {
        let draw = random.unit()
        if draw < 0.62 { return request(&random) }
        if draw < 0.95 { return (.info, profile.id == ServiceProfile.checkout.id ? order(&random) : payment(&random)) }
        return mishap(&random)
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

    private func request(_ random: inout SeededRandom) -> (ShopLogLine.Level, String) {
        let path = random.pick(Self.paths[profile.id] ?? ["GET /"])
        let failed = random.unit() < vitals.errorRate
        let slow = random.unit() < 0.07
        let span = vitals.p99 - vitals.p50
        let duration = slow ? vitals.p50 + span * (0.5 + random.unit() * 0.55) : vitals.p50 * (0.5 + random.unit())
        let id = "req-\(random.hex(8))"
        let user = random.whole(10_000...99_999)
        if failed { return (.error, "\(path) failed with 503 after \(Int(vitals.p99)) ms, user \(user), \(id)") }
        if duration > 500 { return (.warn, "slow request: \(path) took \(Int(duration)) ms, user \(user), \(id)") }
        return (.info, "\(path) answered 200 in \(Int(duration)) ms, user \(user), \(id)")
    }

    private func order(_ random: inout SeededRandom) -> String {
        let number = random.whole(8_000_000...8_999_999)
        let user = random.whole(10_000...99_999)
        switch random.whole(0...5) {
        case 0, 1: return "order \(number) placed by user \(user): \(random.whole(1...7)) items, \(amount(&random)) EUR"
        case 2: return "cart \(random.hex(8)) saved for user \(user)"
        case 3: return "stock of \(random.whole(1...7)) items reserved for order \(number)"
        case 4: return "confirmation mail for order \(number) queued"
        default: return "price cache refreshed: \(random.whole(1180...1260)) entries in \(random.whole(20...60)) ms"
        }
    }

    private func payment(_ random: inout SeededRandom) -> String {
        let number = random.whole(5_000_000...5_999_999)
        switch random.whole(0...3) {
        case 0, 1: return "payment \(number) authorised: \(amount(&random)) EUR in \(random.whole(90...180)) ms"
        case 2: return "payment \(number) captured"
        default: return "ledger page \(random.whole(100...999)) written: \(random.whole(20...80)) entries"
        }
    }

    private func amount(_ random: inout SeededRandom) -> String {
        let cents = random.whole(10...99)
        return "\(random.whole(4...320)).\(cents)"
    }

    private func mishap(_ random: inout SeededRandom) -> (ShopLogLine.Level, String) {
        switch random.whole(0...4) {
        case 0: (.warn, "slow query on table stock: \(random.whole(210...480)) ms")
        case 1: (.warn, "retrying call to inventory after 502, attempt 1 of 3")
        case 2: (.warn, "card declined for user \(random.whole(10_000...99_999)): insufficient funds")
        case 3: (.error, "user \(random.whole(10_000...99_999)) sent an invalid voucher: VOUCHER-\(random.hex(6))")
        default: (.warn, "session \(random.hex(8)) expired during checkout")
        }
    }
}
