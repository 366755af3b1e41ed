import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

@testable import AutoSREIntegrations

@Suite(.timeLimit(.minutes(1))) struct BrowserMapTests {
    @Test func theBuiltInMapKnowsTheCatalogue() throws {
        let map = try UIMap.builtIn()
        #expect(map.kinds == ActionKinds.standard.all)
        for kind in map.kinds {
            guard case .act(_, let confirm)? = map.actions[kind]?.last else {
                Issue.record("\(kind) does not end in act")
                continue
            }
            #expect(confirm?.isOptional == false, "\(kind): the dashboard always asks")
        }
    }

    private static let fine = """
        actions:
          restart:
            - open: /things/{id}
            - act: button "Restart"
              confirm:
                optional: true
                click: button "Yes"
        """

    @Test func aMapMayKnowLess() throws {
        let map = try UIMap(yaml: Array(Self.fine.utf8))
        #expect(map.kinds == [.restart] && map.login.isEmpty)
        guard case .act(_, let confirm)? = map.actions[.restart]?.last else { return }
        #expect(confirm?.isOptional == true)
    }

    /// What is wrong, and what the message names.
    @Test(arguments: [
        ("  restart:", "  reboot:", "reboot"), ("- open: /things", "- open: //evil", "begins with /"),
        ("- open: /things", "- open: http://evil", "begins with /"), ("- open:", "- opens:", "restart[1]"),
        ("button \"Restart\"", "Restart", "ROLE"), ("optional:", "optionl:", "optionl"),
        ("click: button \"Yes\"", "expect: []", "click"), ("actions:", "action:", "action"),
        ("- act: button \"Restart\"", "- click: button \"Restart\"", "confirm"),
        ("    - open: /things/{id}", "    - act: button \"Go\"", "exactly one act"), ("actions:", "[", "line"),
        ("{id}", "{ident}", "{ident} is not one of {id}"), ("\"Yes\"", "\"Yes {verison}\"", "{verison}"),
        ("\"Restart\"", "\"Restart\" in row \"{}\"", "{}"), ("optional: true", "optional: yes", "optional takes true"),
        ("optional: true", "expect: heading \"Sure?\"", "expect takes a list"),
        ("button \"Yes\"", "text \"Sure: yes\"", "single quotes"),
        ("{id}", "${ID}", "${ID} may stand only after with:"),
        ("\"Yes\"", "\"Yes ${WORD}\"", "${WORD} may stand only after with:"),
    ])
    func mistakesAreNamed(_ old: String, _ new: String, _ names: String) throws {
        let text = Self.fine.replacing(old, with: new)
        try #require(text != Self.fine)
        let error = #expect(throws: UIMapError.self) { try UIMap(yaml: Array(text.utf8)) }
        #expect(error?.description.contains(names) == true, "\(error?.description ?? "")")
    }

    /// A map that is shared holds no password: it names a variable of the environment.
    @Test func secretsComeFromElsewhere() throws {
        let login = """
            login:
              - fill: textbox "Name"
                with: "robot {id} $5 ${version}"
              - fill: textbox "Password"
                with: "${DASH_PASSWORD}${PIN_2}"

            """
        let map = try UIMap(yaml: Array((login + Self.fine).utf8))
        #expect(map.secretNames == ["DASH_PASSWORD", "PIN_2"])
        let variables = MapVariables(
            rollback(), serviceName: nil, secrets: ["DASH_PASSWORD": "{version}${PIN_2}", "PIN_2": "7"])
        #expect(try variables.fill("${DASH_PASSWORD}${PIN_2}") == "{version}${PIN_2}7", "what is filled in is no map")
        #expect(try variables.fill("robot {id} $5 ${version}") == "robot checkout $5 $v1.4.1")
        let error = #expect(throws: MapVariables.Missing.self) { try variables.fill("${OTHER}") }
        #expect(error?.name == "${OTHER}")
    }

    @Test func whatIsSecretIsInNoStep() throws {
        let trace = ActionTrace(
            root: nil, intent: try permitted(rollback()).0, secrets: ["hunter22", ""], now: { noon })
        trace.conceal("hunter22-longer")
        trace.conceal("7")
        #expect(trace.masked("with hunter22-longer and hunter22, 7 times") == "with •••• and ••••, 7 times")
    }

    /// What a page says is made safe before it is written down; where that cannot be, nothing is.
    @Test func theRecordOfTheStepsIsMadeSafe() throws {
        struct Guard: TextGuard {
            let works: Bool
            func redaction(of text: String) throws -> Redaction {
                guard works else { throw Refusal("no") }
                return Redaction(text: text.replacing("hunter22", with: "[redacted]"), replaced: [:])
            }
        }
        for works in [true, false] {
            let root = NSTemporaryDirectory() + "autosre-trail-" + UUID().uuidString
            let trace = ActionTrace(
                root: root, intent: try permitted(rollback()).0, textGuard: Guard(works: works), now: { noon })
            trace.note("the page says: password hunter22")
            trace.keepSteps()
            #expect(trace.artifacts.count == (works ? 1 : 0))
            for artifact in trace.artifacts {
                let text = String(decoding: try Files.read(artifact.path), as: UTF8.self)
                #expect(text.contains("[redacted]") && !text.contains("hunter22"))
            }
        }
    }

    @Test func aMissingFileIsNamed() {
        let error = #expect(throws: UIMapError.self) { try UIMap(path: "/nonexistent/map.yaml") }
        #expect(error?.description.contains("/nonexistent/map.yaml") == true)
    }
}
