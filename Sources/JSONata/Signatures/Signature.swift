/// The types of a function's parameters, such as `<s-nn?:s>`.
struct Signature: Sendable {
    /// One parameter.
    struct Parameter: Sendable {
        /// The letters of the types that it takes; `m` stands for a missing value.
        var types: Set<Character>
        /// Whether anything that is no array is made one.
        var isArray = false
        /// What the elements of the array must be.
        var elementType: Character?
        /// Whether the context stands in for a missing argument.
        var takesContext = false
        var isOptional = false
        var isRepeated = false
    }

    /// Far more than any function has.
    static let maximumParameters = 255

    let parameters: [Parameter]

    init(parsing text: String, at position: Int = 0) throws(JSONataError) {
        var reader = SignatureReader(text: Array(text), position: position)
        parameters = try reader.parameters()
    }
}

/// Reads the parameters of a signature; what it gives back is not looked at, as in the reference.
private struct SignatureReader {
    let text: [Character]
    /// The place of the signature in its expression.
    let position: Int
    var index = 1
    var found: [Signature.Parameter] = []

    mutating func parameters() throws(JSONataError) -> [Signature.Parameter] {
        while index < text.count, text[index] != ":" {
            try read(text[index])
            guard found.count <= Signature.maximumParameters else {
                throw .limit("A signature has at most \(Signature.maximumParameters) parameters", position: position)
            }
            index += 1
        }
        return found
    }

    private mutating func read(_ symbol: Character) throws(JSONataError) {
        switch symbol {
        case "s", "n", "b", "l", "o": found.append(Signature.Parameter(types: [symbol, "m"]))
        case "a": found.append(Signature.Parameter(types: Set("asnblfom"), isArray: true))
        case "f": found.append(Signature.Parameter(types: ["f"]))
        case "j": found.append(Signature.Parameter(types: Set("asnblom")))
        case "x": found.append(Signature.Parameter(types: Set("asnblfom")))
        case "-":
            changeLast { $0.takesContext = true }
            changeLast { $0.isOptional = true }
        case "?": changeLast { $0.isOptional = true }
        case "+": changeLast { $0.isRepeated = true }
        case "(": try readChoice()
        case "<": try readElementType()
        default: break
        }
    }

    private mutating func changeLast(_ change: (inout Signature.Parameter) -> Void) {
        guard !found.isEmpty else { return }
        change(&found[found.count - 1])
    }

    private mutating func readChoice() throws(JSONataError) {
        let end = closing("(", ")")
        let choice = text[min(index + 1, end)..<end]
        guard !choice.contains("<") else { throw .of("S0402", position: position + index) }
        found.append(Signature.Parameter(types: Set(choice).union(["m"])))
        index = end
    }

    private mutating func readElementType() throws(JSONataError) {
        guard let last = found.last, last.isArray || last.types == ["f"] else {
            throw .of("S0401", position: position + index)
        }
        let end = closing("<", ">")
        if last.isArray, index + 1 < end {
            let type = text[index + 1]
            changeLast { $0.elementType = type }
        }
        index = end
    }

    /// Where the bracket that opens here closes; the text's end where it does not.
    private func closing(_ open: Character, _ close: Character) -> Int {
        var (depth, end) = (0, index)
        while end < text.count {
            if text[end] == open { depth += 1 }
            if text[end] == close { depth -= 1 }
            if depth == 0 { return end }
            end += 1
        }
        return end
    }
}
