/// Who is running: the names that appear in the context object and in the history.
public struct ExecutionIdentity: Hashable, Sendable {
    /// The kinds of workflow.
    public enum WorkflowType: String, CaseIterable, Hashable, Sendable {
        case standard = "STANDARD"
        case express = "EXPRESS"
    }

    /// Such as `us-east-1`.
    public var region: String
    /// Twelve digits.
    public var account: String
    /// The machine's name, part of its ARN.
    public var stateMachineName: String
    /// The execution's name, part of its ARN.
    public var executionName: String
    /// The role that the machine assumes.
    public var roleARN: String
    /// Standard or express.
    public var type: WorkflowType
    /// What the ARN of an express execution ends in, since names may repeat; nil to leave it out.
    public var expressRunID: String?

    /// An identity; what is left out is a name for local runs.
    public init(
        region: String = "us-east-1", account: String = "123456789012", stateMachineName: String = "local",
        executionName: String = "run", roleARN: String? = nil, type: WorkflowType = .standard
    ) {
        self.region = region
        self.account = account
        self.stateMachineName = stateMachineName
        self.executionName = executionName
        self.roleARN = roleARN ?? "arn:aws:iam::\(account):role/local"
        self.type = type
    }

    /// The machine's ARN.
    public var stateMachineARN: String {
        "arn:aws:states:\(region):\(account):stateMachine:\(stateMachineName)"
    }

    /// The execution's ARN.
    public var executionARN: String {
        if let expressRunID {
            return "arn:aws:states:\(region):\(account):express:\(stateMachineName):\(executionName):\(expressRunID)"
        }
        return "arn:aws:states:\(region):\(account):execution:\(stateMachineName):\(executionName)"
    }
}
