/// What a vendor's tokens look like: a prefix of their own, and how many characters follow it at least.
struct TokenShape: Sendable {
    /// What may follow the prefix.
    enum Alphabet: Sendable { case hex, alphanumeric, token, credential }

    let prefix: [UInt8]
    let alphabet: Alphabet
    let minimum: Int

    private init(_ prefix: String, _ alphabet: Alphabet, _ minimum: Int) {
        (self.prefix, self.alphabet, self.minimum) = (Array(prefix.utf8), alphabet, minimum)
    }

    /// The shapes whose prefix begins with two bytes; recognised where a word begins.
    @inline(__always)
    static func beginning(with first: UInt8, _ second: UInt8) -> [TokenShape] {
        groups[Int(group[Int(first) << 8 | Int(second)])]
    }
    /// Whether there is one: few words get past this.
    @inline(__always)
    static func begins(with first: UInt8, _ second: UInt8) -> Bool { group[Int(first) << 8 | Int(second)] != 0 }

    /// GitHub's and GitLab's, also inside longer words: https://docs.github.com/en/authentication,
    /// https://docs.gitlab.com/security/tokens (token formats).
    static let forges: [TokenShape] = [
        "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-",
        "glsoat-", "gloas-", "glimt-", "glagent-", "glffct-", "glwt-",
    ].map { TokenShape($0, .token, 16) }

    /// By the first two bytes; the first group is empty.
    private static let groups: [[TokenShape]] = {
        let all = Dictionary(grouping: hex + alphanumeric + token + credential) { [$0.prefix[0], $0.prefix[1]] }
        return [[]] + all.values
    }()

    /// The group of two bytes.
    private static let group: [UInt8] = {
        var group = [UInt8](repeating: 0, count: 1 << 16)
        for (number, shapes) in groups.enumerated() {
            for shape in shapes { group[Int(shape.prefix[0]) << 8 | Int(shape.prefix[1])] = UInt8(number) }
        }
        return group
    }()

    /// Each by the format that its vendor documents, or that the vendor gave to GitHub's secret scanning
    /// (https://docs.github.com/en/code-security, supported secret scanning patterns).
    private static let hex: [TokenShape] = [
        ("dop_v1_", 40), ("doo_v1_", 40), ("dor_v1_", 40), ("dapi", 32), ("SK", 32), ("live_", 35), ("test_", 35),
        ("shippo_live_", 40),
        ("shippo_test_", 40), ("sbp_", 40), ("pul-", 40), ("rubygems_", 40), ("sntryu_", 40), ("md5", 32),
        ("amzn1.oa2-cs.v1.", 40), ("sk_", 48), ("e2b_", 40), ("squ_", 40), ("sqp_", 40), ("sqa_", 40),
        ("CLOJARS_", 60), ("dkea", 32), ("dose", 32), ("sbp_v0_", 40), ("sbp_oauth_", 40), ("shpua_", 32), ("fc-", 32),
        ("key_", 60), ("mlsn.", 60),
    ].map { TokenShape($0.0, .hex, $0.1) }

    private static let alphanumeric: [TokenShape] = [
        ("hf_", 20), ("api_org_", 20), ("shpat_", 24), ("shpca_", 24), ("shppa_", 24), ("shpss_", 24), ("shptka_", 24),
        ("AGE-SECRET-KEY-1", 20), ("key-", 32), ("NRAK-", 20), ("NRAA-", 20), ("NRRA-", 20), ("EAA", 50),
        ("lin_api_", 30), ("lin_oauth_", 30), ("secret_", 40), ("ntn_", 40), ("r8_", 30), ("ATBB", 28), ("bkua_", 30),
        ("gsk_", 40), ("xai-", 60), ("pplx-", 40), ("csk-", 40), ("fw_", 22), ("jina_", 40), ("phx_", 30), ("nfp_", 30),
        ("EZAK", 50), ("EZTK", 50), ("rnd_", 24), ("oy2", 40), ("LTAI", 16), ("cmVmdGtu", 40), ("GR1348941", 16),
        ("rdme_", 50), ("sk_live_", 8), ("sk_test_", 8), ("rk_live_", 8), ("rk_test_", 8),
        ("co_", 36), ("NRJS-", 16), ("vcp_", 24), ("rzp_live_", 14), ("rzp_test_", 14), ("pnu_", 36), ("pnb_", 36),
        ("AKID", 32), ("aio_", 28), ("ico-", 32), ("cio", 32), ("hf_oauth_", 20), ("vca_", 24),
        ("vci_", 24), ("vck_", 24), ("vcr_", 24), ("nfc_", 30), ("nfo_", 30), ("nfb_", 30), ("nfu_", 30),
        ("hcaik_", 40),
        ("hcxik_", 40), ("hcxmk_", 40), ("hcamk_", 40), ("bkct_", 30), ("rpa_", 40), ("apify_api_", 30),
        ("sk_car_", 20), ("sk_org_live_", 16), ("sk_org_test_", 16), ("secret-", 40), ("PMAT-", 26), ("cxtp_", 28),
        ("cxth_", 28), ("ddp_", 36), ("ddo_", 36), ("ek_live_", 16), ("ek_test_", 16),
        ("napi_", 40), ("md-", 20), ("GOOG1E", 50), ("SUA", 55), ("SAA", 55), ("SOA", 55),
    ].map { TokenShape($0.0, .alphanumeric, $0.1) }

    private static let token: [TokenShape] = [
        ("npm_", 30), ("dckr_pat_", 16), ("dckr_oat_", 16), ("pypi-", 40), ("AIza", 30), ("GOCSPX-", 20), ("hvs.", 20),
        ("hvb.", 20), ("hvr.", 20), ("glsa_", 24), ("NRII-", 20), ("NRIQ-", 20), ("xkeysib-", 40), ("xsmtpsib-", 40),
        ("sq0atp-", 20), ("sq0csp-", 20), ("figd_", 30), ("sb_secret_", 20), ("pscale_tkn_", 30), ("pscale_pw_", 30),
        ("pscale_oauth_", 30), ("tskey-", 16), ("CCIPAT_", 30), ("CCIPRJ_", 30), ("nvapi-", 40), ("tgp_v1_", 30),
        ("PMAK-", 40), ("fo1_", 30), ("vercel_blob_rw_", 20), ("CFPAT-", 40), ("amzn.mws.", 30), ("v1.0-", 100),
        ("sl.", 60), ("HRKU-", 36), ("y0_", 39), ("lsv2_", 30), ("sha256~", 30), ("ops_eyJ", 40), ("pcsk_", 40),
        ("wandb_v1_", 20), ("tvly-", 20), ("pat-na1-", 30),
        ("pat-eu1-", 30), ("access-production-", 36), ("access-sandbox-", 36), ("duffel_live_", 20),
        ("duffel_test_", 20),
        ("sess-", 40), ("AQ.Ab8", 30), ("cfut_", 38), ("cfat_", 38), ("cfk_", 38), ("BBDC-", 38), ("sl.u.", 60),
        ("mdb_sa_sk_", 30), ("essu_", 30), ("AVNS_", 15),
        ("CCDB1_", 40), ("sgp_", 40), ("bb_live_", 24), ("xaat-", 36), ("xapt-", 36), ("APP_USR-", 40),
        ("AGE-PLUGIN-", 40), ("n8n_api_", 40),
        ("tfp_", 40), ("fio-u-", 60), ("FLWSECK", 30), ("tk-us-", 48), ("AQVN", 35), ("eyJrIjoi", 40),
        ("k8s-aws-v1.", 40),
    ].map { TokenShape($0.0, .token, $0.1) }

    private static let credential: [TokenShape] = [
        ("SG.", 27), ("ya29.", 20), ("glc_", 24), ("whsec_", 24), ("ATATT3", 50), ("ATCTT3", 50), ("sntrys_", 40),
        ("dp.pt.", 30), ("dp.st.", 30), ("dp.ct.", 30), ("dp.sa.", 30), ("dp.scim.", 30), ("dp.audit.", 30),
        ("dt0c01.", 60), ("dt0s01.", 60), ("fm1_", 60), ("fm2_", 60), ("ABSK", 60), ("AKCp", 60), ("BQIAAA", 24),
        ("sk.eyJ", 30), ("snyk_uat.", 20), ("t1.9eu", 40), ("v1.local.", 40), ("v2.local.", 40), ("v3.local.", 40),
        ("v4.local.", 40), ("b3BlbnNzaC1rZXktdjEA", 20), ("LS0tLS1CRUdJTiBQUklWQVRF", 20),
        ("LS0tLS1CRUdJTiBSU0EgUFJJVkFURS", 20), ("LS0tLS1CRUdJTiBFQyBQUklWQVRF", 20),
        ("LS0tLS1CRUdJTiBPUEVOU1NI", 20), ("LS0tLS1CRUdJTiBFTkNSWVBURUQg", 20),
        // What Intercom's begin with is `tok:`.
        ("dG9rOg", 40), ("secret-live-", 30), ("secret-test-", 30),
        // The first message of NTLM: base64 of `NTLMSSP`.
        ("TlRMTVNTUA", 12),
        // Session tokens of AWS: base64 of `origin_ec`, `er/aws` and `aws` behind a few bytes, hundreds long.
        ("IQoJb3JpZ2luX2Vj", 60), ("FwoGZXIvYXdz", 60), ("AQoDYXdz", 60), ("FQoGZXIvYXdz", 60), ("FQoDYXdz", 60),
    ].map { TokenShape($0.0, .credential, $0.1) }
}

extension UInt8 {
    /// Whether it is of an alphabet.
    @inline(__always)
    func isOf(_ alphabet: TokenShape.Alphabet) -> Bool {
        switch alphabet {
        case .hex: isDigit || (lowered >= 97 && lowered <= 102)
        case .alphanumeric: isAlphanumeric
        case .token: isToken
        case .credential: isCredential
        }
    }
}
