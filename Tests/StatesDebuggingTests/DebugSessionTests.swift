import JSON
import StatesDebugging
import StatesLanguage
import Testing

@Suite struct DebugSessionTests {
    @Test(arguments: [Pace.step, .over, .run])
    func steppingGivesTheHistoryOfRunning(_ pace: Pace) async throws {
        let mocks: JSON = [
            "Ask": [["throw": ["error": "Busy"]], ["return": 1]], "Do": [["return": 2], ["return": 3]],
        ]
        let runner = try MockTaskRunner(mocks)
        let ran = await Interpreter(runner: runner, clock: VirtualClock(now: Samples.start))
            .run(Execution(try Definition(Samples.machine), input: ["items": [1, 2]], seed: 5))
        var session = try Samples.session()
        let driver = DebugDriver { await runner.response(to: $0) }
        while !session.execution.isOver { _ = try await driver.go(pace, &session) }
        #expect(session.execution.history.map(\.json) == ran.history.map(\.json))
        #expect(session.execution.output == [2, 3])
    }

    @Test func aStepIsOneThing() async throws {
        var session = try Samples.session()
        var places = [session.place]
        while session.focus?.state != "Both" {
            _ = try await Samples.driver().go(.step, &session)
            places.append(session.place)
        }
        #expect(
            places == [
                "Nap entering", "Nap waiting", "Ask entering", "Ask runningTask", "Ask runningTask", "Both entering",
            ])
        #expect(session.focus?.variables == ["seen": true])
    }

    @Test func nextPassesOverAFork() async throws {
        var session = try Samples.session()
        for state in ["Ask", "Both", "Each"] {
            #expect(try await Samples.driver().go(.over, &session) == .done)
            #expect(session.place == "\(state) entering")
        }
        #expect(try await Samples.driver().go(.over, &session) == .ended)
        #expect(throws: SessionError.self) { try session.go(.step) }
    }

    @Test(arguments: [
        (Breakpoint("Ask"), "Ask entering"), (Breakpoint("Ask", .after), "Both entering"),
        (Breakpoint("/States/Both/Branches/1/States/Right"), "Right entering"),
        (Breakpoint("Ask", .error), "Ask runningTask"),
        (Breakpoint("*", .retry), "Ask delayed"), (Breakpoint("Do", .before), "Do entering"),
    ])
    func breakpointsStopTheRun(_ breakpoint: Breakpoint, _ place: String) async throws {
        var session = try Samples.session()
        session.breakpoints = [breakpoint]
        let driver = DebugDriver {
            MockResponse($0.ordinal == 0 ? .failed(error: "Busy", cause: nil) : .succeeded(1))
        }
        #expect(try await driver.go(.run, &session) == .breakpoint)
        #expect(session.hits.map(\.breakpoint) == [breakpoint])
        #expect(session.place == place)
    }

    @Test func aTaskWithoutAnswerIsTheUsers() async throws {
        var session = try Samples.session()
        #expect(try await Samples.driver(nil).go(.run, &session) == .waitsForAnswer)
        #expect(session.request?.parameters == ["items": [1, 2]])
        try session.answer(.succeeded(["price": 3]))
        try session.setResult(4, at: "$.price")
        #expect(session.result == ["price": 4])
        _ = try await Samples.driver(nil).go(.step, &session)
        #expect(session.focus?.input["answer"] == ["price": 4])
    }

    @Test func aFailureOnPurposeIsCaught() async throws {
        var session = try Samples.session()
        _ = try await Samples.driver().go(.over, &session)
        try session.answer(DebugSession.failure("Bad", cause: "on purpose"))
        _ = try await Samples.driver().go(.step, &session)
        #expect(session.place == "Sorry entering")
        #expect(session.focus?.input == ["Error": "Bad", "Cause": "on purpose"])
        #expect(DebugSession.failure("States.Timeout", cause: nil) == .timedOut(cause: nil))
    }

    @Test func goingBackTakesEverythingBack() async throws {
        var session = try Samples.session()
        var seen: [(place: String, events: Int)] = [(session.place, 1)]
        while !session.execution.isOver {
            _ = try await Samples.driver().go(.step, &session)
            seen.append((session.place, session.execution.history.count))
        }
        while session.position > 0 {
            try session.back()
            let expected = seen[session.position]
            #expect((session.place, session.execution.history.count) == expected)
        }
        #expect(throws: SessionError.self) { try session.back() }
    }

    @Test func aStateIsRunAgainWithAnotherInput() async throws {
        var session = try Samples.session()
        _ = try await Samples.driver().go(.over, &session)
        _ = try await Samples.driver().go(.over, &session)
        #expect(session.place == "Both entering")
        try session.again()
        #expect(session.place == "Ask entering")
        try session.setInput([7], at: "$.items")
        _ = try await Samples.driver().go(.run, &session)
        #expect(session.execution.output == [42])
        try session.again()
        #expect(session.place == "Do entering")
    }

    @Test func whatCannotBeDoneIsRefusedAndChangesNothing() async throws {
        var session = try Samples.session()
        #expect(throws: SessionError.self) { try session.again() }
        #expect(throws: SessionError.self) { try session.setInput(1, at: "$..a") }
        #expect(throws: SessionError.self) { try session.answer(.succeeded(1)) }
        #expect(throws: SessionError.self) {
            try session.setInput(.string(String(repeating: "x", count: 300_000)))
        }
        _ = try await Samples.driver().go(.step, &session)
        #expect(throws: SessionError.self) { try session.setInput(1) }
        #expect(session.position == 1)
    }

    @Test(
        arguments: [
            ("$.items[1]", 2), ("$$.State.Name", "Nap"), ("{% $sum($states.input.items) %}", 3),
            ("States.Format('{}', $.items[0])", "1"),
        ] as [(String, JSON)])
    func expressionsOfBothLanguagesAreEvaluated(_ expression: String, _ value: JSON) throws {
        #expect(try Samples.session().evaluate(expression) == value)
    }

    @Test(arguments: ["", "$.", "$.none", "nonsense", "{% 1 + %}", "{% $none %}", "States.Nothing()", "$x"])
    func expressionsWithoutValueAreRefused(_ expression: String) throws {
        #expect(throws: SessionError.self) { try Samples.session().evaluate(expression) }
    }

    @Test(.timeLimit(.minutes(5)))
    func aLongSessionGoesBackAnywhere() async throws {
        var session = try Samples.session([:], of: Samples.loop)
        #expect(try await Samples.driver().go(.run, &session) == .ended)
        let steps = session.position
        #expect(steps > 10_000)
        try session.back(steps - 101)
        #expect((session.position, session.execution.history.count) == (101, 203))
    }

    @Test func theUserCanStopALongRun() async throws {
        var session = try Samples.session([:], of: Samples.loop)
        let driver = DebugDriver(wantsToStop: { true }) { _ in nil }
        #expect(try await driver.go(.run, &session) == .paused)
        #expect(session.position == 500)
    }
}
