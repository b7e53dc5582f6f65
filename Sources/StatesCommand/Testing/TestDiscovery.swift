import ArgumentParser
import Foundation
import StatesTesting

/// A state machine with the files of its test cases.
struct TestedMachine {
    /// The definition's path, as it can be opened from here; nil for files that are about none.
    var path: String?
    var files: [CaseFile]
}

/// Finds test cases by where they lie: those of `machine.asl.json` in the folder `machine.tests` and in
/// `machine.test.json` beside it.
struct TestDiscovery {
    private static let endings = [".asl.json", ".json"]
    /// What files in a folder of cases end in that hold none.
    private static let supportEndings = [".mocks.json", ".mock.json", ".input.json"]

    /// All machines with cases that a path names: a definition, a file or a folder of cases, or a folder to look through.
    ///
    /// - Throws: `ValidationError` where nothing is found, with what was looked for.
    static func machines(at path: String) throws -> [TestedMachine] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ValidationError("There is no file or folder \(path)")
        }
        guard isFolder.boolValue else {
            if isCaseFile(path) { return machines(of: [CaseFile(path: path)]) }
            let files = try caseFiles(of: path)
            if !files.isEmpty { return [TestedMachine(path: path, files: files)] }
            throw ValidationError(
                "There are no test cases of \(path). Put them into \(stem(of: path)).tests/*.json or "
                    + "\(stem(of: path)).test.json; docs/states-command.md has the format.")
        }
        let folder = path.trimmingSuffix("/")
        let found = machines(
            of: try folder.hasSuffix(".tests") ? caseFiles(in: folder) : allCaseFiles(below: path))
        guard !found.isEmpty else {
            throw ValidationError(
                "There are no test cases in \(path). Those of machine.asl.json lie in machine.tests/*.json or "
                    + "machine.test.json beside it; docs/states-command.md has the format.")
        }
        return found
    }

    /// Whether a file holds cases by its name, or by the folder it lies in.
    private static func isCaseFile(_ path: String) -> Bool {
        path.hasSuffix(".test.json")
            || URL(fileURLWithPath: path).deletingLastPathComponent().lastPathComponent.hasSuffix(".tests")
    }

    /// The machine's name in ARNs: its file's, up to the first point.
    static func name(of machine: String) -> String {
        String(URL(fileURLWithPath: machine).lastPathComponent.prefix { $0 != "." })
    }

    private static func stem(of machine: String) -> String {
        for ending in endings where machine.hasSuffix(ending) { return machine.trimmingSuffix(ending) }
        return machine
    }

    private static func caseFiles(of machine: String) throws -> [CaseFile] {
        let single = stem(of: machine) + ".test.json"
        return try (FileManager.default.fileExists(atPath: single) ? [CaseFile(path: single)] : [])
            + caseFiles(in: stem(of: machine) + ".tests")
    }

    /// All files of a folder of cases but the inputs and mocks: one that cannot be read must not pass for no case.
    private static func caseFiles(in folder: String) throws -> [CaseFile] {
        guard exists(folder) else { return [] }
        let names = try contents(of: folder)
        let files = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
            .filter { name in !supportEndings.contains { name.hasSuffix($0) } && !isPipe("\(folder)/\(name)") }
            .map { CaseFile(path: "\(folder)/\($0)") }
        let named = Set(files.flatMap(\.namedFiles))
        return files.filter { !named.contains(URL(fileURLWithPath: $0.path).standardizedFileURL.path) }
    }

    /// Whether there is anything of a name, though it be a link that leads nowhere.
    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Whether a name is that of a pipe, which may never end.
    private static func isPipe(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }

    /// The names in a folder: one that cannot be read must not pass for an empty one.
    private static func contents(of folder: String) throws -> [String] {
        if let names = try? FileManager.default.contentsOfDirectory(atPath: folder) { return names }
        _ = access(folder, R_OK | X_OK)
        throw ValidationError("The folder \(folder) cannot be read: \(SystemError.text)")
    }

    private static func allCaseFiles(below folder: String) throws -> [CaseFile] {
        try contents(of: folder).sorted().filter { !$0.hasPrefix(".") }.flatMap { name -> [CaseFile] in
            let path = folder == "." ? name : "\(folder.trimmingSuffix("/"))/\(name)"
            if name.hasSuffix(".test.json") { return [CaseFile(path: path)] }
            if name.hasSuffix(".tests") { return try caseFiles(in: path) }
            // A link to a folder above would never end.
            let values = try? URL(fileURLWithPath: path).resourceValues(forKeys: [.isDirectoryKey, .isSymbolicLinkKey])
            guard values?.isDirectory == true, values?.isSymbolicLink != true else { return [] }
            return try allCaseFiles(below: path)
        }
    }

    /// Puts files of cases together by their machine.
    private static func machines(of files: [CaseFile]) -> [TestedMachine] {
        var machines: [TestedMachine] = []
        for file in files {
            let machine = machine(of: file)
            if machine != nil, let index = machines.firstIndex(where: { $0.path == machine }) {
                machines[index].files.append(file)
            } else {
                machines.append(TestedMachine(path: machine, files: [file]))
            }
        }
        return machines
    }

    /// The definition that a file of cases is about: the one it names, or the one it lies beside.
    private static func machine(of file: CaseFile) -> String? {
        let relative = (file.path as NSString).deletingLastPathComponent
        if let named = file.namedMachine {
            return ((relative as NSString).appendingPathComponent(named) as NSString).standardizingPath
        }
        return stem(ofCases: file.path).flatMap { stem in
            endings.first { FileManager.default.fileExists(atPath: stem + $0) }.map { stem + $0 }
        }
    }

    /// What the definition's path begins with, by where a file of cases lies; nil where it says nothing.
    private static func stem(ofCases path: String) -> String? {
        if path.hasSuffix(".test.json") { return path.trimmingSuffix(".test.json") }
        let relative = (path as NSString).deletingLastPathComponent
        let folder =
            relative.hasSuffix(".tests") ? relative : URL(fileURLWithPath: path).deletingLastPathComponent().path
        return folder.hasSuffix(".tests") ? folder.trimmingSuffix(".tests") : nil
    }

    /// Why a file of cases that is about no machine cannot be tried.
    static func missingMachine(of file: CaseFile) -> TestProblem {
        let stem = stem(ofCases: file.path) ?? "machine"
        return TestProblem(
            file: file.path,
            message:
                "\(file.path) is about no machine: there is neither \(stem).asl.json nor \(stem).json, and it has no "
                + "field 'machine'")
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
