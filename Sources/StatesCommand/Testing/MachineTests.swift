import Foundation
import StatesLanguage
import StatesTesting

/// Runs the cases of one machine.
struct MachineTests {
    /// One case that was run.
    struct Result: Sendable {
        var file: String
        var run: TestRun
        var duration: Duration
    }

    /// The definition's path, or the file that is about none.
    let name: String
    /// The definition; nil where it cannot be read.
    let definition: DefinitionFile?
    /// What cannot be tried, and why. It keeps nothing else from being tried.
    private(set) var problems: [TestProblem] = []
    private var cases: [(file: CaseFile, test: TestCase)] = []

    /// Reads the definition and the cases.
    ///
    /// - Parameters:
    ///   - substitutions: Values that count where a case gives none.
    ///   - filter: What the name of a case has to contain; nil for all cases.
    init(_ machine: TestedMachine, substitutions: [String: String], filter: String?) {
        guard let path = machine.path else {
            name = machine.files.first?.path ?? ""
            definition = nil
            problems = machine.files.map { file in
                if case .failure(let problem) = file.content { problem } else { TestDiscovery.missingMachine(of: file) }
            }
            return
        }
        name = path
        do {
            definition = try DefinitionFile(path: path)
        } catch let problem as JSONProblem {
            definition = nil
            problems.append(TestProblem(file: path, message: IssueReport(problem).text, isUsage: false))
        } catch {
            definition = nil
            problems.append(TestProblem(file: path, message: "\(error)"))
        }
        for file in machine.files {
            do throws(TestProblem) {
                for var test in try file.suite(of: path).cases
                where filter.map({ test.name.localizedCaseInsensitiveContains($0) }) ?? true {
                    test.substitutions.merge(substitutions) { own, _ in own }
                    cases.append((file, test))
                }
            } catch {
                problems.append(error)
            }
        }
    }

    /// Runs all cases, several at once, and gives their results in order.
    ///
    /// Cases whose definition is not valid with their substitutions, or that mock states it does not have, are left out and
    /// told among the problems.
    mutating func run() async -> [Result] {
        let jobs = jobs()
        return await withTaskGroup(of: (Int, Result).self) { group in
            for (position, job) in jobs.enumerated() {
                group.addTask {
                    let start = ContinuousClock.now
                    let run = await job.test.run(job.definition)
                    return (position, Result(file: job.file, run: run, duration: ContinuousClock.now - start))
                }
            }
            var results: [(Int, Result)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private mutating func jobs() -> [(file: String, test: TestCase, definition: Definition)] {
        guard let source = definition else { return [] }
        var definitions: [Variant: Definition?] = [:]
        var jobs: [(file: String, test: TestCase, definition: Definition)] = []
        for (file, test) in cases {
            let variant = Variant(substitutions: test.substitutions, type: test.identity.type)
            let known = definitions[variant]
            let decoded = known ?? decode(source, variant)
            definitions[variant] = decoded
            guard let decoded else { continue }
            do throws(TestFormatError) {
                try test.check(against: decoded)
                jobs.append((file.path, test, decoded))
            } catch {
                add(file.problem(error))
            }
        }
        return jobs
    }

    private mutating func decode(_ source: DefinitionFile, _ variant: Variant) -> Definition? {
        do throws(DefinitionError) {
            return try source.decode(substitutions: variant.substitutions, type: variant.type)
        } catch {
            add(TestProblem(file: source.path, message: IssueReport(error.issues, in: source).text, isUsage: false))
            return nil
        }
    }

    /// Adds what was not told yet: cases may share their fault.
    private mutating func add(_ problem: TestProblem) {
        if !problems.contains(problem) { problems.append(problem) }
    }

    /// What a definition depends on besides its text.
    private struct Variant: Hashable {
        var substitutions: [String: String]
        var type: ExecutionIdentity.WorkflowType
    }
}
