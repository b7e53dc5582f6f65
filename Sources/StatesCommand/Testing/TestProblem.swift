/// Why a machine or a file of test cases could not be tried.
struct TestProblem: Error, Hashable {
    /// The file that is wrong.
    var file: String
    /// What is wrong, with its place; may have several lines.
    var message: String
    /// Whether it is a matter of how the command is used, rather than of what it was to find out.
    var isUsage = true
}
