import Cleaning
import Failures
import JSON
import LambdaRuntime
import Storage

@main
struct StageFetch {
    static func main() {
        LambdaProgram(
            name: "StageFetch",
            abstract: "Checks an upload, archives it, recognises its format and plans how it is read.",
            help: """
                The event is an EventBridge Object Created event, an S3 notification, or {"bucket": …, "key": …,
                "options": {"units": "metric", "timezone": "Europe/Berlin", "date_order": "dmy"}}; the state machine wraps
                it as {"run": {"id": …}, "event": …}. The key is incoming/<user>/<file>. With "operation": "quarantine"
                and "failure": {"Error": …, "Cause": …} the upload is kept aside with the reason.

                WORKOUTS_HOME names the folder that holds objects and workouts.
                """
        ) { event, context in
            let storage = try StorageEnvironment(context.environment)
            let upload = event["event"] ?? event
            if event["operation"]?.string == "quarantine" {
                return try Quarantine(objects: storage.objects).keep(
                    event: upload, runID: EventMember(event).object("run").text("id"),
                    failure: event["failure"] ?? .null)
            }
            let handler = FetchHandler(objects: storage.objects, workouts: try storage.workouts())
            return try handler.fetch(UploadReference(event: upload)) {
                try context.checkDeadline(unfinished: "Looking at the upload")
            }
        }.main()
    }
}
