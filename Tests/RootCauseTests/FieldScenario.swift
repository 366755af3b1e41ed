import AutoSRECore
@testable import RootCause

/// A made-up incident of a cloud database or of a cluster, or an hour of one in which nothing is wrong: what the field
/// knows of such faults, in the words of products, in several tellings of each kind.
struct FieldScenario {
    let name: String
    let files: CaseFiles
    /// The categories that are right, the fittest first; none where nothing is wrong.
    let kinds: [CauseKind]

    /// A kind of story, written into a world. `telling` picks its texts.
    struct Story: Sendable {
        let name: String
        let kinds: [CauseKind]
        let write: @Sendable (inout FieldWorld, _ telling: Int) -> Void
    }

    static let stories = databases + clusters + rollouts
    /// Tellings of each story; the odd ones are kept aside: no rule was written with their figures in sight.
    static let tellings = 4

    init(_ story: Story, telling: Int, seed: UInt64) {
        var world = FieldWorld(seed: seed &* 1_009 &+ UInt64(telling) &* 77 &+ FieldScenario.number(of: story.name))
        story.write(&world, telling)
        name = "\(story.name)/\(telling)/\(seed)"
        kinds = story.kinds
        files = world.files(id: name)
    }

    private static func number(of name: String) -> UInt64 { name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) } }

    /// All of `seeds`, those kept aside or the others.
    static func all(_ stories: [Story], aside: Bool, seeds: ClosedRange<UInt64>) -> [FieldScenario] {
        stories.flatMap { story in
            (0..<tellings).filter { ($0 % 2 == 1) == aside }.flatMap { telling in
                seeds.map { FieldScenario(story, telling: telling, seed: $0) }
            }
        }
    }
}
