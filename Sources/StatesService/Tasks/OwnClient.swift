import HTTP
import JSON
import LocalRunner

/// The service as the tasks of its own executions call it.
struct OwnClient: ServiceClient {
    let service: StatesService

    func call(_ operation: String, _ parameters: JSONObject) async throws(ServiceFailure) -> ServiceResponse {
        let requestID = service.configuration.makeID()
        do throws(ServiceError) {
            let response = try await service.respond(to: operation, MemberNames.lowercased(.object(parameters)))
            return ServiceResponse(
                MemberNames.uppercased(response).object ?? JSONObject(),
                headers: [
                    "x-amzn-RequestId": requestID, "Content-Type": "application/x-amz-json-1.0",
                    "Content-Length": String(response.bytes().count),
                ])
        } catch {
            throw ServiceFailure(code: error.code, message: error.message, status: error.status, requestID: requestID)
        }
    }
}
