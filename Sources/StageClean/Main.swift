import Failures
import JSON
import LambdaRuntime
import Storage

@main
struct StageClean {
    static func main() {
        LambdaProgram(
            name: "StageClean",
            abstract: "Turns an archived upload into canonical workouts, row by row.",
            help: """
                The event is {"run": {"id": …, "started_at": …}, "source": what StageFetch gave}. The result has the
                counts and the keys of the four outputs: report, accepted records, rejected rows, details.

                WORKOUTS_HOME names the folder that holds objects and workouts.
                """
        ) { event, context in
            let storage = try StorageEnvironment(context.environment)
            return try CleanHandler(objects: storage.objects).handle(CleanInput(event)) {
                try context.checkDeadline(unfinished: "Cleaning the upload")
            }
        }.main()
    }
}
