// swift-tools-version: 6.2
import PackageDescription

// A package of its own, because everything in it is built with libFuzzer's instrumentation: use `make fuzz`.
let package = Package(
    name: "fuzzing",
    dependencies: [.package(name: "workout-pipeline", path: "..")],
    targets: [
        .systemLibrary(name: "CLibFuzzer"),
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "CLibFuzzer",
                .product(name: "StatesLanguage", package: "workout-pipeline"),
                .product(name: "StatesTooling", package: "workout-pipeline"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
