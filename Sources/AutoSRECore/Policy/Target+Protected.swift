extension Target {
    /// What a policy may call it: its own name, as it is printed, and each part of one like `shop-fn:live`, for
    /// protecting a function protects its aliases. As `protectedForm` has it.
    public var protectedNames: Set<String> {
        let own = name.split(separator: ":").map(String.init) + [name, description]
        return Set(own.map(\.protectedForm))
    }
}

extension String {
    /// How names of protected things are compared: in lower case, with one blank between words.
    public var protectedForm: String { lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
