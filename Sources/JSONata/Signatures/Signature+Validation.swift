import JSON

extension Signature {
    /// The arguments as the function wants them: single values as arrays, missing ones from the context.
    ///
    /// - Parameter evaluator: Counts the work where it is more than a look at each argument.
    func validated(
        _ arguments: [Value], context: Value, countedBy evaluator: Evaluator
    ) throws(JSONataError) -> [Value] {
        let types = arguments.map(\.typeLetter)
        guard let counts = try counts(for: types, countedBy: evaluator) else { throw mismatch(arguments, types) }
        var valid: [Value] = []
        valid.reserveCapacity(parameters.count)
        var index = 0
        for (parameter, count) in zip(parameters, counts) {
            if count == 0 {
                valid.append(try standIn(for: parameter, index, arguments, context))
                // As in the reference, an argument that did not fit an optional parameter is still its argument.
                if !parameter.takesContext { index += 1 }
            }
            for _ in 0..<count where index < arguments.count {
                let argument = arguments[index]
                valid.append(parameter.isArray ? try array(argument, parameter, index, evaluator) : argument)
                index += 1
            }
        }
        return valid
    }

    /// How many arguments each parameter takes; nil where they do not fit.
    private func counts(for types: [Character], countedBy evaluator: Evaluator) throws(JSONataError) -> [Int]? {
        let distribution = ArgumentDistribution(of: types, over: parameters)
        if let counts = distribution.greedyCounts { return counts }
        // Four, for the memory that it takes as well.
        try evaluator.spend(4 * distribution.work)
        return distribution.counts
    }

    private func standIn(
        for parameter: Parameter, _ index: Int, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        guard parameter.takesContext else { return arguments.argument(index) }
        guard parameter.types.contains(context.typeLetter) else {
            throw .of("T0411", value: context.json(), fields: ["index": .int(index + 1)])
        }
        return context
    }

    private func array(
        _ argument: Value, _ parameter: Parameter, _ index: Int, _ evaluator: Evaluator
    ) throws(JSONataError) -> Value {
        if argument.isUndefined { return argument }
        if parameter.elementType != nil { try evaluator.spend(Elements(argument).count / 16) }
        if let type = parameter.elementType, !holds(argument, only: type) {
            throw .of(
                "T0412", value: argument.json(),
                fields: ["index": .int(index + 1), "type": .string(Self.plural(of: type))])
        }
        return argument.isArray ? argument : .array(of: [argument])
    }

    private func holds(_ argument: Value, only type: Character) -> Bool {
        guard argument.isArray else { return argument.typeLetter == type }
        let elements = Elements(argument)
        return (0..<elements.count).allSatisfy { elements[$0].typeLetter == type }
    }

    private static func plural(of type: Character) -> String {
        switch type {
        case "a": "arrays"
        case "b": "booleans"
        case "f": "functions"
        case "n": "numbers"
        case "o": "objects"
        default: "strings"
        }
    }

    /// The error for arguments that do not fit; it names the first one that is to blame.
    private func mismatch(_ arguments: [Value], _ types: [Character]) -> JSONataError {
        var index = 0
        for parameter in parameters {
            let fitting = types[index...].prefix { parameter.types.contains($0) }.count
            let count = parameter.isRepeated ? fitting : min(fitting, 1)
            if count == 0, !parameter.isOptional { break }
            index += count
        }
        let value = index < arguments.count ? arguments[index].json() : nil
        return .of("T0410", value: value, fields: ["index": .int(index + 1)])
    }
}
