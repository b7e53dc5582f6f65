import ArgumentParser
import JSON
import StatesLanguage
import Terminal

/// How a definition that a command runs is read.
struct DefinitionOptions: ParsableArguments {
    @OptionGroup var substitutions: SubstitutionOptions

    @Flag(help: "Take the machine for an express workflow.")
    var express = false

    var type: ExecutionIdentity.WorkflowType { express ? .express : .standard }

    /// Reads a definition; says everything that is wrong with it and ends the program where something is.
    func load(_ path: String) throws -> Definition {
        do {
            let file = try DefinitionFile(path: path)
            do throws(DefinitionError) {
                return try Definition(file.source, substitutions: substitutions.values, type: type)
            } catch {
                Terminal.talk(IssueReport(error.issues, in: file).text)
                throw ExitCode(1)
            }
        } catch let problem as JSONProblem {
            Terminal.talk(IssueReport(problem).text)
            throw ExitCode(1)
        }
    }
}
