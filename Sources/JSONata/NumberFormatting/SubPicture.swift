/// One of the up to two parts of a number picture, checked and measured.
struct SubPicture: Sendable {
    let prefix: String
    let suffix: String
    let isPercent: Bool
    let isPerMille: Bool
    private(set) var minimumInteger: Int
    private(set) var minimumFraction: Int
    private(set) var maximumFraction: Int
    /// Digits in front of the point where there is an exponent.
    let scale: Int
    let minimumExponent: Int
    /// Digits to the right of each separator in front of the point.
    let integerGroups: [Int]
    /// Digits between the point and each separator behind it.
    let fractionGroups: [Int]

    init(_ picture: [Unicode.Scalar], _ symbols: NumberSymbols) throws(JSONataError) {
        let parts = Parts(picture, symbols)
        try parts.check(picture, symbols)
        prefix = String(String.UnicodeScalarView(parts.prefix))
        suffix = String(String.UnicodeScalarView(parts.suffix))
        let text = String(String.UnicodeScalarView(picture))
        isPercent = text.unicodeScalars.contains { String($0) == symbols.percent }
        isPerMille = text.unicodeScalars.contains { String($0) == symbols.perMille }
        let isDigit = symbols.isDigit
        minimumInteger = parts.integer.count(where: isDigit)
        scale = minimumInteger
        minimumFraction = parts.fraction.count(where: isDigit)
        maximumFraction = minimumFraction + parts.fraction.count { $0 == symbols.optionalDigit }
        minimumExponent = parts.exponent?.count(where: isDigit) ?? 0
        integerGroups = Self.groups(in: parts.integer.reversed(), symbols)
        fractionGroups = Self.groups(in: parts.fraction, symbols)
        adjust(hasExponent: parts.exponent != nil, parts.integer.contains(symbols.optionalDigit))
    }

    /// A number has at least one digit.
    private mutating func adjust(hasExponent: Bool, _ hasOptionalInteger: Bool) {
        if minimumInteger == 0, maximumFraction == 0 {
            if hasExponent { (minimumFraction, maximumFraction) = (1, 1) } else { minimumInteger = 1 }
        }
        if hasExponent, minimumInteger == 0, hasOptionalInteger { minimumInteger = 1 }
        if minimumInteger == 0, minimumFraction == 0 { minimumFraction = 1 }
    }

    /// How many digits come before each separator.
    private static func groups(in part: [Unicode.Scalar], _ symbols: NumberSymbols) -> [Int] {
        var (groups, digits): ([Int], Int) = ([], 0)
        for scalar in part {
            if scalar == symbols.groupingSeparator { groups.append(digits) } else { digits += 1 }
        }
        return groups
    }

    /// The distance of separators that repeat to the left for ever; nil where they stand as written.
    var regularGroup: Int? {
        guard let first = integerGroups.first, first > 0 else { return nil }
        let isRegular = integerGroups.enumerated().allSatisfy { $0.element == first * ($0.offset + 1) }
        return isRegular ? first : nil
    }
}

/// The pieces of a sub-picture.
private struct Parts {
    var prefix: [Unicode.Scalar]
    var active: [Unicode.Scalar]
    var suffix: [Unicode.Scalar]
    var integer: [Unicode.Scalar]
    var fraction: [Unicode.Scalar] = []
    var hasPoint = false
    var exponent: [Unicode.Scalar]?

    init(_ picture: [Unicode.Scalar], _ symbols: NumberSymbols) {
        // The exponent's mark counts only between digits: `e` begins many a prefix.
        let isCore = { (scalar: Unicode.Scalar) in symbols.isActive(scalar) && scalar != symbols.exponentSeparator }
        let first = picture.firstIndex(where: isCore) ?? picture.endIndex
        let last = picture.lastIndex(where: isCore).map { $0 + 1 } ?? first
        prefix = Array(picture[..<first])
        active = Array(picture[first..<last])
        suffix = Array(picture[last...])
        integer = active
        if let mark = active.firstIndex(of: symbols.exponentSeparator) {
            integer = Array(active[..<mark])
            exponent = Array(active[(mark + 1)...])
        }
        if let point = integer.firstIndex(of: symbols.decimalSeparator) {
            hasPoint = true
            fraction = Array(integer[(point + 1)...])
            integer = Array(integer[..<point])
        }
    }

    func check(_ picture: [Unicode.Scalar], _ symbols: NumberSymbols) throws(JSONataError) {
        let count = { (text: String) in picture.count { String($0) == text } }
        let (percents, perMilles) = (count(symbols.percent), count(symbols.perMille))
        if picture.count(where: { $0 == symbols.decimalSeparator }) > 1 { throw .of("D3081") }
        if percents > 1 { throw .of("D3082") }
        if perMilles > 1 { throw .of("D3083") }
        if percents > 0, perMilles > 0 { throw .of("D3084") }
        guard (integer + fraction).contains(where: { symbols.isDigit($0) || $0 == symbols.optionalDigit }) else {
            throw .of("D3085")
        }
        if active.contains(where: { !symbols.isActive($0) }) { throw .of("D3086") }
        try checkSeparators(symbols)
        try checkOrder(symbols)
        guard let exponent else { return }
        if percents + perMilles > 0 { throw .of("D3092") }
        if exponent.isEmpty || exponent.contains(where: { !symbols.isDigit($0) }) { throw .of("D3093") }
    }

    private func checkSeparators(_ symbols: NumberSymbols) throws(JSONataError) {
        let mark = symbols.groupingSeparator
        if hasPoint {
            if integer.last == mark || fraction.first == mark { throw .of("D3087") }
        } else if integer.last == mark {
            throw .of("D3088")
        }
        if zip(active, active.dropFirst()).contains(where: { $0 == mark && $1 == mark }) { throw .of("D3089") }
    }

    private func checkOrder(_ symbols: NumberSymbols) throws(JSONataError) {
        if let optional = integer.lastIndex(of: symbols.optionalDigit),
            integer[..<optional].contains(where: symbols.isDigit)
        {
            throw .of("D3090")
        }
        if let optional = fraction.firstIndex(of: symbols.optionalDigit),
            fraction[optional...].contains(where: symbols.isDigit)
        {
            throw .of("D3091")
        }
    }
}
