/// What two bytes that stand together can be: most can be nothing, and cost no more than a look in a table.
enum SecretLooks {
    /// Nothing that begins here is a secret's.
    static let none: UInt8 = 0
    /// A secret may be recognised here, where a word begins.
    static let atWord: UInt8 = 1
    /// A secret may be recognised here.
    static let always: UInt8 = 2
    /// Something may be spelled out here: see `SpelledOut`.
    static let spelled: UInt8 = 4

    /// By the first byte times 256, and the second; behind the last byte of a text stands 0.
    static let table: [UInt8] = {
        var table = [UInt8](repeating: none, count: 1 << 16)
        func add(_ first: String, _ second: some Sequence<UInt8>, _ look: UInt8) {
            for one in first.utf8 {
                for other in second { table[Int(one) << 8 | Int(other)] |= look }
            }
        }
        let all = UInt8.min...UInt8.max
        for mark in [":=@$>|~ \t"] { add(mark, all, always) }
        add("%", "34".utf8, always)
        add("-", all.filter { $0 == UInt8(ascii: "-") || $0.isLower || $0.isUpper }, always)
        add("{", "sScCmMbBpP".utf8, always)
        add("*", all.filter { $0.isDigit || (65...70).contains($0) }, always)
        add("(", all.filter(\.isQuote), always)
        add(",", " \t\"'`\\<@bBrRfFuUs".utf8, always)
        // Before what a link opens a door with, see `SecretScanner.linked`.
        add("detklDETKL", "/".utf8, always)
        // Tokens and addresses that are known by their own looks, those of `SecretScanner.word`.
        for (first, second) in [("e", "y"), ("g", "hil"), ("x", "oaw"), ("A", "KSBCUzIZP"), ("+", "A"), ("J", "Q")] {
            add(first, second.utf8, always)
        }
        for (first, second) in [
            ("h", "o"), ("d", "i"), ("w", "e"), ("o", "u"), ("bB", "aAeE"), ("nN", "eEtT"), ("s", "k."), ("r", "."),
            ("1", "/"),
            ("a", "t"), ("p", "a"), ("P", "rA"), ("L", "O"), ("s", "q"), ("e", "x"), ("i", "m"), ("r", "m"),
            // The digits of an account's number in base64.
            ("MNO", "DTjz"),
        ] { add(first, second.utf8, atWord) }
        add("23456", all.filter(\.isDigit), atWord)
        for first in all {
            for second in all where TokenShape.begins(with: first, second) {
                table[Int(first) << 8 | Int(second)] |= atWord
            }
        }
        addSpelled(&table)
        return table
    }()

    private static func addSpelled(_ table: inout [UInt8]) {
        func add(_ first: UInt8, _ second: some Sequence<UInt8>) {
            for other in second { table[Int(first) << 8 | Int(other)] |= spelled }
        }
        add(UInt8(ascii: "\\"), "ux0e".utf8)
        add(UInt8(ascii: "%"), (0...255).filter { UInt8($0).isOf(.hex) }.map { UInt8($0) })
        add(UInt8(ascii: "&"), "qalg#".utf8)
        add(UInt8(ascii: "["), "0123456789;".utf8)
        add(UInt8(ascii: "#"), "0".utf8)
        add(UInt8(ascii: "^"), "[".utf8)
        add(0x1b, "[".utf8)
        // The first two bytes of the characters that `SpelledOut` knows.
        add(0xc2, [0xa0, 0xad])
        add(0xe2, [0x80, 0x81, 0x88])
        add(0xe3, [0x80])
        add(0xef, [0xb9, 0xbb, 0xbc])
    }
}
