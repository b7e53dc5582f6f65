import ArgumentParser
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

    @Argument(
        help: """
            The output of 'aws stepfunctions get-execution-history', or what 'states run --result' wrote; the pages of a \
            history may be several files.
            """)
    var history: [String]

    @Option(help: "The name of the state machine in the file; by default the one that the history tells, or 'machine'.")
    var stateMachine: String?

    @Option(help: "The name of the test case in the file.")
    var testCase = "Recorded"

    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
    var output: String?

    @Option(help: "A mock file to add the test case to; it is written in place unless --output is given.")
    var merge: String?

    func validate() throws {
        guard !history.isEmpty else { throw ValidationError("Missing expected argument '<history>'") }
        for (option, name) in [("--state-machine", stateMachine), ("--test-case", testCase)] where name?.isEmpty == true
        {
            throw ValidationError("\(option) takes a name")
        }
    }

    func run() throws {
        try OutputFile.check(output ?? merge)
        let file = try ResultFile(paths: history)
        let recording: MockRecording
        do throws(ReplayObstacle) {
            recording = try MockRecording(file.history.events)
        } catch {
            throw ValidationError(
                "\(file.path): \(error). Get the whole history, with --include-execution-data")
        }
        guard var mocks = try merge.map({ MockFile(try InputFile.json(of: $0)) }) ?? MockFile() else {
            throw ValidationError("\(merge ?? "") is not a mock file of Step Functions Local")
        }
        mocks.set(testCase, of: stateMachine ?? file.stateMachineName ?? "machine", to: recording.responses)
        if let path = output ?? merge {
            try OutputFile.write(.object(mocks.source), to: path)
        } else {
            Terminal.line(JSON.object(mocks.source).text(.pretty))
        }
        talk(of: recording)
    }

    private func talk(of recording: MockRecording) {
        let count = recording.responses.reduce(0) { $0 + $1.list.count }
        Terminal.talk("\(count) task results of \(recording.responses.count) states")
        let notes = [
            (recording.unfinished, "was given up before it ended; its mock throws what the execution failed with."),
            (recording.underWay, "is under way and has no mock."),
        ]
        for (states, note) in notes {
            for state in Set(states).sorted() { Terminal.talk(Terminal.printable("A task of '\(state)' \(note)")) }
        }
        for state in recording.unordered {
            Terminal.talk(
                Terminal.printable(
                    "Iterations ran '\(state)' side by side, more than once: mocks are told apart by the number of the "
                        + "call only, so a run may give them to other iterations. 'states replay' repeats it exactly."))
        }
        for state in Set(recording.distributed).sorted() {
            Terminal.talk(
                Terminal.printable(
                    "Tasks of the children of '\(state)' stand in histories of their own and have no mocks."))
        }
    }
}
