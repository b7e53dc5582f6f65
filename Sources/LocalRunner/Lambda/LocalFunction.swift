/// A Lambda function on this machine: an executable that speaks the Lambda Runtime API.
public struct LocalFunction: Hashable, Sendable {
    /// The name that state machines invoke it by.
    public var name: String
    /// The executable's path; a relative one starts at the current directory.
    public var executable: String
    /// Arguments after the program's name; a custom runtime on AWS gets none.
    public var arguments: [String]
    /// The function's configured environment variables. They win over what the process inherits, but not over what
    /// Lambda reserves.
    public var environment: [String: String]
    /// Lambda's longest.
    public static let longestTimeout = Duration.seconds(900)

    /// How long one invocation may take before the sandbox is killed.
    public var timeout: Duration
    /// What the function is told of its memory, in megabytes. Nothing enforces it here.
    public var memoryMB: Int

    /// A function; times out after 15 minutes, Lambda's longest, unless told.
    public init(
        name: String, executable: String, arguments: [String] = [], environment: [String: String] = [:],
        timeout: Duration = LocalFunction.longestTimeout, memoryMB: Int = 512
    ) {
        self.name = name
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.timeout = timeout
        self.memoryMB = memoryMB
    }
}

extension LocalFunction {
    /// The region that everything here claims to be in.
    static let region = "us-east-1"

    /// The account that everything here claims to belong to.
    static let account = "000000000000"

    /// The function's name as AWS writes it.
    static func arn(of name: String) -> String {
        "arn:aws:lambda:\(region):\(account):function:\(name)"
    }
}
