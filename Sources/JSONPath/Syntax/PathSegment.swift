/// One step of a path.
struct PathSegment: Hashable, Sendable {
    var selector: PathSelector
    /// Whether the step follows `..` and so applies to all descendants.
    var isDescending = false
    /// UTF-8 bytes of the path before the step.
    var offset: Int
}

/// What a step takes from a value.
enum PathSelector: Hashable, Sendable {
    case child(String)
    /// `['a','b']`: at the end of a path an object of the named members, elsewhere each of them.
    case children([String])
    case index(Int)
    case indices([Int])
    case slice(from: Int?, to: Int?)
    case wildcard
    case filter(PathFilter)
    case function(PathFunction)

    var isDefinite: Bool {
        switch self {
        case .child, .index, .function: true
        case .children, .indices, .slice, .wildcard, .filter: false
        }
    }
}

extension [PathSegment] {
    var isDefinite: Bool {
        if case .function? = last?.selector { return true }
        for (position, segment) in enumerated() {
            if segment.isDescending { return false }
            if case .children = segment.selector, position == count - 1 { continue }
            if !segment.selector.isDefinite { return false }
        }
        return true
    }
}
