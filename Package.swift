// swift-tools-version: 6.2
import PackageDescription

/// A C library of the system, found by pkg-config; the package names are Debian's and Homebrew's.
func system(_ name: String, pkgConfig: String?, apt: String, brew: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

// Its pkg-config file defines a macro, which SwiftPM leaves out with a warning on every build. Debian's compilers find
// the library without.
#if os(Linux)
    let simdjson: String? = nil
#else
    let simdjson: String? = "simdjson"
#endif

let package = Package(
    name: "autosre",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "autosre", targets: ["autosre"])],
    targets: [
        // Arrows point towards Core; Tests/TidyTests enforces them.
        .target(name: "AutoSRECore"),
        .target(
            name: "AutoSREPlatform",
            dependencies: [
                "AutoSRECore", "CCurl", "CShim", "CMicrohttpd", "COpenSSL", "CSimdJSONFace", "CSQLite", "CYaml",
                "CZlib",
            ]),
        .target(name: "AutoSREEngine", dependencies: ["AutoSRECore"]),
        .target(name: "AutoSREAnalysis", dependencies: ["AutoSRECore", "RootCause"]),
        .target(name: "LogMining", dependencies: ["AutoSRECore"]),
        .target(name: "RootCause", dependencies: ["LogMining"]),
        .target(name: "AutoSREStore", dependencies: ["AutoSRECore", "AutoSREPlatform"]),
        .target(name: "AutoSREWeb", dependencies: ["AutoSRECore"]),
        .target(name: "ServiceSimulation"),
        .target(
            name: "AutoSREIntegrations",
            dependencies: [
                "AutoSRECore", "AutoSREPlatform", "AutoSREConfiguration", "AutoSREWeb", "ServiceSimulation",
            ]),
        .target(name: "AutoSREConfiguration", dependencies: ["AutoSRECore", "AutoSREPlatform"]),
        .target(
            name: "OperationsDashboard",
            dependencies: ["AutoSRECore", "AutoSREPlatform", "AutoSREWeb", "ServiceSimulation"]),
        .target(name: "AutoSRETesting", dependencies: ["AutoSRECore", "AutoSREEngine"]),
        .executableTarget(
            name: "autosre",
            dependencies: [
                "AutoSRECore", "AutoSREPlatform", "AutoSREEngine", "AutoSREAnalysis", "AutoSREStore",
                "AutoSREIntegrations", "AutoSREConfiguration", "LogMining", "OperationsDashboard", "RootCause",
            ]),

        // Measured beside botocore by `make bench`; nothing depends on it.
        .executableTarget(
            name: "signing-benchmark", dependencies: ["AutoSREIntegrations", "AutoSRECore"], path: "Benchmarks/Signing"),
        // The same beside Python's json.
        .executableTarget(
            name: "json-benchmark", dependencies: ["AutoSREPlatform", "AutoSRECore"], path: "Benchmarks/JSON"),
        // One big incident from its sources' bytes to the report.
        .executableTarget(
            name: "size-benchmark",
            dependencies: [
                "AutoSREAnalysis", "AutoSRECore", "AutoSREEngine", "AutoSREIntegrations", "AutoSREPlatform",
                "AutoSREStore",
            ], path: "Benchmarks/Size"),

        // Made-up incidents on disk, for `make bench`.
        .executableTarget(
            name: "rollout-cases", dependencies: ["MadeUpCases", "AutoSREPlatform", "RootCause"],
            path: "Benchmarks/Rollouts"),

        system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev", brew: "curl"),
        system("CMicrohttpd", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev", brew: "libmicrohttpd"),
        system("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev", brew: "openssl@3"),
        system("CSimdJSON", pkgConfig: simdjson, apt: "libsimdjson-dev", brew: "simdjson"),
        system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
        system("CYaml", pkgConfig: "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
        system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev", brew: "zlib"),
        .target(name: "CShim", dependencies: ["CCurl"]),
        // Its inline part asserts what it was fuzzed for, on every token: in debug builds.
        .target(
            name: "CSimdJSONFace", dependencies: ["CSimdJSON"],
            cxxSettings: [.define("NDEBUG", .when(configuration: .release))],
            linkerSettings: [.linkedLibrary("simdjson")]),

        .testTarget(name: "CoreTests", dependencies: ["AutoSRECore", "AutoSRETesting"]),
        // What several test targets need of the machine; no product sees it.
        .target(name: "TestSupport", dependencies: ["AutoSRECore"], path: "Tests/TestSupport"),
        .testTarget(name: "PlatformTests", dependencies: ["AutoSREPlatform", "AutoSRECore", "TestSupport"]),
        .testTarget(name: "EngineTests", dependencies: ["AutoSREEngine", "AutoSRECore", "AutoSRETesting"]),
        .testTarget(
            name: "AnalysisTests",
            dependencies: [
                "AutoSREAnalysis", "AutoSRECore", "AutoSRETesting", "LogMining", "OperationsDashboard", "RootCause",
                "ServiceSimulation",
            ]),
        // Incidents that a seed makes, for tests and benchmarks; no product sees them.
        .target(name: "MadeUpCases", dependencies: ["RootCause", "AutoSRECore"], path: "Tests/MadeUpCases"),
        .testTarget(name: "RootCauseTests", dependencies: ["RootCause", "AutoSRECore", "MadeUpCases"]),
        .testTarget(
            name: "StoreTests", dependencies: ["AutoSREStore", "AutoSRECore", "AutoSREPlatform", "AutoSRETesting"]),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "AutoSREIntegrations", "AutoSRECore", "AutoSREPlatform", "AutoSREEngine", "AutoSREAnalysis",
                "AutoSREStore", "AutoSRETesting", "OperationsDashboard", "TestSupport",
            ],
            exclude: ["Resources"]),
        .testTarget(
            name: "ConfigurationTests",
            dependencies: ["AutoSREConfiguration", "AutoSREIntegrations", "AutoSRECore", "AutoSREPlatform"]),
        .testTarget(name: "WebTests", dependencies: ["AutoSREWeb", "AutoSRECore"]),
        // A vendor from outside: a folder and a line.
        .testTarget(
            name: "VendorTests",
            dependencies: [
                "autosre", "AutoSRECore", "AutoSREConfiguration", "AutoSREEngine", "AutoSREIntegrations",
                "AutoSREPlatform", "AutoSREStore", "AutoSRETesting",
            ]),
        .testTarget(
            name: "DashboardTests",
            dependencies: ["OperationsDashboard", "ServiceSimulation", "AutoSRECore", "AutoSREPlatform"]),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "autosre", "AutoSREAnalysis", "AutoSRECore", "AutoSREConfiguration", "AutoSREEngine",
                "AutoSREIntegrations", "AutoSREPlatform", "AutoSREStore", "AutoSRETesting", "RootCause", "TestSupport",
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "AutoSREPlatform", "AutoSRECore", "AutoSREEngine", "AutoSREStore", "AutoSREIntegrations",
                "AutoSRETesting", "TestSupport",
            ],
            exclude: ["Resources"]),
        // Apart from the others, whose work would be in its times.
        .testTarget(
            name: "TimingTests", dependencies: ["AutoSREIntegrations", "AutoSREPlatform", "AutoSRECore", "TestSupport"]),
        .testTarget(name: "TidyTests"),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type == .regular || target.type == .executable || target.type == .test {
    guard target.name != "CShim", target.name != "CSimdJSONFace" else { continue }
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
