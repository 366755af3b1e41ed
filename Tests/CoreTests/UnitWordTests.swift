import AutoSRECore
import Testing

/// What follows a number.
@Suite(.timeLimit(.minutes(1))) struct UnitWordTests {
    @Test(arguments: [
        ("requests", "request"), ("connections", "connection"), ("ms", "ms"), ("MB", "MB"), ("1/s", "1/s"),
        ("status", "status"), ("process", "process"), ("requests/s", "requests/s"), ("", ""),
    ]) func oneIsSingular(unit: String, afterOne: String) {
        #expect(unit.afterOne == afterOne)
    }
}
