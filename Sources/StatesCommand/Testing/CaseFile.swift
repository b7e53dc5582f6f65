import Foundation
import JSON
import StatesTesting

/// A file of test cases as it was read.
struct CaseFile {
    let path: String
    /// Its JSON, or why there is none.
    let content: Result<JSON, TestProblem>
    private let text: String

    init(path: String) {
        self.path = path
        do {
            text = try InputFile.text(of: path)
        } catch {
            (text, content) = ("", .failure(TestProblem(file: path, message: "\(error)")))
            return
        }
        do {
            content = .success(try JSON(parsing: text))
        } catch {
            content = .failure(
                TestProblem(
                    file: path, message: "\(path):\(error.line):\(error.column): the file is not JSON: \(error.message)"
                ))
        }
    }

    /// The machine that it names, as a path relative to its own.
    var namedMachine: String? {
        if case .success(let source) = content { source["machine"]?.string } else { nil }
    }

    /// The files that its cases name.
    var namedFiles: [String] {
        guard case .success(let source) = content else { return [] }
        return ([source] + (source["cases"]?.array ?? [])).flatMap { entry in
            ["inputFile", "mockFile"].compactMap { entry[$0]?.string }.map { url(of: $0).path }
        }
    }

    /// The cases.
    ///
    /// - Parameter machine: The path of the machine they are about.
    func suite(of machine: String) throws(TestProblem) -> TestSuite {
        let source = try content.get()
        let name = URL(fileURLWithPath: path).lastPathComponent.replacingOccurrences(of: ".json", with: "")
        do throws(TestFormatError) {
            return try TestSuite(source, name: name, machineName: TestDiscovery.name(of: machine)) {
                (name) throws(TestFormatError) in
                do {
                    return try InputFile.json(of: url(of: name).path)
                } catch {
                    throw TestFormatError("\(name): \(error)", at: "")
                }
            }
        } catch {
            throw problem(error)
        }
    }

    /// A fault with its line and column.
    func problem(_ error: TestFormatError) -> TestProblem {
        let spot = JSONSourceMap(text).spot(of: error.pointer)
        return TestProblem(file: path, message: "\(path):\(spot.line):\(spot.column): \(error)")
    }

    private func url(of name: String) -> URL {
        URL(fileURLWithPath: name, relativeTo: URL(fileURLWithPath: path)).standardizedFileURL
    }
}
