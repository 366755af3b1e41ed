extension Target {
    /// What a policy may call it, in lower case: its own name, as it is printed, and each part of one like
    /// `shop-fn:live`, for protecting a function protects its aliases.
    public var protectedNames: Set<String> {
        let name = name.lowercased()
        return Set([name, description.lowercased()] + name.split(separator: ":").map(String.init))
    }
}
