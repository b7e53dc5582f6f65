/// How many arguments each parameter of a signature takes: as many as it can, the first one first, as the regular
/// expression of the reference does.
struct ArgumentDistribution {
    private let parameters: [Signature.Parameter]
    private let types: [Character]

    init(of types: [Character], over parameters: [Signature.Parameter]) {
        self.parameters = parameters
        self.types = types
    }

    /// The counts where no parameter has to leave an argument to those behind it, as in nearly every call; else nil.
    var greedyCounts: [Int]? {
        var (counts, index): ([Int], Int) = ([], 0)
        counts.reserveCapacity(parameters.count)
        for parameter in parameters {
            var count = 0
            while index < types.count, count == 0 || parameter.isRepeated, parameter.types.contains(types[index]) {
                count += 1
                index += 1
            }
            if count == 0, !parameter.isOptional { return nil }
            counts.append(count)
        }
        return index == types.count ? counts : nil
    }

    /// How many pairs of a parameter and an argument ``counts`` looks at.
    var work: Int { parameters.count * (types.count + 1) }

    /// The counts; nil where the arguments do not fit.
    var counts: [Int]? {
        // Row by row from the last parameter: how many arguments a parameter takes so that those behind it get the rest.
        var rows: [[Int?]] = []
        rows.reserveCapacity(parameters.count)
        var fits = Array(repeating: false, count: types.count + 1)
        fits[types.count] = true
        for parameter in parameters.reversed() {
            let row = takes(parameter, whereRestFits: fits)
            fits = row.map { $0 != nil }
            rows.append(row)
        }
        var (counts, index): ([Int], Int) = ([], 0)
        for row in rows.reversed() {
            guard let count = row[index] else { return nil }
            counts.append(count)
            index += count
        }
        return parameters.isEmpty && !types.isEmpty ? nil : counts
    }

    /// For each argument how many from there on a parameter takes at most; nil where it fits in no way.
    private func takes(_ parameter: Signature.Parameter, whereRestFits fits: [Bool]) -> [Int?] {
        var row: [Int?] = Array(repeating: nil, count: types.count + 1)
        // The last place of the current run of fitting arguments at which the parameters behind can go on.
        var furthest: Int?
        for index in stride(from: types.count, through: 0, by: -1) {
            let isFitting = index < types.count && parameter.types.contains(types[index])
            if !isFitting { furthest = nil }
            if isFitting, furthest == nil, fits[index + 1] { furthest = index + 1 }
            if isFitting, let furthest {
                row[index] = parameter.isRepeated ? furthest - index : fits[index + 1] ? 1 : nil
            }
            if row[index] == nil, parameter.isOptional, fits[index] { row[index] = 0 }
        }
        return row
    }
}
