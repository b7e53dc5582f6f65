import JSON

extension IntrinsicFunction {
    /// What a literal must be to stand at a place; paths and calls are only known once they are evaluated.
    enum ParameterType {
        case any
        case string
        case number
        case boolean

        func accepts(_ argument: IntrinsicCall.Argument) -> Bool {
            switch (self, argument) {
            case (.any, _), (_, .path), (_, .call): true
            case (.string, .string): true
            case (.number, .literal(let value)): value.number != nil
            case (.boolean, .literal(let value)): value.bool != nil
            case (_, .string), (.string, .literal): false
            }
        }

        /// The word for it in messages.
        var name: String {
            switch self {
            case .any: "a value"
            case .string: "a string"
            case .number: "a number"
            case .boolean: "true or false"
            }
        }
    }

    /// The type of a parameter, by its position from 0.
    func parameterType(at position: Int) -> ParameterType {
        switch self {
        case .mathAdd, .mathRandom, .arrayRange: .number
        case .arrayGetItem, .arrayPartition: position == 1 ? .number : .any
        case .jsonMerge: position == 2 ? .boolean : .any
        case .base64Decode, .base64Encode, .stringSplit, .stringToJSON: .string
        case .format: position == 0 ? .string : .any
        case .hash: position == 1 ? .string : .any
        case .array, .arrayContains, .arrayLength, .arrayUnique, .jsonToString, .uuid: .any
        }
    }
}
