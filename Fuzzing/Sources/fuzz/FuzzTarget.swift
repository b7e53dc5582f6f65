/// A reader, what is done with that which it accepts, and what must hold of it.
protocol FuzzTarget: Sendable {
    /// As the command line and the folder of the corpus say it.
    static var name: String { get }
    /// Whether inputs are JSON documents, of which whole values may be exchanged.
    static var takesJSON: Bool { get }
    /// Takes one input. A broken promise ends the process, as any other crash does: libFuzzer then keeps the input.
    static func check(_ bytes: [UInt8])
}

extension FuzzTarget {
    static var takesJSON: Bool { false }
}

/// All targets.
enum FuzzTargets {
    static let all: [any FuzzTarget.Type] = [
        JSONTarget.self, JSONPathTarget.self, JSONataTarget.self, DefinitionTarget.self, HistoryTarget.self,
        ItemsTarget.self, MocksTarget.self,
    ]
}

/// Ends the process where a promise does not hold.
func expect(_ holds: Bool, _ promise: @autoclosure () -> String) {
    guard holds else { fatalError("Broken promise: \(promise())") }
}
