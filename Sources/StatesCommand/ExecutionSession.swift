import ArgumentParser
import Foundation
import JSON
import LocalRunner
import StatesLanguage
import Terminal

/// One execution run before the user's eyes: from the command line's options to its exit code.
struct ExecutionSession {
    let tasks: TaskOptions
    let isRealTime: Bool
    let showsHistory: Bool

    /// Runs an execution to its end; an interruption aborts it.
    ///
    /// - Parameter start: The time it starts, or goes on, at.
    func run(_ execution: Execution, at start: Timestamp) async throws -> Execution {
        let clock: any ExecutionClock = isRealTime ? RealClock(now: start) : VirtualClock(now: start)
        let service = tasks.functions.makeService(showsLogs: showsHistory)
        let runner = try tasks.makeRunner(over: service, for: execution.statePlaces)
        let (showsHistory, store) = (showsHistory, tasks.buckets.store)
        let work = Task {
            var view = HistoryView(
                start: execution.history.first?.timestamp ?? start, after: execution.history)
            return await Interpreter(runner: runner, buckets: store, clock: clock).run(execution) { event in
                if showsHistory { Terminal.talk(Terminal.printable(view.line(for: event))) }
            }
        }
        let interruption = Interruption(cancels: work)
        let finished = await work.value
        withExtendedLifetime(interruption) {}
        await service?.shutdown()
        return finished
    }

    /// Says how an execution ended: the output as a result, everything else as talk.
    static func report(_ execution: Execution, startedAt start: Timestamp) throws {
        if let output = execution.output { Terminal.line(output.text(.pretty)) }
        let time = HistoryView.text(of: execution.now - start)
        Terminal.talk("\(execution.status.rawValue) after \(time), \(execution.history.count) events")
        if let error = execution.error { Terminal.talk(Terminal.printable("Error: \(error)")) }
        if let cause = execution.cause { Terminal.talk(Terminal.printable("Cause: \(cause)")) }
        if execution.status != .succeeded { throw ExitCode(1) }
    }
}
