/// The ARN of a role of IAM.
enum RoleName {
    /// - Throws: `InvalidArn` for anything else.
    static func checked(_ text: String) throws(ServiceError) -> String {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"), parts[2] == "iam",
            parts[5].hasPrefix("role/"), parts[5].utf8.count > 5
        else { throw ServiceError("InvalidArn", "Invalid Role Arn: '\(text)'") }
        return text
    }
}
