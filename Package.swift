// swift-tools-version: 6.2
import PackageDescription

/// A library of the pipeline, one subject each, in `Sources/Shared`.
func shared(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Shared/\(name)")
}

/// A test target of the same shape as the target it is about.
func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, resources: resources)
}

let package = Package(
    name: "workout-pipeline",
    products: [
        .executable(name: "states", targets: ["states"]),
        .executable(name: "conformance", targets: ["conformance"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // The boundary to C: module maps and shims, no logic.
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

        // What the stages share.
        shared("JSON"),
        shared("Failures", ["JSON"]),

        // The States Language.
        .target(name: "JSONPath", dependencies: ["JSON"]),
        .target(name: "StatesLanguage", dependencies: ["JSON", "JSONPath"]),
        .target(
            name: "StatesCommand",
            dependencies: [
                "JSON", "StatesLanguage", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "states", dependencies: ["StatesCommand"]),
        .executableTarget(
            name: "conformance",
            dependencies: [
                "JSON", "StatesLanguage", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        tests("JSON", ["JSON"]),
        tests("JSONPath", ["JSON", "JSONPath"]),
        tests("StatesLanguage", ["JSON", "JSONPath", "StatesLanguage"]),
        tests(
            "StatesCommand",
            [
                "JSON", "StatesLanguage", "StatesCommand", "states",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

/// `STRICT=1`, as in CI, turns every warning of our own code into an error.
let strict = Context.environment["STRICT"] == "1"

for target in package.targets where [.regular, .executable, .test].contains(target.type) {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        ] + (strict ? [.treatAllWarnings(as: .error)] : [])
}
