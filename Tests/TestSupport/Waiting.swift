/// A condition that did not come about.
public struct NeverCame: Error {
    var what: String
}

/// Waits for something that another process is about to do.
///
/// - Parameters:
///   - what: For the message, where it never comes.
///   - limit: When to give up.
public func waitUntil(
    _ what: String, within limit: Duration = .seconds(30), _ condition: () throws -> Bool
) async throws {
    let start = ContinuousClock.now
    while try !condition() {
        guard ContinuousClock.now - start < limit else { throw NeverCame(what: what) }
        try await Task.sleep(for: .milliseconds(2))
    }
}
