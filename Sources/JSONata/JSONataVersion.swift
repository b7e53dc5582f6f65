/// Which syntax an expression may use, by the version of the reference implementation.
public enum JSONataVersion: Hashable, Sendable {
    /// 2.0.6: without the operators `?:` and `??`.
    case version206
    /// 2.2, all that there is.
    case version22
}
