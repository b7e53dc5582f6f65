import Foundation
import JSON
import JSONata

/// An expression with what it is evaluated on, the same for us and for the peer.
struct ExpressionCase {
    var name: String
    var expression: String
    var data: JSON
    var bindings: [String: JSON] = [:]

    /// The larger expressions of a file of cases, one JSON object a line as in JSONata's own test suite, that yield a value.
    ///
    /// - Parameter length: How many characters a larger expression has at least.
    static func read(_ file: URL, length: Int) throws -> [ExpressionCase] {
        try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).compactMap { line in
            let source = try JSON(parsing: Array(line))
            guard let expression = source["expr"]?.string, expression.count >= length, let data = source["data"],
                source["expect"]?["result"] != nil, source["depth"] == nil
            else { return nil }
            let bindings = source["bindings"]?.object.map { $0.map { ($0.key, $0.value) } } ?? []
            return ExpressionCase(
                name: source["id"]?.string ?? expression, expression: expression, data: data,
                bindings: Dictionary(uniqueKeysWithValues: bindings))
        }
    }

    /// The line that tells the peer of this case.
    var line: String {
        let bindings = JSON.object(JSONObject(bindings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
        return JSON.object(["expr": .string(expression), "data": data, "bindings": bindings]).text()
    }

    /// The best time of an evaluation within some seconds, compiled once, and its value.
    func measure(for limit: Double) throws -> Evaluation {
        let compiled = try JSONataExpression(parsing: expression)
        let environment = JSONataEnvironment(now: 1_750_000_000_000)
        let result = try compiled.evaluate(data, bindings: bindings, environment: environment)
        let clock = ContinuousClock()
        let end = clock.now + .seconds(limit)
        var (best, batch) = (Double.infinity, 1)
        while clock.now < end {
            let start = clock.now
            for _ in 0..<batch { _ = try compiled.evaluate(data, bindings: bindings, environment: environment) }
            let taken = (clock.now - start) / .seconds(1)
            best = min(best, taken / Double(batch))
            if taken < 0.0005 { batch *= 2 }
        }
        return Evaluation(seconds: best, result: result)
    }
}

/// What one evaluation took, at best, and gave.
struct Evaluation {
    var seconds: Double
    var result: JSON?
}
