import JSON

/// The functions on arrays.
enum ArrayIntrinsics {
    /// How many elements `States.ArrayRange` may make.
    static let maximumRange = 1000

    static func item(of elements: [JSON], at index: Int) throws(IntrinsicError) -> JSON {
        guard elements.indices.contains(index) else {
            throw IntrinsicError("Index \(index) is out of bounds for an array of \(elements.count)")
        }
        return elements[index]
    }

    static func partition(_ elements: [JSON], size: Int) throws(IntrinsicError) -> JSON {
        guard size > 0 else { throw IntrinsicError("The size of a chunk must be positive") }
        return .array(
            stride(from: 0, to: elements.count, by: size).map { start in
                .array(Array(elements[start..<min(start + min(size, elements.count), elements.count)]))
            })
    }

    /// Both ends included, as the service does.
    static func range(
        from first: Int, through last: Int, step: Int, maximum: Int = maximumRange
    ) throws(IntrinsicError) -> JSON {
        guard step != 0 else { throw IntrinsicError("The step must not be zero") }
        var elements: [JSON] = []
        var next = first
        while step > 0 ? next <= last : next >= last {
            guard elements.count < maximum else {
                throw IntrinsicError("The range has more than \(maximum) elements")
            }
            elements.append(.int(next))
            let (sum, overflow) = next.addingReportingOverflow(step)
            if overflow { break }
            next = sum
        }
        return .array(elements)
    }

    static func unique(_ elements: [JSON]) -> JSON {
        var seen: Set<JSON> = []
        return .array(elements.filter { seen.insert($0).inserted })
    }
}
