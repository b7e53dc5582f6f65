import ArgumentParser
import Foundation
import JSON
import StatesLanguage
import StatesTooling
import Terminal

/// `states graph`: draws a state machine.
struct GraphCommand: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case mermaid, dot, svg, html
    }

    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Draw a state machine, with an execution laid over it.",
        discussion: """
            Mermaid is for Markdown pages, DOT for Graphviz; SVG and HTML need nothing else. Dashed edges are those of \
            Catch, ↻2 says that a state has two retriers.
            """)

    @Argument(help: "The definition, or - for standard input.")
    var definition: String

    @Option(help: "mermaid, dot, svg or html; by default what the name of --output ends in, else mermaid.")
    var format: Format?

    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
    var output: String?

    @Option(help: "An execution to lay over it: what 'states run --result' wrote, or a history of AWS.")
    var result: String?

    @OptionGroup var options: DefinitionOptions

    func validate() throws {
        if format == nil, let output, Format(fileNamed: output) == nil {
            throw ValidationError(
                "\(output) ends in no format that is known; it may end in \(Format.endings), or give --format")
        }
    }

    func run() throws {
        try OutputFile.check(output)
        let source = try options.readDraft(definition)
        let graph = MachineGraph(source)
        let execution = try result.map { try ResultFile(path: $0) }
        try execution?.checkFit(to: graph, of: definition)
        let overlay = execution.map {
            GraphOverlay(ExecutionTrace($0.history.events), on: graph, decisions: decisions(of: $0, on: source))
        }
        let text = try draw(graph, overlay, summary: execution.map(Self.summary))
        if let output { try OutputFile.write(Array(text.utf8), to: output) } else { Terminal.write(Array(text.utf8)) }
    }

    /// What the machine decided in an execution; nil where it cannot be run again as it was.
    private func decisions(of file: ResultFile, on source: JSON) -> [TraceEvent]? {
        do throws(DefinitionError) {
            let machine = try Definition(
                source, substitutions: options.substitutions.values, type: file.identity.type)
            let replay = Replay(machine, file.history, names: file.names, seed: file.seed ?? 0)
            return replay.divergence == nil && replay.obstacle == nil ? replay.decisions : nil
        } catch {
            return nil
        }
    }

    private func draw(_ graph: MachineGraph, _ overlay: GraphOverlay?, summary: String?) throws -> String {
        let format = format ?? output.flatMap { Format(fileNamed: $0) } ?? .mermaid
        let title = definition == "-" ? "State machine" : URL(fileURLWithPath: definition).lastPathComponent
        return try format.text(of: graph, overlay, title: title, summary: summary)
    }

    private static func summary(_ file: ResultFile) -> String {
        let events = file.history.events
        let error = events.last?.error.map { " with \($0)" } ?? ""
        guard let first = events.first, let last = events.last else { return "" }
        return "\(file.history.status.rawValue)\(error) after "
            + "\(HistoryView.text(of: last.timestamp - first.timestamp)), \(events.count) events"
    }
}

extension GraphCommand.Format {
    /// States of the largest machine that is drawn here; larger ones are for Graphviz.
    private static let maximumDrawnStates = 400

    /// The drawing.
    ///
    /// - Throws: `ValidationError` where the machine is too large to be drawn.
    func text(
        of graph: MachineGraph, _ overlay: GraphOverlay?, title: String, summary: String?
    ) throws(ValidationError) -> String {
        if [.svg, .html].contains(self), graph.stateCount > Self.maximumDrawnStates {
            throw ValidationError(
                "The machine has \(graph.stateCount) states; \(Self.maximumDrawnStates) are drawn here. "
                    + "Take --format dot and Graphviz")
        }
        return switch self {
        case .mermaid: graph.mermaid(overlay: overlay)
        case .dot: graph.dot(overlay: overlay)
        case .svg: graph.svg(overlay: overlay, title: title)
        case .html: graph.html(overlay: overlay, title: title, summary: summary)
        }
    }

    /// What names of files may end in.
    static let endings = ".mmd, .md, .dot, .svg or .html"

    init?(fileNamed name: String) {
        switch URL(fileURLWithPath: name).pathExtension.lowercased() {
        case "mmd", "mermaid", "md": self = .mermaid
        case "dot", "gv": self = .dot
        case "svg": self = .svg
        case "html", "htm": self = .html
        default: return nil
        }
    }
}
