import HTTP
import LambdaRuntime
import Logging
import Storage

@main enum Main {
    static func main() {
        LambdaProgram(
            name: "StageNotify",
            abstract: "Publishes one message about a run, for people and machines.",
            help: """
                Takes the run and how it ended: {"run", "outcome", "event", "source", "result", "failure", "quarantine",
                "previous"}; the outcome is "imported", "already_processed" or "failed".
                Gives {"message_id", "delivery_id", "text", "error", "cause"}; the last two only of a failed run.
                The message goes to notifications/ in the folder WORKOUTS_HOME, and to WORKOUTS_WEBHOOK if that is set.
                """
        ) { event, context in
            let input = try NotifyInput(event)
            let storage = try StorageEnvironment(context.environment)
            let handler = NotifyHandler(
                objects: storage.objects, publisher: try storage.publisher(over: CurlTransport()))
            let output = try handler.handle(input)
            context.logger.info("\(output.message.text)", metadata: ["delivery": "\(output.message.deliveryID)"])
            return output.json
        }.main()
    }
}
