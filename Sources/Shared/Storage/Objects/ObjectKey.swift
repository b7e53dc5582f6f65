import Failures

/// Decides which keys are safe to use as paths below a folder.
enum ObjectKey {
    /// Names that writers use while an object is not complete yet; no object may be called so.
    static let unfinishedSuffix = ".unfinished"

    /// Checks a key.
    ///
    /// - Throws: `Upload.KeyInvalid` for a key that is empty, absolute, leaves its folder, or is not a usable name.
    static func check(_ key: String) throws(PipelineError) {
        guard !key.isEmpty else { throw invalid(key, "is empty") }
        guard !key.utf8.contains(0) else { throw invalid(key, "holds a NUL character") }
        guard key.utf8.count <= 1024 else { throw invalid(key, "is longer than 1,024 bytes") }
        for part in key.split(separator: "/", omittingEmptySubsequences: false) {
            switch part {
            case "": throw invalid(key, "begins or ends with a slash, or holds two in a row")
            case ".", "..": throw invalid(key, "holds the part \"\(part)\", which would leave its folder")
            case _ where part.utf8.count > 255: throw invalid(key, "holds a name longer than 255 bytes")
            case _ where part.hasSuffix(unfinishedSuffix): throw invalid(key, "ends in \(unfinishedSuffix)")
            default: break
            }
        }
    }

    private static func invalid(_ key: String, _ why: String) -> PipelineError {
        let shown = key.unicodeScalars.prefix(200).map { $0.value < 0x20 ? "\u{FFFD}" : String($0) }.joined()
        return PipelineError(.uploadKeyInvalid, "The object key \"\(shown)\" cannot be used: it \(why).")
    }
}
