import JSON

extension MapState {
    /// A number in the definition, or where the input has it.
    enum Quantity: Sendable {
        case constant(Double)
        case path(PathExpression)
        case query(JSONataQuery)

        /// The service states no maximum for most; every whole number up to here is exact.
        static let maximum = 1 << 53
    }
}

extension MapState.Quantity {
    /// The number that a field has.
    ///
    /// - Parameter minimum: 0, or 1 for numbers that must be positive.
    func wholeNumber(
        field: String, from minimum: Int = 0, in scope: inout EvaluationScope
    ) throws(Failure) -> Int {
        switch self {
        case .constant(let number): return Int(number)
        case .query(let query):
            let value = try query.evaluate(.number, in: &scope)
            guard let number = value.int, number >= minimum else {
                let kind = minimum > 0 ? "a positive" : "a non-negative"
                throw .queriedValue(
                    "The \(field) field must be \(kind) integer, but was \(value.text()).", at: query.location)
            }
            return number
        case .path(let path):
            let value = try path.value(in: scope)
            guard let number = value.wholeNumber else {
                throw .runtime(
                    "The \(field)Path field refers to value \"\(value.bareText)\" which is not a valid integer: "
                        + path.text
                )
            }
            guard number >= minimum else {
                throw .runtime("\(field) \(minimum > 0 ? "must be positive" : "cannot be negative").")
            }
            return number
        }
    }

    /// The percentage that a field has.
    func percentage(field: String, in scope: inout EvaluationScope) throws(Failure) -> Double {
        switch self {
        case .constant(let number): return number
        case .query(let query):
            let value = try query.evaluate(.number, in: &scope)
            guard let number = value.double, (0...100).contains(number) else {
                throw .queriedValue(
                    "The \(field) field must be between 0 and 100, but was \(value.text()).", at: query.location)
            }
            return number
        case .path(let path):
            let value = try path.value(in: scope)
            guard let number = value.double ?? value.string.flatMap({ Double($0) }), number.isFinite else {
                throw .runtime(
                    "The \(field)Path field refers to value \"\(value.bareText)\" which is not a valid float: "
                        + path.text)
            }
            guard (0...100).contains(number) else { throw .runtime("\(field) must be between 0 and 100.") }
            return number
        }
    }
}

extension FieldReader {
    /// A whole number in a field, or the path of one in the field's `Path` twin.
    mutating func quantity(
        _ field: String, in range: ClosedRange<Int> = 0...MapState.Quantity.maximum
    ) -> MapState.Quantity? {
        quantity(field) { reader in reader.integer(field, in: range).map(Double.init) }
    }

    /// A number in a field, or the path of one in the field's `Path` twin.
    mutating func fraction(_ field: String, in range: ClosedRange<Double>) -> MapState.Quantity? {
        quantity(field) { reader in reader.number(field, in: range) }
    }

    private mutating func quantity(
        _ field: String, constant: (inout FieldReader) -> Double?
    ) -> MapState.Quantity? {
        if language == .jsonPath { checkExclusive([field, field + "Path"]) }
        if let query = query(field) { return .query(query) }
        if let number = constant(&self) { return .constant(number) }
        guard let path = path(field + "Path") else { return nil }
        if path.root == .context {
            reportNoReferencePath(path.text, detail: "it reads the context object", at: place(field + "Path"))
        }
        return .path(path)
    }
}
