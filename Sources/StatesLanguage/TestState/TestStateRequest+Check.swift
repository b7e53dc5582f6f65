extension TestStateRequest {
    /// Refuses what does not go together: the mock, its circumstances, and the kind of the state.
    func check(against subject: StateUnderTest) throws(TestStateError) {
        if let mock {
            try check(mock, against: subject)
        } else {
            try checkUnmocked(subject.state)
        }
    }

    private func check(_ mock: StateMock, against subject: StateUnderTest) throws(TestStateError) {
        if revealsSecrets { throw .validation("TestState does not support RevealSecrets when a mock is specified.") }
        try mock.check(against: subject.state)
        if context?.hasTask == true, !subject.state.isAnsweredLater {
            throw .invalidContext(
                "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' "
                    + "service integration pattern")
        }
        if let origin = configuration.errorCausedByState, !subject.contains(stateNamed: origin) {
            throw .validation("ErrorCausedByState must name a state inside the tested Map or Parallel state.")
        }
        if case .map = subject.state { return }
        for member in configuration.given where member.hasPrefix("Map") {
            throw .validation("TestState supports \(member) only for Map states.")
        }
    }

    private func checkUnmocked(_ state: State) throws(TestStateError) {
        if let member = configuration.given.first { throw .needsMock(member) }
        if context != nil { throw .needsMock("Context") }
        switch state {
        case .map, .parallel:
            throw .invalidDefinition(
                "TestState API does not support Map or Parallel states. Supported state types include: "
                    + "[Task, Wait, Pass, Succeed, Fail, Choice]")
        case .task where state.isAnsweredLater:
            throw .invalidDefinition(
                "TestState API does not support activities, '.sync' or '.waitForTaskToken' without a mock")
        case .task where roleARN == nil:
            throw .validation("RoleArn must be specified when testing a Task state")
        default: break
        }
    }
}

extension State {
    /// Whether the state is a task whose result somebody gives later: a worker, the end of a job, the holder of a token.
    fileprivate var isAnsweredLater: Bool {
        guard case .task(let task) = self, let resource = task.resource else { return false }
        return resource.family == .activity || resource.waitsForTaskToken || resource.waitsForJob
    }
}
