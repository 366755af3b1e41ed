/// How charts look, for a page's style sheet. The page gives the colours: `--ink`, `--soft`, `--line`, `--bad`; `--k1`
/// and `--k2` for the curves; and `--tone` for each class of mark.
public enum ChartStyle {
    /// The rules.
    public static let sheet = """
        .keys { display: flex; flex-wrap: wrap; gap: 0 .9rem; margin: 0; font-size: .85rem; color: var(--soft);
          font-variant-numeric: tabular-nums; }
        .key b { color: var(--ink); }
        .key::before { content: ""; display: inline-block; width: .8em; height: .22em; margin-right: .4em;
          vertical-align: .25em; border-radius: 2px; background: var(--tone, var(--k1)); }
        .key.k2::before { background: var(--k2); }
        .frame { padding-left: 2.9rem; }
        .plot { display: block; width: 100%; overflow: visible; }
        .plot text { font-size: 11px; fill: var(--soft); }
        .plot .end { text-anchor: end; }
        .plot .middle { text-anchor: middle; }
        .grid { stroke: var(--line); }
        .shade { fill: var(--bad); opacity: .07; }
        .limit { stroke: var(--bad); stroke-dasharray: 2 4; opacity: .8; }
        .plot .limit-name { fill: var(--bad); }
        .curve { fill: none; stroke: var(--k1); stroke-width: 1.75; vector-effect: non-scaling-stroke;
          stroke-linejoin: round; stroke-linecap: round; }
        .curve.k2 { stroke: var(--k2); }
        .area { fill: var(--k1); fill-opacity: .1; }
        .area.k2 { fill: var(--k2); }
        .mark { stroke: var(--tone); stroke-dasharray: 4 3; }
        .plot .label { fill: var(--tone); font-weight: 600; }
        .spark { display: block; width: 100%; height: 44px; margin-top: .35rem; }
        @media (forced-colors: active) { .curve { stroke: CanvasText; } }

        """
}
