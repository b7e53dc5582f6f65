import JSON
import SQLite
import StatesLanguage

extension Operation {
    static let activities = [
        Operation(
            "CreateActivity",
            [.required("name", .name), .optional("tags", .tags), .optional("encryptionConfiguration", .encryption)]
        ) { try await $0.createActivity($1) },
        Operation("DescribeActivity", [.required("activityArn", .arn)]) { try await $0.describeActivity($1) },
        Operation("ListActivities", .paging()) { try await $0.listActivities($1) },
        Operation("DeleteActivity", [.required("activityArn", .arn)]) { try await $0.deleteActivity($1) },
        Operation("GetActivityTask", [.required("activityArn", .arn), .optional("workerName", .name)]) {
            try await $0.getActivityTask($1)
        },
    ]
}

extension StatesService {
    func createActivity(_ request: Request) throws -> JSONObject {
        let name = try request.required("name")
        try NameRule.check(name)
        let encryption = request.value("encryptionConfiguration")
        let activity = Activity(arn: partition.arn(.activity, name), name: name, encryption: encryption, at: now)
        if let known = try resources.find(Activity.self, activity.arn) {
            guard known.encryption == encryption else {
                throw ServiceError("ActivityAlreadyExists", "Activity Already Exists: '\(known.arn)'")
            }
            return creation(of: known)
        }
        return try database.transacting {
            try resources.put(activity)
            try setTags(request, on: activity.arn)
            return creation(of: activity)
        }
    }

    private func creation(of activity: Activity) -> JSONObject {
        ["activityArn": .string(activity.arn), "creationDate": activity.created.epochSeconds]
    }

    func describeActivity(_ request: Request) throws -> JSONObject {
        let activity = try activity(request)
        var response = activity.listItem
        response["encryptionConfiguration"] = activity.encryption
        return response
    }

    func listActivities(_ request: Request) throws -> JSONObject {
        try Page(request, of: "ListActivities").response(
            "activities", resources.all(Activity.self).map { .object($0.listItem) })
    }

    func deleteActivity(_ request: Request) throws -> JSONObject {
        let arn = try ResourceName(request.required("activityArn"), .activity)
        try tags.removeAll(from: arn.text)
        try resources.remove(arn.text)
        activityQueues.close(arn.text)
        return JSONObject()
    }

    func getActivityTask(_ request: Request) async throws -> JSONObject {
        let activity = try activity(request)
        guard let offer = await nextOffer(of: activity.arn, request.isClientThere) else { return JSONObject() }
        try markUnderWay(offer.token)
        offer.report(.started(worker: request.text("workerName")))
        return ["taskToken": .string(offer.token), "input": .string(offer.input)]
    }

    private func activity(_ request: Request) throws -> Activity {
        let arn = try ResourceName(request.required("activityArn"), .activity)
        guard let activity = try resources.find(Activity.self, arn.text) else {
            throw ServiceError.activityDoesNotExist(arn.text)
        }
        return activity
    }
}
