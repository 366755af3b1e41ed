/// Mines the templates of a log online: chunk after chunk, in the order of the log, in bounded memory.
///
/// Lines without their numbers are forms, and each form has a number from its first line on. What is a variable beyond
/// the numbers is decided over all forms at the end (`finish`), and on the way where there are too many to keep.
/// The result is the same for any number of `ChunkMiner`s.
public struct LogMiner: Sendable {
    /// How many forms are kept at most, and how many bytes of them: what a system really has in templates is some
    /// thousands of 100 bytes; and 2 MB with what is needed to merge them stay below 40.
    public struct Limits: Sendable {
        /// Forms at the same time.
        public var forms = 20_000
        /// Bytes of forms at the same time.
        public var bytes = 2 << 20
        /// Forms that are numbered in the whole log.
        public var numbers = 500_000

        /// Makes the limits that are meant for every log.
        public init() {}
    }

    private let limits: Limits
    /// For each number that was given to a form, the entry in `catalogue` that it belongs to.
    private var entries: [Int32] = []
    private var counts: [Int] = []
    private var catalogue = FormCatalogue()
    /// For each miner the numbers of its forms.
    private var translations: [Translation] = []
    private var last: Int32 = LogMiner.overflow
    /// How often forms were merged to make room. What was translated before is looked up again: whoever asks for a form
    /// must get the same answer, whether it asked before or not.
    private var merges = 0
    /// How many lines were read.
    public private(set) var lineCount = 0
    /// How many lines have no template because there were too many already.
    public var overflowCount: Int { counts[Int(Self.overflow)] }

    /// The number of lines without a template.
    static let overflow: Int32 = 0

    private struct Translation {
        var age = 0
        var merges = 0
        var numbers: [Int32] = []

        mutating func forget(_ merges: Int) {
            self.merges = merges
            for index in numbers.indices { numbers[index] = -1 }
        }
    }

    /// Makes a miner.
    public init(limits: Limits = Limits()) {
        self.limits = limits
        entries.append(-1)
        counts.append(0)
    }

    /// Takes the lines of the next chunk.
    /// - Parameters:
    ///   - miner: who read the chunk.
    ///   - number: which of the miners that is, from 0.
    ///   - numbers: the number of each line's form is appended to it; `MinedTemplates` knows the template.
    public mutating func absorb(
        _ lines: ChunkMiner.Lines, from miner: borrowing ChunkMiner, number: Int, into numbers: inout [Int32]
    ) {
        while translations.count <= number { translations.append(Translation()) }
        var translation = translations[number]
        translations[number] = Translation()
        if translation.age != miner.age || translation.merges != merges {
            translation = Translation(age: miner.age, merges: merges)
        }
        while translation.numbers.count < miner.count { translation.numbers.append(-1) }
        numbers.reserveCapacity(numbers.count + lines.forms.count)
        for form in lines.forms {
            if form >= 0 {
                if translation.numbers[Int(form)] < 0 {
                    let number = miner.withForm(Int(form)) { self.number(of: $0) }
                    if translation.merges != merges { translation.forget(merges) }
                    translation.numbers[Int(form)] = number
                }
                last = translation.numbers[Int(form)]
            }
            counts[Int(last)] += 1
            numbers.append(last)
        }
        lineCount += lines.forms.count
        translations[number] = translation
    }

    /// The number of a form, which is given to it where it is new.
    private mutating func number(of form: Span<UInt8>) -> Int32 {
        if let known = catalogue.number(of: form) { return known }
        if catalogue.count >= limits.forms || catalogue.size >= limits.bytes {
            guard !catalogue.isFull else { return Self.overflow }
            compact()
            return number(of: form)
        }
        guard entries.count < limits.numbers else { return Self.overflow }
        let number = Int32(truncatingIfNeeded: entries.count)
        entries.append(catalogue.add(form, number))
        counts.append(0)
        return number
    }

    /// Merges the forms to make room.
    private mutating func compact() {
        let (merged, places) = catalogue.merged()
        for index in entries.indices where entries[index] >= 0 { entries[index] = places[Int(entries[index])] }
        catalogue = merged
        merges += 1
        // Where merging frees less than a quarter, the forms have nothing in common, and neither will the next ones.
        let isFull = 4 * catalogue.count > 3 * limits.forms || 4 * catalogue.size > 3 * limits.bytes
        if isFull { catalogue.isFull = true }
    }

    /// How many lines each form's number stands for until now, by number.
    public var lineCounts: [Int] { counts }

    /// The templates of all lines that were read. The miner can go on afterwards.
    public func finish() -> MinedTemplates {
        let (merged, places) = catalogue.merged()
        return MinedTemplates(merged, entries: entries.map { $0 < 0 ? -1 : places[Int($0)] }, counts: counts)
    }
}
