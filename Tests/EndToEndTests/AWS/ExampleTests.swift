import AutoSRECore
import Foundation
import Testing

extension EndToEnd.Clouds {
    /// examples/aws-demo: the template for a real account, and the AWS of this machine that `make demo-aws` plays on.
    @Suite(.timeLimit(.minutes(3))) struct ExampleTests {
        private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
            .standardizedFileURL.path(percentEncoded: false)

        private static func python(_ arguments: [String], in scratch: Scratch) async throws -> Child {
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            let child = try Child(
                try PythonPrograms.interpreter(), ["-B"] + arguments,
                environment: ["PATH": path, "HOME": scratch.path, "LC_ALL": "C.UTF-8"], in: scratch)
            try await child.ended(within: 120)
            return child
        }

        @Test func theTemplateIsWhatItSays() async throws {
            let child = try await Self.python(
                [
                    Self.checkout + "/Tests/Python/check_template.py",
                    Self.checkout + "/examples/aws-demo/template.yaml",
                ], in: Scratch())
            #expect(child.ending == .exited(0), "\(child.errors)")
            let found = try JSON.decode(JSONValue.self, from: Array(child.output.utf8))
            #expect(found["lint"]?.string == "", "\(found["lint"] ?? .null)")
            #expect(found["stack"]?["status"]?.string == "CREATE_COMPLETE")
            #expect(found["good"]?["total"]?.number == 110 && found["bad"]?.string == "KeyError", "\(found)")
            let printed = try await Self.printedActions()
            #expect(Self.actions(of: found["stack"]?["statements"]) == printed)
        }

        private static func actions(of statements: JSONValue?) -> Set<String> {
            var all: Set<String> = []
            for statement in statements?.array ?? [] {
                let named: [JSONValue] = statement["Action"]?.array ?? [statement["Action"] ?? .null]
                for action in named { all.insert(action.string ?? "") }
            }
            return all
        }

        private static func printedActions() async throws -> Set<String> {
            let settings = [
                "USE_AWS_INTEGRATION": "true", "LAMBDA_FUNCTION_NAME": "autosre-demo", "REASONING_USE_BEDROCK": "true",
            ]
            let run = try await Agent(settings).run("doctor", "--iam-policy")
            let policy = try JSON.decode(JSONValue.self, from: Array(run.output.utf8))
            return actions(of: policy["Statement"])
        }

        @Test func theDemoHealsTheAliasOnThisMachine() async throws {
            let scratch = try Scratch()
            let example = Self.checkout + "/examples/aws-demo"
            let child = try await Self.python(
                [example + "/local_aws.py", example + "/heal-local.sh", Binary.path], in: scratch)
            #expect(child.ending == .exited(0), "\(child.output) \(child.errors)")
            #expect(child.errors.contains("alias live on version 8, alarm shop-checkout-errors in ALARM"))
            #expect(child.errors.contains("alias live on version 7, alarm shop-checkout-errors in OK"))
            #expect(child.output.contains("Version 8 fails for want of an exchange rate"), "the model was asked")
            let folders = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
            let folder = try #require(folders.first { $0.hasPrefix("autosre-demo-aws-") })
            let page = try String(contentsOfFile: "\(scratch.path)/\(folder)/report.html", encoding: .utf8)
            #expect(page.contains("shop-checkout") && page.hasSuffix("</html>\n"))
        }

        /// A command that says that all is well while nothing was done is found out.
        @Test func aLieIsNotBelieved() async throws {
            let child = try await Self.python(
                [Self.checkout + "/examples/aws-demo/local_aws.py", "true"], in: Scratch())
            #expect(child.ending == .exited(1), "\(child.errors)")
        }
    }
}
