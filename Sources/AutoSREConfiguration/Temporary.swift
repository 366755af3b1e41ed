import AutoSRECore
import Glibc
struct FileError: Error, CustomStringConvertible {
    let errno: Int32; var description: String { String(cString: strerror(errno)) };
    var isMissing: Bool { errno == ENOENT }
}
enum Files {
    static func read(_ p: String, maximumBytes: Int) throws(FileError) -> [UInt8] {
        guard let f = fopen(p, "r") else { throw FileError(errno: errno) }
        defer { fclose(f) }
        var b = [UInt8](repeating: 0, count: maximumBytes + 1)
        let n = fread(&b, 1, b.count, f)
        if ferror(f) != 0 { throw FileError(errno: errno) }
        if n > maximumBytes { throw FileError(errno: EFBIG) }
        return Array(b[..<n])
    }
}
struct YAMLError: Error { let message: String }
enum YAML { static func parse(_ b: [UInt8]) throws(YAMLError) -> JSONValue { throw YAMLError(message: "not yet") } }
