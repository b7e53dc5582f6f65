import JSON
import JSONata

/// One case of JSONata's own test suite.
struct JSONataCase {
    private let source: JSON

    init(_ source: JSON) {
        self.source = source
    }

    /// What our evaluator makes of it, in the result format of the data set.
    func run() -> JSON {
        let id = source["id"] ?? .null
        do throws(JSONataError) {
            var environment = JSONataEnvironment(now: 1_750_000_000_000)
            if let depth = source["depth"]?.int { environment.limits.depth = depth }
            let input = source["noData"] == true ? JSON?.none : source["data"]
            let bindings = source["bindings"]?.object.map {
                Dictionary(uniqueKeysWithValues: $0.map { ($0.key, $0.value) })
            }
            let expression = try JSONataExpression(parsing: source["expr"]?.string ?? "")
            guard let result = try expression.evaluate(input, bindings: bindings ?? [:], environment: environment)
            else {
                return ["id": id, "undefined": true]
            }
            return ["id": id, "result": result]
        } catch {
            return ["id": id, "error": .string(error.code), "token": error.token.map { .string($0) } ?? .null]
        }
    }
}
