import JSON
import LocalRunner
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct LambdaServiceTests {
    /// Invokes EchoStage in a service of its own.
    private func withEcho<Result: Sendable>(
        environment: [String: String] = [:], timeout: Duration = .seconds(20), initTimeout: Duration = .seconds(10),
        concurrency: Int = 4, lines: LineRecorder = LineRecorder(), _ body: (LambdaService) async throws -> Result
    ) async throws -> Result {
        let echo = LocalFunction(
            name: "Echo", executable: try BuiltProducts.path(of: "EchoStage"), environment: environment,
            timeout: timeout, memoryMB: 256)
        let configuration = LambdaService.Configuration(
            functions: [echo, LocalFunction(name: "Missing", executable: "/nonexistent/stage")],
            environment: ["PATH": "/usr/bin:/bin", "HOME": "/nowhere", "SECRET": "hidden"],
            maximumConcurrency: concurrency, initTimeout: initTimeout
        ) { lines.append("\($0): \($1)") }
        return try await LambdaService.withService(configuration, body)
    }

    @Test func functionAnswers() async throws {
        let event: JSON = ["text": "häßlich 😀", "n": 1.5]
        let result = try await withEcho { await $0.invoke(function: "Echo", payload: event) }
        #expect(result == .succeeded(event))
    }

    @Test func warmProcessIsUsedAgain() async throws {
        let processes = try await withEcho { service in
            var processes: Set<JSON> = []
            for _ in 0..<20 {
                guard case .succeeded(let answer) = await service.invoke(function: "Echo", payload: ["do": "context"])
                else { continue }
                processes.insert(try #require(answer["process"]))
            }
            return processes
        }
        #expect(processes.count == 1)
    }

    @Test func concurrentInvocationsGetProcessesUpToTheCap() async throws {
        let processes = try await withEcho(concurrency: 2) { service in
            await withTaskGroup(of: JSON?.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        guard
                            case .succeeded(let answer) = await service.invoke(
                                function: "Echo", payload: ["do": "context"])
                        else { return nil }
                        return answer["process"]
                    }
                }
                return await group.reduce(into: [JSON?]()) { $0.append($1) }
            }
        }
        #expect(processes.count == 12 && !processes.contains(nil))
        #expect((1...2).contains(Set(processes).count))
    }

    @Test(arguments: [
        (
            #"{"do":"fail"}"#, "Upload.NotCSV",
            #"{"errorMessage":"The file is a web page.","errorType":"Upload.NotCSV","stackTrace":[],"code":"not_csv_html","details":{"file":"a.csv"}}"#
        ),
        (#"{"do":"throw"}"#, "Stage.Internal", "Mistake"),
        (#"{"do":"exit"}"#, "Runtime.ExitError", "Error: Runtime exited with error: exit status 3"),
        (#"{"do":"crash"}"#, "Runtime.ExitError", "Error: Runtime exited with error: signal: segmentation fault"),
        (#"{"do":"kill"}"#, "Runtime.ExitError", "Error: Runtime exited with error: signal: killed"),
        (#"{"do":"large","bytes":7000000}"#, "Function.ResponseSizeTooLarge", "exceeded maximum allowed payload size"),
    ])
    func failureHasTheNameThatStepFunctionsUses(_ event: String, errorType: String, cause: String) async throws {
        let event = try JSON(parsing: event)
        let results = try await withEcho { service in
            // The second one shows that the function is well again.
            [
                await service.invoke(function: "Echo", payload: event),
                await service.invoke(function: "Echo", payload: "well"),
            ]
        }
        guard case .functionFailed(let error) = results[0] else {
            Issue.record("\(results[0])")
            return
        }
        #expect(error.errorType == errorType)
        #expect(error.payload.contains(cause), "\(error.payload)")
        #expect(results[1] == .succeeded("well"))
    }

    @Test func timeoutKillsTheProcess() async throws {
        let results = try await withEcho(timeout: .milliseconds(2500)) { service in
            [
                await service.invoke(function: "Echo", payload: ["do": "hang"]),
                await service.invoke(function: "Echo", payload: "well"),
            ]
        }
        guard case .functionFailed(let error) = results[0] else {
            Issue.record("\(results[0])")
            return
        }
        #expect(error.errorType == "Sandbox.Timedout")
        #expect(error.payload.contains("Error: Task timed out after 2.50 seconds"))
        #expect(results[1] == .succeeded("well"))
    }

    @Test(arguments: [
        ("fail", "Store.Unusable", "The store is damaged."),
        ("exit", "Runtime.ExitError", "exit status 7"),
        ("hang", "Sandbox.Timedout", "timed out after 0.30 seconds"),
    ])
    func failedStartIsReported(_ start: String, errorType: String, cause: String) async throws {
        let initTimeout: Duration = start == "hang" ? .milliseconds(300) : .seconds(50)
        let result = try await withEcho(environment: ["ECHO_START": start], initTimeout: initTimeout) {
            await $0.invoke(function: "Echo", payload: [:])
        }
        guard case .functionFailed(let error) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(error.errorType == errorType)
        #expect(error.payload.contains(cause), "\(error.payload)")
    }

    @Test func unknownFunctionIsRefusedAsOnAWS() async throws {
        let result = try await withEcho { await $0.invoke(function: "Nobody", payload: [:]) }
        guard case .refused(let name, let message) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(name == "Lambda.ResourceNotFoundException")
        #expect(message.hasPrefix("Function not found: arn:aws:lambda:us-east-1:000000000000:function:Nobody:$LATEST"))
    }

    @Test func missingExecutableIsNamed() async throws {
        let result = try await withEcho { await $0.invoke(function: "Missing", payload: [:]) }
        guard case .functionFailed(let error) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(error.errorType == "Runtime.InvalidEntrypoint")
        #expect(error.payload.contains("/nonexistent"), "\(error.payload)")
    }

    @Test func environmentIsLambdasAndNothingElse() async throws {
        let result = try await withEcho(environment: ["SETTING": "1", "AWS_REGION": "mars"]) {
            await $0.invoke(function: "Echo", payload: ["do": "environment"])
        }
        guard case .succeeded(.object(let variables)) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(variables["SETTING"] == "1")
        #expect(variables["SECRET"] == nil)
        #expect(variables["HOME"] == "/nowhere")
        #expect(variables["AWS_REGION"] == "us-east-1")
        #expect(variables["AWS_LAMBDA_FUNCTION_NAME"] == "Echo")
        #expect(variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] == "256")
    }

    @Test func contextCarriesDeadlineAndTrace() async throws {
        let trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0"
        let result = try await withEcho(timeout: .seconds(20)) {
            await $0.invoke(function: "Echo", payload: ["do": "context"], traceID: trace)
        }
        guard case .succeeded(let context) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(context["traceID"]?.string == trace)
        #expect(context["traceVariable"]?.string == trace)
        #expect((10_000...20_000).contains(context["remainingMilliseconds"]?.int ?? 0))
        #expect(context["arn"] == "arn:aws:lambda:us-east-1:000000000000:function:Echo")
    }

    @Test func logLinesArriveWholeAlsoLargeOnes() async throws {
        let lines = LineRecorder()
        _ = try await withEcho(lines: lines) { service in
            _ = await service.invoke(function: "Echo", payload: ["do": "log"])
            _ = await service.invoke(function: "Echo", payload: ["do": "shout", "bytes": 1_000_000])
            return await service.invoke(function: "Echo", payload: ["do": "exit"])
        }
        let first = try #require(lines.all.first)
        #expect(first.hasPrefix(#"Echo: {"timestamp":""#))
        #expect(first.contains(#""message":"hello","stage":"EchoStage","coldStart":true,"requestId":""#))
        #expect(lines.all.map(\.utf8.count).reduce(0, +) > 1_000_000)
        #expect(lines.all.allSatisfy { $0.utf8.count <= 256 * 1024 + 6 })
    }

    @Test func cancellationKillsTheProcess() async throws {
        let lines = LineRecorder()
        let result = try await withEcho(lines: lines) { service in
            let task = Task { await service.invoke(function: "Echo", payload: ["do": "hang"]) }
            task.cancel()
            return await task.value
        }
        #expect(result == .cancelled)
    }

    @Test func shutdownEndsWhatHangs() async throws {
        let echo = LocalFunction(name: "Echo", executable: try BuiltProducts.path(of: "EchoStage"))
        let started = AsyncStream<Void>.makeStream()
        let service = LambdaService(
            LambdaService.Configuration(functions: [echo], environment: [:]) { _, _ in started.continuation.yield() })
        _ = await service.invoke(function: "Echo", payload: ["do": "log"])
        async let hanging = service.invoke(function: "Echo", payload: ["do": "hang"])
        for await _ in started.stream { break }
        await service.shutdown()
        #expect(await hanging == .cancelled)
        #expect(await service.invoke(function: "Echo", payload: 1) == .cancelled)
    }
}
