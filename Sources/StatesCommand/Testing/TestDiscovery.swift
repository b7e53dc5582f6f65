import ArgumentParser
import Foundation
import JSON
import StatesTesting

/// A state machine with the files of its test cases.
struct TestedMachine {
    /// The definition's path, as it can be opened from here.
    var path: String
    var files: [String]
}

/// Finds test cases by where they lie: those of `machine.asl.json` in the folder `machine.tests` and in
/// `machine.test.json` beside it.
struct TestDiscovery {
    private static let endings = [".asl.json", ".json"]

    /// All machines with cases that a path names: a definition, a file or a folder of cases, or a folder to look through.
    ///
    /// - Throws: `ValidationError` where nothing is found, with what was looked for.
    static func machines(at path: String) throws -> [TestedMachine] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ValidationError("There is no file or folder \(path)")
        }
        if isFolder.boolValue, path.trimmingSuffix("/").hasSuffix(".tests") {
            return try machines(of: caseFiles(in: path.trimmingSuffix("/")))
        }
        if path.hasSuffix(".test.json") { return try machines(of: [path]) }
        if !isFolder.boolValue {
            let files = caseFiles(of: path)
            if !files.isEmpty { return [TestedMachine(path: path, files: files)] }
            throw ValidationError(
                "There are no test cases of \(path). Put them into \(stem(of: path)).tests/*.json or "
                    + "\(stem(of: path)).test.json; docs/states-command.md has the format.")
        }
        let found = try machines(of: allCaseFiles(below: path))
        guard !found.isEmpty else {
            throw ValidationError(
                "There are no test cases in \(path). Those of machine.asl.json lie in machine.tests/*.json or "
                    + "machine.test.json beside it; docs/states-command.md has the format.")
        }
        return found
    }

    /// The machine's name in ARNs: its file's, up to the first point.
    static func name(of machine: String) -> String {
        String(URL(fileURLWithPath: machine).lastPathComponent.prefix { $0 != "." })
    }

    private static func stem(of machine: String) -> String {
        for ending in endings where machine.hasSuffix(ending) { return machine.trimmingSuffix(ending) }
        return machine
    }

    private static func caseFiles(of machine: String) -> [String] {
        let single = stem(of: machine) + ".test.json"
        return (FileManager.default.fileExists(atPath: single) ? [single] : [])
            + caseFiles(in: stem(of: machine) + ".tests")
    }

    private static func caseFiles(in folder: String) -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
    }

    private static func allCaseFiles(below folder: String) -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return names.sorted().filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
            let path = folder == "." ? name : "\(folder.trimmingSuffix("/"))/\(name)"
            if name.hasSuffix(".test.json") { return [path] }
            if name.hasSuffix(".tests") { return caseFiles(in: path) }
            // A link to a folder above would never end.
            let values = try? URL(fileURLWithPath: path).resourceValues(forKeys: [.isDirectoryKey, .isSymbolicLinkKey])
            guard values?.isDirectory == true, values?.isSymbolicLink != true else { return [] }
            return allCaseFiles(below: path)
        }
    }

    /// Puts files of cases together by their machine.
    private static func machines(of files: [String]) throws -> [TestedMachine] {
        var machines: [TestedMachine] = []
        for file in files {
            let machine = try machine(of: file)
            guard let machine else { continue }
            if let index = machines.firstIndex(where: { $0.path == machine }) {
                machines[index].files.append(file)
            } else {
                machines.append(TestedMachine(path: machine, files: [file]))
            }
        }
        return machines
    }

    /// The definition that a file of cases is about: the one it names, or the one it lies beside; nil for a file in a
    /// folder of cases that is none, such as an input.
    private static func machine(of file: String) throws -> String? {
        let source = try InputFile.json(of: file)
        if source["cases"] == nil, source["expect"] == nil { return nil }
        let folder = (file as NSString).deletingLastPathComponent
        if let named = source["machine"]?.string {
            return ((folder as NSString).appendingPathComponent(named) as NSString).standardizingPath
        }
        let stem = file.hasSuffix(".test.json") ? file.trimmingSuffix(".test.json") : folder.trimmingSuffix(".tests")
        guard let ending = endings.first(where: { FileManager.default.fileExists(atPath: stem + $0) }) else {
            throw ValidationError(
                "\(file) is about no machine: there is neither \(stem).asl.json nor \(stem).json, and it has no field "
                    + "'machine'")
        }
        return stem + ending
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
