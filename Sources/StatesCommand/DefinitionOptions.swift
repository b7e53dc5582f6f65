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
                return try file.decode(substitutions: substitutions.values, type: type)
            } catch {
                Terminal.talk(IssueReport(error.issues, in: file).text)
                throw ExitCode(1)
            }
        } catch let problem as JSONProblem {
            Terminal.talk(IssueReport(problem).text)
            throw ExitCode(1)
        }
    }

    /// Reads a definition that may be a draft; says what is wrong with it.
    func readDraft(_ path: String) throws -> JSON {
        do {
            let file = try DefinitionFile(path: path)
            let report = IssueReport(file.issues(substitutions: substitutions.values, type: type), in: file)
            if !report.isEmpty { Terminal.talk(report.text) }
            guard file.source["States"]?.object?.isEmpty == false else { throw ExitCode(1) }
            return file.source
        } catch let problem as JSONProblem {
            Terminal.talk(IssueReport(problem).text)
            throw ExitCode(1)
        }
    }

    /// Reads a definition that is only looked at, so that `${name}` need not have a value; says what is wrong with it and
    /// ends the program where that is an error.
    func read(_ path: String) throws -> DefinitionFile {
        do {
            let file = try DefinitionFile(path: path)
            let report = IssueReport(file.issues(substitutions: substitutions.values, type: type), in: file)
            if !report.isEmpty { Terminal.talk(report.text) }
            if report.preventsExecution { throw ExitCode(1) }
            return file
        } catch let problem as JSONProblem {
            Terminal.talk(IssueReport(problem).text)
            throw ExitCode(1)
        }
    }
}
