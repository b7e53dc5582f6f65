/// Where the service claims to be: the parts of its ARNs before the resource.
public struct Partition: Hashable, Sendable {
    /// Such as `us-east-1`.
    public var region: String
    /// Twelve digits.
    public var account: String

    /// A place.
    public init(region: String = "us-east-1", account: String = "123456789012") {
        self.region = region
        self.account = account
    }

    func arn(_ kind: ResourceName.Kind, _ parts: String...) -> String {
        "arn:aws:states:\(region):\(account):\(kind.rawValue):" + parts.joined(separator: ":")
    }
}
