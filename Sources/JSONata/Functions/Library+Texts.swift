/// Functions of strings. Lengths and positions count code points.
extension Library {
    static let texts: [NativeFunction] = [
        function("substring", "<s-nn?:s>", substring),
        function("substringBefore", "<s-s:s>") { (_, arguments, _) throws(JSONataError) in
            around(arguments) { text, match in text[..<match.lowerBound] }
        },
        function("substringAfter", "<s-s:s>") { (_, arguments, _) throws(JSONataError) in
            around(arguments) { text, match in text[match.upperBound...] }
        },
        function("lowercase", "<s-:s>") { (_, arguments, _) throws(JSONataError) in
            mapping(arguments) { $0.lowercased() }
        },
        function("uppercase", "<s-:s>") { (_, arguments, _) throws(JSONataError) in
            mapping(arguments) { $0.uppercased() }
        },
        function("length", "<s-:n>") { (_, arguments, _) throws(JSONataError) in
            guard let text = arguments.argument(0).string else { return .undefined }
            return .number(Double(text.unicodeScalars.count))
        },
        function("trim", "<s-:s>") { (_, arguments, _) throws(JSONataError) in mapping(arguments, trimmed) },
        function("pad", "<s-ns?:s>", pad),
        function("join", "<a<s>s?:s>", join),
    ]

    private static func mapping(_ arguments: [Value], _ change: (String) -> String) -> Value {
        arguments.argument(0).string.map { .string(change($0)) } ?? .undefined
    }

    @Sendable private static func substring(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        guard let text = arguments.argument(0).string else { return .undefined }
        let scalars = Array(text.unicodeScalars)
        var start = arguments.integer(1) ?? 0
        if start < 0 { start = max(scalars.count + start, 0) }
        var end = scalars.count
        if let length = arguments.argument(2).number {
            guard length > 0 else { return .string("") }
            end = min(start + (arguments.integer(2) ?? 0), scalars.count)
        }
        guard start < end else { return .string("") }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<end])
        return .string(String(view))
    }

    private static func around(
        _ arguments: [Value], _ part: ([UInt16], Range<Int>) -> ArraySlice<UInt16>
    ) -> Value {
        guard let text = arguments.argument(0).string else { return .undefined }
        guard let mark = arguments.argument(1).string else { return .string(text) }
        let units = Array(text.utf16)
        guard let match = units.range(of: Array(mark.utf16), from: 0) else { return .string(text) }
        return .string(String(decoding: part(units, match), as: UTF16.self))
    }

    /// Runs of white space become one blank, and none is left at the ends.
    @Sendable private static func trimmed(_ text: String) -> String {
        text.unicodeScalars.split { [" ", "\t", "\n", "\r"].contains($0) }.map { String($0) }.joined(separator: " ")
    }

    @Sendable private static func pad(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        guard let text = arguments.argument(0).string else { return .undefined }
        let width = Int(exactly: (arguments.argument(1).number ?? 0).rounded(.towardZero)) ?? .max
        var filler = Array((arguments.argument(2).string ?? " ").unicodeScalars)
        if filler.isEmpty { filler = [" "] }
        let missing = Int(clamping: width.magnitude) - text.unicodeScalars.count
        guard missing > 0 else { return .string(text) }
        try evaluator.spend(missing)
        var padding = String.UnicodeScalarView()
        for index in 0..<missing { padding.append(filler[index % filler.count]) }
        return .string(width > 0 ? text + String(padding) : String(padding) + text)
    }

    @Sendable private static func join(
        _ evaluator: Evaluator, _ arguments: [Value], _ context: Value
    ) throws(JSONataError) -> Value {
        guard !arguments.argument(0).isUndefined else { return .undefined }
        let parts = Elements(arguments[0]).all.compactMap(\.string)
        let separator = arguments.argument(1).string ?? ""
        try evaluator.spend(text: parts.reduce(separator.utf8.count * parts.count) { $0 + $1.utf8.count })
        return .string(parts.joined(separator: separator))
    }
}

extension [UInt16] {
    /// Where a part first occurs from a position on.
    func range(of part: [UInt16], from start: Int) -> Range<Int>? {
        guard part.count <= count - start else { return nil }
        guard !part.isEmpty else { return start..<start }
        let borders = part.borders
        var matched = 0
        for position in start..<count {
            while matched > 0, self[position] != part[matched] { matched = borders[matched - 1] }
            if self[position] == part[matched] { matched += 1 }
            if matched == part.count { return (position + 1 - matched)..<(position + 1) }
        }
        return nil
    }

    /// For each beginning the length of its longest end that it also begins with: where a search goes on after a unit that
    /// does not fit, so that no unit is looked at over and over (Knuth, Morris, Pratt).
    private var borders: [Int] {
        var borders = [Int](repeating: 0, count: count)
        var length = 0
        for index in indices.dropFirst() {
            while length > 0, self[index] != self[length] { length = borders[length - 1] }
            if self[index] == self[length] { length += 1 }
            borders[index] = length
        }
        return borders
    }
}
