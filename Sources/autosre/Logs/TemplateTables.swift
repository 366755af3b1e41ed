import AutoSREPlatform
import LogMining

/// The tables that `autosre logs mine` writes.
enum TemplateTables {
    /// `LineId,TemplateId,Template`, a row for each line, in their order.
    /// - Parameter isSeen: whether a terminal shows it, which would obey what a log holds.
    static func write(
        _ lines: LineNumbers, _ mined: MinedTemplates, to file: StreamFile, isSeen: Bool
    ) throws {
        var writer = CSVWriter(file)
        try writer.write("LineId,TemplateId,Template\n")
        let tails = mined.templates.enumerated().map { Array(",\($0 + 1),\(field($1.text, isSeen))\n".utf8) }
        var line = DecimalCounter()
        try lines.forEachPortion { numbers in
            for index in 0..<numbers.count {
                line.increment()
                try writer.write(line.digits)
                try writer.write(tails[mined.template(of: numbers[index]) - 1])
            }
        }
        try writer.flush()
    }

    /// `TemplateId,Template,Count`, the templates in the order in which they came.
    static func write(_ mined: MinedTemplates, to file: StreamFile, isSeen: Bool) throws {
        var writer = CSVWriter(file)
        try writer.write("TemplateId,Template,Count\n")
        for (index, template) in mined.templates.enumerated() {
            try writer.write("\(index + 1),\(field(template.text, isSeen)),\(template.count)\n")
        }
        try writer.flush()
    }

    private static func field(_ text: String, _ isSeen: Bool) -> String {
        CSVWriter.field(isSeen ? text.printable : text)
    }
}
