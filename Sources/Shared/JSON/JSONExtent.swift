extension JSON {
    /// How much there is to look at: one for each value, and one more for every 64 bytes of text.
    package var extent: Int {
        switch self {
        case .string(let text): 1 + text.utf8.count / 64
        case .array(let elements): elements.reduce(1) { $0 + $1.extent }
        case .object(let object): object.reduce(1) { $0 + $1.key.utf8.count / 64 + $1.value.extent }
        default: 1
        }
    }
}
