import JSON

extension PathFunction {
    /// The function's value for what the path before it names.
    func apply(to argument: JSON) throws(JSONPathEvaluationError) -> JSON {
        switch self {
        case .length, .size:
            switch argument {
            case .array(let elements): return .int(elements.count)
            case .object(let object): return .int(object.count)
            case .string(let text): return .int(text.unicodeScalars.count)
            default: throw bad("needs an array, an object or a string, not \(argument.kind)")
            }
        case .keys:
            guard let object = argument.object else { throw bad("needs an object, not \(argument.kind)") }
            return .array(object.keys.map { .string($0) })
        case .first, .last:
            guard let elements = argument.array else { throw bad("needs an array, not \(argument.kind)") }
            guard let element = self == .first ? elements.first : elements.last else {
                throw bad("the array is empty")
            }
            return element
        case .min, .max, .sum, .avg, .stddev:
            return .double(try statistic(of: try numbers(in: argument)))
        }
    }

    private func numbers(in argument: JSON) throws(JSONPathEvaluationError) -> [Double] {
        let numbers = (argument.array ?? [argument]).compactMap(\.double)
        guard !numbers.isEmpty else { throw bad("the array holds no numbers") }
        return numbers
    }

    private func statistic(of numbers: [Double]) throws(JSONPathEvaluationError) -> Double {
        let sum = numbers.reduce(0, +)
        let mean = sum / Double(numbers.count)
        let result: Double
        switch self {
        case .min: result = numbers.min() ?? 0
        case .max: result = numbers.max() ?? 0
        case .sum: result = sum
        case .avg: result = mean
        default:
            let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            result = (squares / Double(numbers.count)).squareRoot()
        }
        guard result.isFinite else { throw bad("the result is no finite number") }
        return result
    }

    private func bad(_ reason: String) -> JSONPathEvaluationError {
        .badArgument(function: rawValue, reason: reason)
    }
}
