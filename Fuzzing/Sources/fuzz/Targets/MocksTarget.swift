import JSON
import StatesLanguage

/// Files of mocks, in both forms.
enum MocksTarget: FuzzTarget {
    static let name = "mocks"
    static let takesJSON = true

    static func check(_ bytes: [UInt8]) {
        guard let source = try? JSON(parsing: bytes) else { return }
        _ = try? MockTaskRunner(source)
        _ = try? MockTaskRunner(source, stateMachine: "m", testCase: "t")
    }
}
