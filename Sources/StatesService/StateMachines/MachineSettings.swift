import JSON

/// What a machine's logs, traces and keys are like, with what a request leaves out filled in as the service does it.
struct MachineSettings: Hashable, Sendable {
    private(set) var logging: JSON = ["includeExecutionData": false, "level": "OFF"]
    private(set) var tracing: JSON = ["enabled": false]
    /// Nil for the key that the service has by itself.
    private(set) var encryption: JSON?

    init() {}

    /// Reads a machine's document. Older programs kept what requests said, incomplete as it was.
    init(document: JSON) {
        if let stated = document["logging"] { logging = Self.completed(logging: stated) }
        if let stated = document["tracing"] { tracing = Self.completed(tracing: stated) }
        if let stated = document["encryption"] { encryption = Self.completed(encryption: stated) }
    }

    /// The settings after a request, which changes those that it states.
    ///
    /// - Throws: `InvalidLoggingConfiguration`, `InvalidEncryptionConfiguration`.
    func updated(_ request: Request) throws(ServiceError) -> MachineSettings {
        var settings = self
        if let stated = request.value("loggingConfiguration") {
            let destinations = stated["destinations"]?.array?.count ?? 0
            guard destinations == 1 || destinations == 0 && stated["level"]?.string ?? "OFF" == "OFF" else {
                throw ServiceError(
                    "InvalidLoggingConfiguration",
                    "Invalid Logging Configuration: Must specify exactly one Log Destination.")
            }
            settings.logging = Self.completed(logging: stated)
        }
        if let stated = request.value("tracingConfiguration") { settings.tracing = Self.completed(tracing: stated) }
        if let stated = request.value("encryptionConfiguration") {
            guard stated["type"] != "CUSTOMER_MANAGED_KMS_KEY" || stated["kmsKeyId"]?.string != nil else {
                throw ServiceError(
                    "InvalidEncryptionConfiguration",
                    "Invalid Encryption Configuration: a customer managed key needs a kmsKeyId.")
            }
            settings.encryption = Self.completed(encryption: stated)
        }
        return settings
    }

    private static func completed(logging stated: JSON) -> JSON {
        var logging = JSONObject()
        logging["destinations"] = stated["destinations"]?.array.map { .array($0) }
        logging["includeExecutionData"] = .bool(stated["includeExecutionData"]?.bool ?? false)
        logging["level"] = .string(stated["level"]?.string ?? "OFF")
        return .object(logging)
    }

    private static func completed(tracing stated: JSON) -> JSON {
        ["enabled": .bool(stated["enabled"]?.bool ?? false)]
    }

    private static func completed(encryption stated: JSON) -> JSON? {
        guard stated["type"] == "CUSTOMER_MANAGED_KMS_KEY", let key = stated["kmsKeyId"] else { return Optional.none }
        // Five minutes, where the request does not say.
        let period = stated["kmsDataKeyReusePeriodSeconds"]?.int ?? 300
        return ["kmsKeyId": key, "kmsDataKeyReusePeriodSeconds": .int(period), "type": "CUSTOMER_MANAGED_KMS_KEY"]
    }
}
