import JSON
import JSONata

/// Expressions in JSONata: bounded, and the same value each time.
enum JSONataTarget: FuzzTarget {
    static let name = "jsonata"

    private static let document: JSON = [
        "a": [["b": 1, "c": "x"], ["b": 2.5, "c": ["d": [1, 2, 3]]], ["b": nil, "c": ""]], "n": -1,
        "list": [3, 1, 2], "text": "väl", "empty": [:], "none": [], "yes": true, "time": "2024-02-29T12:00:00.000Z",
    ]

    static func check(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self),
            let expression = try? JSONataExpression(parsing: text)
        else { return }
        let value = evaluate(expression, document)
        expect(evaluate(expression, document) == value, "an expression gives the same value again")
        _ = evaluate(expression, nil)
    }

    private static func evaluate(_ expression: JSONataExpression, _ document: JSON?) -> JSON? {
        let environment = JSONataEnvironment(random: { 0.5 }, limits: JSONataLimits(steps: 200_000))
        return try? expression.evaluate(document, bindings: ["states": document ?? .null], environment: environment)
    }
}
