import Failures
import LambdaRuntime
import Logging
import Storage

@main enum Main {
    static func main() {
        LambdaProgram(
            name: "StageDiff",
            abstract:
                "Compares the records of an upload with the store, and keeps what is new or changed as one import.",
            help: """
                Takes the run, the source and what Clean made of it: {"run", "source", "cleaned"}.
                Gives {"import", "counts", "period", "personal_records", "changes", "report", "status"}.
                The store is the one in the folder WORKOUTS_HOME.
                """
        ) { event, context in
            let input = try DiffInput(event)
            let storage = try StorageEnvironment(context.environment)
            let handler = DiffHandler(objects: storage.objects, workouts: try storage.workouts())
            let output = try handler.handle(input) { () throws(PipelineError) in
                try context.checkDeadline(unfinished: "Comparing the \(input.counts.records) records")
            }
            context.logger.info("The import is stored.", metadata: ["import": "\(output.importNumber)"])
            return output.json
        }.main()
    }
}
