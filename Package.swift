// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "blueprint",
  products: [
    .executable(name: "blueprint", targets: ["blueprint"]),
    // What the fuzzers in fuzz/ try to break.
    .library(name: "CompilerLaws", targets: ["CompilerLaws"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.2"),
  ],
  targets: [
    // Layer 0: the vocabulary.
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(
      name: "BlueprintModel",
      dependencies: [.product(name: "Crypto", package: "swift-crypto")]),

    // Layer 1: pure compiler and engine.
    .target(
      name: "BlueprintExpressions",
      dependencies: [
        "BlueprintModel", .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .target(
      name: "BlueprintCompiler",
      dependencies: ["BlueprintModel", "BlueprintExpressions", "CLibYAML"]),
    .target(name: "BlueprintEngine", dependencies: ["BlueprintModel", "BlueprintExpressions"]),

    // Layer 2: stores, hosts, the plugin protocol, the simulation.
    .target(
      name: "BlueprintSimulation",
      dependencies: [
        "BlueprintModel", "BlueprintExpressions", "BlueprintCompiler", "BlueprintEngine",
      ]),
    .target(
      name: "SQLiteStore",
      dependencies: [
        "BlueprintEngine", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      resources: [.embedInCode("Migrations")]),
    .target(
      name: "Hosts",
      dependencies: [
        "BlueprintModel", .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      resources: [.embedInCode("Wrapper")]),
    .target(
      name: "ProviderKit",
      dependencies: [
        "BlueprintModel", .product(name: "Subprocess", package: "swift-subprocess"),
      ]),

    // Layer 3: providers.
    .target(
      name: "LocalProvider",
      dependencies: ["BlueprintModel", "Hosts", "ProviderKit"],
      path: "plugins/local",
      sources: ["Sources"],
      resources: [.embedInCode("plugin.yaml")]),
    // What the compiler knows of providers whose verbs are not written yet.
    .target(
      name: "BareMetalProvider", path: "plugins/baremetal", sources: ["Sources"],
      resources: [.embedInCode("plugin.yaml")]),
    .target(
      name: "VMProvider", path: "plugins/vm", sources: ["Sources"],
      resources: [.embedInCode("plugin.yaml")]),
    .target(
      name: "ContainerProvider", path: "plugins/container", sources: ["Sources"],
      resources: [.embedInCode("plugin.yaml")]),
    .target(
      name: "DirectoryRepository",
      dependencies: [
        "BlueprintModel", "ProviderKit", .product(name: "Crypto", package: "swift-crypto"),
      ],
      path: "plugins/directory",
      sources: ["Sources"],
      resources: [.embedInCode("plugin.yaml")]),

    .target(
      name: "SimulatorProvider",
      dependencies: ["BlueprintModel", "BlueprintSimulation"],
      path: "plugins/simulator",
      sources: ["Sources"],
      resources: [.embedInCode("plugin.yaml")]),

    // What the controller itself does for steps.
    .target(
      name: "ControllerProvider",
      dependencies: [
        "BlueprintModel", "ProviderKit",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      path: "plugins/controller",
      sources: ["Sources"],
      resources: [.embedInCode("plugin.yaml")]),

    // The schemas, kept where their readers look for them.
    .target(
      name: "BlueprintSchemas", path: "schemas", sources: ["Sources"],
      resources: [
        .embedInCode("blueprint.schema.json"), .embedInCode("plugin-manifest.schema.json"),
        .embedInCode("plugin-protocol.schema.json"), .embedInCode("test.schema.json"),
        .embedInCode("event-stream.schema.json"),
      ]),

    // Layer 3: the editors' side of the compiler.
    .target(
      name: "BlueprintLanguageServer",
      dependencies: [
        "BlueprintModel", "BlueprintExpressions", "BlueprintCompiler", "BlueprintSchemas",
      ]),

    // What `init` writes.
    .target(name: "ProjectTemplates", resources: [.embedInCode("Files")]),

    // Layer 4: the command line, sole composition root.
    .executableTarget(
      name: "blueprint",
      dependencies: [
        "BlueprintModel", "BlueprintCompiler", "BlueprintEngine", "SQLiteStore",
        "ProviderKit", "LocalProvider", "DirectoryRepository", "ControllerProvider",
        "BareMetalProvider", "VMProvider", "ContainerProvider", "SimulatorProvider",
        "BlueprintSimulation", "BlueprintSchemas",
        "ProjectTemplates", "BlueprintLanguageServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),

    // What the engine's benchmarks do in one process.
    .executableTarget(
      name: "engine-benchmark", dependencies: ["BlueprintEngine", "SQLiteStore"],
      path: "Sources/EngineBenchmark"),

    // Test support and tests.
    .target(
      name: "CompilerLaws",
      dependencies: ["BlueprintModel", "BlueprintExpressions", "BlueprintCompiler"]),
    .target(name: "BlueprintTesting", dependencies: ["BlueprintEngine"]),
    .testTarget(name: "BlueprintModelTests", dependencies: ["BlueprintModel"]),
    .testTarget(name: "BlueprintExpressionsTests", dependencies: ["BlueprintExpressions"]),
    .testTarget(
      name: "BlueprintCompilerTests",
      dependencies: ["BlueprintCompiler", "BlueprintSchemas", "CompilerLaws"]),
    .testTarget(
      name: "BlueprintLanguageServerTests", dependencies: ["BlueprintLanguageServer"]),
    .testTarget(
      name: "BlueprintSimulationTests",
      dependencies: [
        "BlueprintSimulation", "BlueprintSchemas", "LocalProvider", "DirectoryRepository",
        "BareMetalProvider", "VMProvider", "ContainerProvider", "SimulatorProvider",
      ]),
    .testTarget(
      name: "SimulatorProviderTests",
      dependencies: [
        "SimulatorProvider", "ProviderKit", "BlueprintCompiler", "BlueprintTesting", "blueprint",
      ]),
    .testTarget(
      name: "BlueprintEngineTests", dependencies: ["BlueprintEngine", "BlueprintTesting"]),
    .testTarget(
      name: "SQLiteStoreTests",
      dependencies: [
        "SQLiteStore", "BlueprintTesting", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    // Measures the store; benchmarks/store runs it.
    .executableTarget(
      name: "store-benchmark",
      dependencies: ["BlueprintModel", "BlueprintEngine", "SQLiteStore", "BlueprintTesting"],
      path: "Sources/StoreBenchmark"),
    .testTarget(name: "HostsTests", dependencies: ["Hosts"]),
    .executableTarget(
      name: "plugin-fixture", dependencies: ["BlueprintModel", "ProviderKit"],
      path: "Tests/Fixtures/plugin-fixture"),
    .testTarget(
      name: "ProviderKitTests",
      dependencies: ["ProviderKit", "BlueprintTesting", "plugin-fixture"]),
    .testTarget(
      name: "DirectoryRepositoryTests",
      dependencies: ["DirectoryRepository", "BlueprintCompiler", "BlueprintTesting"]),
    .testTarget(
      name: "ControllerProviderTests",
      dependencies: [
        "ControllerProvider", "BlueprintCompiler", "BlueprintTesting", "ProviderKit",
      ],
      exclude: ["server.py"]),
    .testTarget(
      name: "LocalProviderTests",
      dependencies: [
        "LocalProvider", "ProviderKit", "Hosts", "BlueprintTesting", "LocalPluginFixture",
      ]),
    // Serves the local provider as a process that tests can kill.
    .executableTarget(
      name: "LocalPluginFixture",
      dependencies: ["BlueprintModel", "LocalProvider", "ProviderKit"],
      path: "Tests/Fixtures/LocalPlugin"),
    .testTarget(
      name: "SecretsTests",
      dependencies: [
        "blueprint", "BlueprintEngine", "BlueprintModel", "BlueprintTesting",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "IntegrationTests",
      dependencies: [
        "blueprint", "BlueprintModel", "BlueprintEngine", "SQLiteStore",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
