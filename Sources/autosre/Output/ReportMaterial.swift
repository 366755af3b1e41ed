import AutoSREIntegrations
import AutoSRECore
import AutoSREEngine

/// What a report can show besides the post-mortem itself.
struct ReportMaterial: Sendable {
    /// The bodies of the evidence.
    var bodies: [EvidenceID: EvidenceBody] = [:]
    /// The screenshots.
    var images: [ReportImage] = []

    /// Fetches what there is. A body that is gone or does not match its digest is left out, and the report says so.
    static func load(for postMortem: PostMortem, from store: any EvidenceStore) async -> ReportMaterial {
        var material = ReportMaterial(images: ReportImage.load(postMortem.receipts, postMortem.refusals))
        material.bodies = await bodies(of: postMortem.evidence, from: store)
        return material
    }

    /// The same without secrets. A body that cannot be made safe is left out.
    func redacted(by redactor: Redactor) -> ReportMaterial {
        var material = self
        material.bodies = bodies.compactMapValues { body in
            do { return try redactor.redact(body) } catch { return nil }
        }
        return material
    }

    /// The bodies that are there.
    static func bodies(
        of references: [EvidenceReference], from store: any EvidenceStore
    ) async -> [EvidenceID: EvidenceBody] {
        var bodies: [EvidenceID: EvidenceBody] = [:]
        for reference in references {
            do { bodies[reference.id] = try await store.body(of: reference, as: Integrations.evidence) } catch {
                continue
            }
        }
        return bodies
    }
}
