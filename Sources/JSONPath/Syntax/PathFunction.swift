/// A function at the end of a path, such as `$.items.length()`.
enum PathFunction: String, Hashable, Sendable {
    case length
    case size
    case keys
    case first
    case last
    case min
    case max
    case sum
    case avg
    case stddev
}
