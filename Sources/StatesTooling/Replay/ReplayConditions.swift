public import StatesLanguage

/// What a run is given from outside besides its input: names, random numbers and the time.
///
/// Running a machine under several of them tells what of its data it makes at run time.
struct ReplayConditions {
    var identity: ExecutionIdentity
    var seed: UInt64
    /// How much later than recorded everything happens.
    var delay = Duration.zero

    /// The same machine at another time, by other names as far as the recorded ones are unknown, with other random
    /// numbers: one of these at a time, so that a machine which decides by one of them goes its recorded way in the others.
    func variants(_ known: RecordedNames) -> [ReplayConditions] {
        // No field of a time stays the same: 17 months and some days, hours, minutes, seconds, milliseconds.
        let later =
            Duration.seconds(520 * 86_400) + Duration.seconds(5 * 3600 + 13 * 60 + 7) + Duration.milliseconds(123)
        return [
            ReplayConditions(identity: identity, seed: seed, delay: later),
            ReplayConditions(identity: identity, seed: seed ^ 0x5DEE_CE66_D1CE_4E5B),
            ReplayConditions(identity: identity, seed: seed ^ 0x1B87_3593_CC9E_2D51),
            ReplayConditions(identity: known.identity(variant: 1), seed: seed ^ 0x2545_F491_4F6C_DD1D),
        ]
    }
}

/// The names that a recorded execution ran under, as far as they are known. A history of AWS does not tell them.
public struct RecordedNames: Sendable {
    /// Such as `us-east-1`.
    public var region: String?
    /// Twelve digits.
    public var account: String?
    /// The machine's name.
    public var stateMachine: String?
    /// The execution's name.
    public var execution: String?
    /// The role that the machine assumes.
    public var roleARN: String?
    /// Standard or express.
    public var type = ExecutionIdentity.WorkflowType.standard

    /// Names that are not known.
    public init() {}

    /// Names that all are known.
    public init(_ identity: ExecutionIdentity) {
        (region, account, roleARN) = (identity.region, identity.account, identity.roleARN)
        (stateMachine, execution, type) = (identity.stateMachineName, identity.executionName, identity.type)
    }

    /// Names to run under; where one is not known another that nobody uses, a different one for each variant.
    func identity(variant: Int) -> ExecutionIdentity {
        ExecutionIdentity(
            region: region ?? Self.standIns[variant].region, account: account ?? Self.standIns[variant].account,
            stateMachineName: stateMachine ?? Self.standIns[variant].machine,
            executionName: execution ?? Self.standIns[variant].execution,
            roleARN: roleARN ?? "arn:aws:iam::\(account ?? Self.standIns[variant].account):role/unknownrole\(variant)",
            type: type)
    }

    private static let standIns: [(region: String, account: String, machine: String, execution: String)] = [
        ("us-east-1", "123456789012", "unknownmachine0", "unknownexecution0"),
        ("eu-west-3", "987654321098", "unknownmachine1", "unknownexecution1"),
    ]
}
