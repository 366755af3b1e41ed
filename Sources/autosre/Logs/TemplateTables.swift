import AutoSREPlatform
import LogMining

/// The tables that `autosre logs mine` writes.
enum TemplateTables {
    /// `LineId,TemplateId,Template`, a row for each line, in their order.
    static func write(_ lines: LineNumbers, _ mined: MinedTemplates, to file: StreamFile) throws {
        var writer = CSVWriter(file)
        try writer.write("LineId,TemplateId,Template\n")
        let tails = mined.templates.enumerated().map { Array(",\($0 + 1),\(CSVWriter.field($1.text))\n".utf8) }
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
    static func write(_ mined: MinedTemplates, to file: StreamFile) throws {
        var writer = CSVWriter(file)
        try writer.write("TemplateId,Template,Count\n")
        for (index, template) in mined.templates.enumerated() {
            try writer.write("\(index + 1),\(CSVWriter.field(template.text)),\(template.count)\n")
        }
        try writer.flush()
    }
}
