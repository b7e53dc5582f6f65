import Foundation
public import StatesLanguage
import SystemPackage

/// Buckets that are the folders of one folder: the object `key` of `bucket` is the file `ROOT/bucket/key`.
///
/// Keys that a file system would read otherwise, such as `a//b` and `../x`, are refused.
public struct FolderBuckets: BucketStore {
    private let root: FilePath

    /// The buckets in a folder.
    public init(root: String) {
        self.root = FilePath(root)
    }

    public func open(_ object: ObjectReference) async throws(ObjectError) -> any ObjectStream {
        guard object.version == nil else {
            throw ObjectError("A folder keeps no versions; the object \(object.key) was asked for in one.")
        }
        let path = try path(of: object)
        do {
            return FileStream(try FileDescriptor.open(path, .readOnly, options: .closeOnExec), path)
        } catch {
            throw ObjectError("The specified key does not exist: there is no file \(path)")
        }
    }

    public func list(
        _ bucket: String, prefix: String, after token: String?
    ) async throws(ObjectError) -> ObjectPage {
        let folder = try self.folder(of: bucket).string
        let paths: [String]
        do {
            paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
        } catch {
            throw ObjectError("The specified bucket does not exist: there is no folder \(folder)")
        }
        // A folder is read at once, so there is only one page.
        let keys = paths.filter { $0.hasPrefix(prefix) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return ObjectPage(objects: keys.compactMap { Self.entry($0, in: folder) })
    }

    public func write(_ object: ObjectReference) async throws(ObjectError) -> any ObjectUpload {
        let path = try path(of: object)
        let bucket = try folder(of: object.bucket)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: bucket.string, isDirectory: &isFolder), isFolder.boolValue else {
            throw ObjectError("The specified bucket does not exist: there is no folder \(bucket)")
        }
        do {
            try FileManager.default.createDirectory(
                atPath: path.removingLastComponent().string, withIntermediateDirectories: true)
            // Beside the buckets: what is not finished is in none of them.
            let draft = root.appending(".draft-\(UUID().uuidString)")
            let file = try FileDescriptor.open(
                draft, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            return FileUpload(file, draft: draft, path: path)
        } catch {
            throw ObjectError("\(path) cannot be written: \(error)")
        }
    }

    private func folder(of bucket: String) throws(ObjectError) -> FilePath {
        // As in S3 no name begins with a dot; drafts do.
        guard let name = FilePath.Component(bucket), name.kind == .regular, !bucket.hasPrefix(".") else {
            throw ObjectError("'\(bucket)' cannot be the name of a bucket.")
        }
        return root.appending(name)
    }

    private func path(of object: ObjectReference) throws(ObjectError) -> FilePath {
        var path = try folder(of: object.bucket)
        for step in object.key.split(separator: "/", omittingEmptySubsequences: false) {
            guard let name = FilePath.Component(String(step)), name.kind == .regular else {
                throw ObjectError("The key '\(object.key)' cannot be the name of a file.")
            }
            path.append(name)
        }
        return path
    }

    /// What a listing tells of a file; nil for a folder, and for a file that is gone.
    private static func entry(_ key: String, in folder: String) -> ListedObject? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + key),
            attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? Int,
            let modified = attributes[.modificationDate] as? Date
        else { return nil }
        let seconds = Int64(modified.timeIntervalSince1970)
        return ListedObject(
            key: key, size: size,
            entityTag: "\"\(ContentTag.text(of: "\(size)-\(modified.timeIntervalSince1970)".utf8))\"",
            lastModified: Timestamp(seconds: seconds))
    }
}

private actor FileStream: ObjectStream {
    private static let chunk = 256 << 10

    private let file: FileDescriptor
    private let path: FilePath

    init(_ file: FileDescriptor, _ path: FilePath) {
        self.file = file
        self.path = path
    }

    deinit {
        try? file.close()
    }

    func next() async throws(ObjectError) -> [UInt8]? {
        do {
            let bytes = try [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            return bytes.isEmpty ? nil : bytes
        } catch {
            throw ObjectError("\(path) cannot be read: \(error)")
        }
    }
}

private actor FileUpload: ObjectUpload {
    private var file: FileDescriptor?
    private let draft: FilePath
    private let path: FilePath

    init(_ file: FileDescriptor, draft: FilePath, path: FilePath) {
        self.file = file
        self.draft = draft
        self.path = path
    }

    /// A file that was not finished never was.
    deinit {
        guard let file else { return }
        try? file.close()
        try? FileManager.default.removeItem(atPath: draft.string)
    }

    func append(_ bytes: [UInt8]) async throws(ObjectError) {
        do {
            _ = try file?.writeAll(bytes)
        } catch {
            throw ObjectError("\(path) cannot be written: \(error)")
        }
    }

    func finish() async throws(ObjectError) {
        do {
            // Closed is closed, whatever it says: the number may be another file's by then.
            let open = file
            file = nil
            try open?.close()
            guard rename(draft.string, path.string) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            try? FileManager.default.removeItem(atPath: draft.string)
            throw ObjectError("\(path) cannot be written: \(error)")
        }
    }
}
