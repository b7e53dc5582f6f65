import JSON

/// Walks one document along compiled steps.
struct PathEvaluator {
    /// How many values one evaluation may visit or find: `..` inside filters would otherwise cost a power of the
    /// size, and `[0,0,0]` multiply what it finds.
    static let maximumVisits = 1_000_000

    /// How much text and how many values one evaluation may compare, in ``JSON/extent``: a filter tests each element, and
    /// each test may compare whole documents.
    static let maximumComparing = 20_000_000

    /// What must be there for a path that branches to lead anywhere, though it be to nothing.
    enum Requirement {
        /// The service takes what is missing for an empty list.
        case nothing
        /// What the path names before it branches, as Jayway has it in filters.
        case beginning
        /// Also every member that it names behind that.
        case everyMember
    }

    let root: JSON
    private var visits = 0
    private var compared = 0

    init(root: JSON) {
        self.root = root
    }

    mutating func evaluate(_ segments: [PathSegment], isDefinite: Bool) throws(JSONPathEvaluationError) -> JSON {
        try evaluate(segments, from: root, isDefinite: isDefinite)
    }

    /// The value of steps from some value: the root, or the element that a filter tests.
    ///
    /// - Parameter requirement: What must be there where the path branches.
    mutating func evaluate(
        _ segments: [PathSegment], from start: JSON, isDefinite: Bool, requiring requirement: Requirement = .nothing
    ) throws(JSONPathEvaluationError) -> JSON {
        if case .function(let function)? = segments.last?.selector {
            let path = Array(segments.dropLast())
            let argument = try evaluate(path, from: start, isDefinite: path.isDefinite)
            try note(comparing: argument.extent)
            return try function.apply(to: argument)
        }
        guard isDefinite else {
            return .array(try matches(of: segments, from: start, requiring: requirement))
        }
        var value = start
        for (position, segment) in segments.enumerated() {
            switch segment.selector {
            case .child(let name):
                value = try member(name, of: value, at: position, in: segments)
            case .index(let index):
                value = try element(index, of: value, at: position, in: segments)
            case .children(let names):
                value = .object(JSONObject(names.compactMap { name in value[name].map { (name, $0) } }))
            default:
                break
            }
        }
        return value
    }

    /// Counts what is about to be compared.
    mutating func note(comparing extent: Int) throws(JSONPathEvaluationError) {
        compared += extent
        guard compared <= Self.maximumComparing else { throw .tooMuchWork }
    }

    private func member(
        _ name: String, of value: JSON, at position: Int, in segments: [PathSegment]
    ) throws(JSONPathEvaluationError) -> JSON {
        guard case .object(let object) = value else {
            throw .notAnObject(
                property: name, path: segments.canonicalText(upTo: position), found: value.jaywayTypeName)
        }
        if let member = object[name] { return member }
        let path = segments.canonicalText(upTo: position + 1)
        throw position == segments.count - 1 ? .noResults(path) : .missingProperty(path)
    }

    private func element(
        _ index: Int, of value: JSON, at position: Int, in segments: [PathSegment]
    ) throws(JSONPathEvaluationError) -> JSON {
        guard case .array(let elements) = value else {
            throw .notAnArray(steps: segments.canonicalText(from: position), found: value.text())
        }
        let offset = index < 0 ? elements.count + index : index
        guard elements.indices.contains(offset) else {
            throw .indexOutOfBounds(segments.canonicalText(upTo: position + 1))
        }
        return elements[offset]
    }

    /// All values that the steps lead to. What is missing is left out, but for what must be there.
    private mutating func matches(
        of segments: [PathSegment], from start: JSON, requiring requirement: Requirement
    ) throws(JSONPathEvaluationError) -> [JSON] {
        var found = [start]
        var hasBranched = requirement == .nothing
        for (position, segment) in segments.enumerated() {
            var next: [JSON] = []
            hasBranched = hasBranched || segment.isDescending
            for value in found {
                if !hasBranched { try check(segment.selector, appliesTo: value, at: position, in: segments) }
                if requirement == .everyMember, !segment.isDescending, case .child(let name) = segment.selector,
                    case .object(let object) = value, object[name] == nil
                {
                    throw .missingProperty(segments.canonicalText(upTo: position + 1))
                }
                if segment.isDescending {
                    try descend(from: value, segment, into: &next)
                } else {
                    let isLast = position == segments.count - 1
                    try select(segment.selector, of: value, isLast: isLast, isDescending: false, into: &next)
                }
            }
            found = next
            hasBranched = hasBranched || !segment.selector.isDefinite
        }
        return found
    }

    /// - Throws: ``JSONPathEvaluationError`` where a step cannot be taken from the one value that the path has come to.
    private func check(
        _ selector: PathSelector, appliesTo value: JSON, at position: Int, in segments: [PathSegment]
    ) throws(JSONPathEvaluationError) {
        switch (selector, value) {
        case (.child(let name), _): _ = try member(name, of: value, at: position, in: segments)
        case (.children, .object), (.index, .array), (.indices, .array), (.slice, .array): break
        case (.children(let names), _):
            throw .notAnObject(
                property: names.joined(separator: "','"), path: segments.canonicalText(upTo: position),
                found: value.jaywayTypeName)
        case (.index, _), (.indices, _), (.slice, _):
            throw .notAnArray(steps: segments.canonicalText(from: position), found: value.text())
        case (.filter, .array), (.filter, .object): break
        case (.filter, _): throw .notAContainer(found: value.text())
        case (.wildcard, _), (.function, _): break
        }
    }

    private mutating func descend(
        from value: JSON, _ segment: PathSegment, into found: inout [JSON]
    ) throws(JSONPathEvaluationError) {
        try select(segment.selector, of: value, isLast: false, isDescending: true, into: &found)
        switch value {
        case .array(let elements):
            for element in elements { try descend(from: element, segment, into: &found) }
        case .object(let object):
            for member in object { try descend(from: member.value, segment, into: &found) }
        default: break
        }
    }

    private mutating func select(
        _ selector: PathSelector, of value: JSON, isLast: Bool, isDescending: Bool, into found: inout [JSON]
    ) throws(JSONPathEvaluationError) {
        let before = found.count
        defer { visits += found.count - before }
        visits += 1
        guard visits <= Self.maximumVisits else { throw .tooMuchWork }
        switch selector {
        case .child(let name):
            if let member = value[name] { found.append(member) }
        case .children(let names):
            let members = names.compactMap { name in value[name].map { (name, $0) } }
            guard !members.isEmpty else { return }
            if isLast { found.append(.object(JSONObject(members))) } else { found += members.map(\.1) }
        case .index(let index):
            appendElement(index, of: value, to: &found)
        case .indices(let indices):
            for index in indices { appendElement(index, of: value, to: &found) }
        case .slice(let from, let to):
            if case .array(let elements) = value { found += elements[elements.bounds(from: from, to: to)] }
        case .wildcard:
            if case .array(let elements) = value { found += elements }
            if case .object(let object) = value { found += object.values }
        case .filter(let filter):
            for candidate in try candidates(for: filter, in: value, isDescending) where try accepts(filter, candidate) {
                found.append(candidate)
            }
        case .function: break
        }
    }

    /// What a filter tests: the elements of an array, or an object itself.
    ///
    /// A filter behind `..` comes to each object by itself and so tests it once; in an array it looks, as in Jayway, only
    /// where the array passes the filter as well.
    private mutating func candidates(
        for filter: PathFilter, in value: JSON, _ isDescending: Bool
    ) throws(JSONPathEvaluationError) -> [JSON] {
        guard case .array(let elements) = value else { return value.object == nil ? [] : [value] }
        guard isDescending else { return elements }
        return try accepts(filter, value) ? elements.filter { $0.object == nil } : []
    }

    private func appendElement(_ index: Int, of value: JSON, to found: inout [JSON]) {
        guard case .array(let elements) = value else { return }
        let offset = index < 0 ? elements.count + index : index
        if elements.indices.contains(offset) { found.append(elements[offset]) }
    }
}
