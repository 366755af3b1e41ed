/// What a byte is to the scanner.
///
/// The delimiters are those by which the field's guidelines tell the words of a template apart (Khan et al.,
/// "Guidelines for Assessing the Accuracy of Log Message Template Identification", ICSE 2022): the coarse ones end a
/// term, the fine ones part the atoms within it.
enum ByteClass {
    /// Letters and every sign that is no delimiter; also the bytes of characters beyond ASCII.
    static let letter: UInt8 = 0
    /// Digits; also control bytes, which no template is to carry.
    static let digit: UInt8 = 1
    /// `/` and `\`, which belong to the atom they stand in and make a path of it.
    static let stroke: UInt8 = 2
    /// Blank, tabulator and carriage return.
    static let blank: UInt8 = 3
    /// `. - + @ # $ % &` between the atoms of a term.
    static let fine: UInt8 = 4
    /// Ends a term.
    static let coarse: UInt8 = 5
    /// Ends a line.
    static let newline: UInt8 = 6

    /// The class of each byte.
    static let table: [UInt8] = (0..<256).map { number in
        switch UInt8(number) {
        case UInt8(ascii: "\n"): newline
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): blank
        case let byte where isDigit(byte) || byte < 32 || byte == 127: digit
        case let byte where isStroke(byte): stroke
        case let byte where isFine(byte): fine
        case let byte where isCoarse(byte): coarse
        default: letter
        }
    }

    static func isCoarse(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "="),
            UInt8(ascii: "|"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            true
        default: false
        }
    }

    static func isFine(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: "#"),
            UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"):
            true
        default: false
        }
    }

    static func isStroke(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    static func isLetter(_ byte: UInt8) -> Bool { byte | 32 >= 97 && byte | 32 <= 122 }
    static func beginsName(_ byte: UInt8) -> Bool { isLetter(byte) || byte == UInt8(ascii: "_") || byte > 127 }
    static func isUpper(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }
    static func isHexLetter(_ byte: UInt8) -> Bool { byte | 32 >= 97 && byte | 32 <= 102 }

    /// Whether an atom of a term goes on with this byte of a key.
    static func isAtom(_ byte: UInt8) -> Bool { !isCoarse(byte) && !isFine(byte) && byte != UInt8(ascii: " ") }
}
