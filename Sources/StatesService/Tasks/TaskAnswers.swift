import JSON
import StatesLanguage

extension Operation {
    static let tasks = [
        Operation("SendTaskSuccess", [.required("taskToken", .taskToken), .required("output", .data)]) {
            try await $0.sendTaskSuccess($1)
        },
        Operation(
            "SendTaskFailure",
            [.required("taskToken", .taskToken), .optional("error", .error), .optional("cause", .cause)]
        ) { try await $0.sendTaskFailure($1) },
        Operation("SendTaskHeartbeat", [.required("taskToken", .taskToken)]) {
            try await $0.sendTaskHeartbeat($1)
        },
    ]
}

extension StatesService {
    func sendTaskSuccess(_ request: Request) throws -> JSONObject {
        let result: JSON
        do {
            result = try JSON(parsing: request.required("output"))
        } catch let error as JSONSyntaxError {
            throw ServiceError("InvalidOutput", "Invalid Output: '\(error)'")
        }
        return try answer(request, .succeeded(result))
    }

    func sendTaskFailure(_ request: Request) throws -> JSONObject {
        try answer(request, .failed(error: request.text("error") ?? "", cause: request.text("cause")))
    }

    func sendTaskHeartbeat(_ request: Request) throws -> JSONObject {
        try markUnderWay(openTask(request).token)
        return JSONObject()
    }

    /// Keeps an answer, so that it outlives the process, and hands it to the execution.
    private func answer(_ request: Request, _ outcome: TaskOutcome) throws -> JSONObject {
        let task = try openTask(request)
        try taskTable.close(task.token, outcome)
        pendingAnswers.deliver(outcome, to: task.token)
        return JSONObject()
    }

    /// The task that a request's token stands for.
    ///
    /// - Throws: `InvalidToken`, `TaskDoesNotExist`, `TaskTimedOut`.
    private func openTask(_ request: Request) throws -> TaskTable.Row {
        let token = try request.required("taskToken")
        guard let task = try taskTable.find(token) else {
            throw TaskToken.isPlausible(token)
                ? ServiceError("TaskDoesNotExist", "Task does not exist: 'Provided task does not exist'")
                : ServiceError.invalidToken
        }
        guard !task.isClosed else {
            throw ServiceError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
        }
        return task
    }
}
