import ArgumentParser
import Foundation
import JSON
import StatesLanguage
import StatesTooling
import Terminal

/// `states record`: makes mocks of what the tasks of a real execution gave.
struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Make a mock file from the history of an execution.",
        discussion: """
            The file has the format of AWS Step Functions Local; 'states run --mocks' repeats the execution with it. \
            Task results stand in it as they were: look for secrets before you commit it.
            """)

    @Argument(help: "The output of 'aws stepfunctions get-execution-history', or what 'states run --result' wrote.")
    var history: String

    @Option(help: "The name of the state machine in the file; by default the one that the history tells, or 'machine'.")
    var stateMachine: String?

    @Option(help: "The name of the test case in the file.")
    var testCase = "Recorded"

    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
    var output: String?

    @Option(help: "A mock file to add the test case to; it is written in place unless --output is given.")
    var merge: String?

    func run() throws {
        let file = try ResultFile(path: history)
        let recording = MockRecording(file.history.events)
        let existing = try merge.map(InputFile.json) ?? [:]
        guard existing.object != nil else { throw ValidationError("\(merge ?? "") is not a mock file") }
        let mocks = recording.file(
            stateMachine: stateMachine ?? file.stateMachineName ?? "machine", testCase: testCase,
            mergedInto: existing)
        if let path = output ?? merge {
            try OutputFile.write(mocks, to: path)
        } else {
            Terminal.line(mocks.text(.pretty))
        }
        let count = recording.responses.reduce(0) { $0 + $1.list.count }
        Terminal.talk("\(count) task results of \(recording.responses.count) states")
        for state in Set(recording.unfinished).sorted() {
            Terminal.talk(
                "A task of '\(state)' was given up before it ended; its mock throws what the execution failed with.")
        }
    }
}
