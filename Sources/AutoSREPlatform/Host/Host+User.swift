#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Host {
    /// The name of the user that this process acts as, as the system knows it and no variable says; the number where it
    /// has none.
    public static var user: String {
        let id = geteuid()
        var (entry, found) = (passwd(), UnsafeMutablePointer<passwd>?.none)
        // More than any directory's entry takes.
        var buffer = [CChar](repeating: 0, count: 16 << 10)
        guard getpwuid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.pw_name else {
            return "user \(id)"
        }
        return String(cString: name)
    }
}
