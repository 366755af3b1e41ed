/// Where a file is found from a folder, both being named from the same directory.
enum RelativePath {
    /// The path as it is, where one of both is absolute, or the folder is above the directory.
    static func of(_ path: String, from folder: String) -> String {
        let (file, base) = (parts(path), parts(folder))
        guard !path.hasPrefix("/"), !folder.hasPrefix("/"), base.first != "..", file.first != ".." else { return path }
        let shared = zip(file, base).prefix { $0 == $1 }.count
        return (base.dropFirst(shared).map { _ in ".." } + file.dropFirst(shared)).joined(separator: "/")
    }

    private static func parts(_ path: String) -> [String] {
        path.split(separator: "/").map(String.init).filter { $0 != "." }
    }
}
