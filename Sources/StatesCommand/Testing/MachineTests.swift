import ArgumentParser
import Foundation
import JSON
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

    let machine: TestedMachine
    let definition: DefinitionFile
    private let cases: [(file: String, test: TestCase)]

    /// Reads the definition and the cases.
    ///
    /// - Parameters:
    ///   - substitutions: Values that count where a case gives none.
    ///   - filter: What the name of a case has to contain; nil for all cases.
    init(_ machine: TestedMachine, substitutions: [String: String], filter: String?) throws {
        self.machine = machine
        definition = try DefinitionFile(path: machine.path)
        var cases: [(String, TestCase)] = []
        for file in machine.files {
            for var test in try Self.suite(file, of: machine.path)?.cases ?? []
            where filter.map({ test.name.localizedCaseInsensitiveContains($0) }) ?? true {
                test.substitutions.merge(substitutions) { own, _ in own }
                cases.append((file, test))
            }
        }
        self.cases = cases
    }

    private static func suite(_ file: String, of machine: String) throws -> TestSuite? {
        let source = try InputFile.json(of: file)
        // Beside cases lie inputs and mocks that they name.
        guard source["cases"] != nil || source["expect"] != nil else { return nil }
        let url = URL(fileURLWithPath: file)
        do throws(TestFormatError) {
            return try TestSuite(
                source, name: url.lastPathComponent.replacingOccurrences(of: ".json", with: ""),
                machineName: TestDiscovery.name(of: machine)
            ) { (name) throws(TestFormatError) in
                do {
                    return try InputFile.json(of: URL(fileURLWithPath: name, relativeTo: url).path)
                } catch {
                    throw TestFormatError("\(name): \(error)", at: "")
                }
            }
        } catch {
            let spot = JSONSourceMap(try InputFile.text(of: file)).spot(of: error.pointer)
            throw ValidationError("\(file):\(spot.line):\(spot.column): \(error)")
        }
    }

    /// Runs all cases, several at once, and gives their results in order.
    ///
    /// - Throws: ``DefinitionError`` when the definition is not valid with the substitutions of a case.
    func run() async throws(DefinitionError) -> [Result] {
        var definitions: [Variant: Definition] = [:]
        var jobs: [(file: String, test: TestCase, definition: Definition)] = []
        for (file, test) in cases {
            let variant = Variant(substitutions: test.substitutions, type: test.identity.type)
            if let known = definitions[variant] {
                jobs.append((file, test, known))
                continue
            }
            let decoded = try Definition(
                definition.source, substitutions: variant.substitutions, type: variant.type)
            definitions[variant] = decoded
            jobs.append((file, test, decoded))
        }
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

    /// What a definition depends on besides its text.
    private struct Variant: Hashable {
        var substitutions: [String: String]
        var type: ExecutionIdentity.WorkflowType
    }
}
