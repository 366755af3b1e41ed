import AutoSREWeb

/// The report's style sheet: system fonts, light and dark by the reader's setting, plain on paper.
enum HTMLStyle {
    static let sheet = colours + page + blocks + ChartStyle.sheet + pictures + paper

    private static let colours = """
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1b2330;--soft:#5a6678;--line:#dde2ea;
        --blue:#2457c5;
        --good:#12703f;--goodbg:#ddf3e6;--bad:#b3261e;--badbg:#fbe3e1;--warn:#8a5a00;--warnbg:#fdf0d5;
        --violet:#7a35b8;
        --code:#eef1f5}
        @media (prefers-color-scheme:dark){:root{--bg:#11151c;--card:#191f29;--ink:#e6eaf1;--soft:#9aa7ba;
        --line:#2c3543;
        --blue:#7ea6ff;--good:#5fd39a;--goodbg:#143626;--bad:#ff8a80;--badbg:#43211f;--warn:#f0bf62;--warnbg:#3b2f17;
        --violet:#c89bf5;--code:#222a36}}

        """

    private static let page = """
        *{box-sizing:border-box}
        html{scroll-behavior:smooth}
        body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:64rem;background:var(--bg);color:var(--ink);
        font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
        overflow-wrap:anywhere}
        h1{font-size:clamp(1.5rem,5vw,2.1rem);line-height:1.2;margin:.1rem 0 .6rem}
        h2{font-size:1.25rem;margin:0 0 .8rem}h3{font-size:1rem;margin:1.2rem 0 .4rem}
        h4{font-size:.9rem;margin:.8rem 0 .3rem}
        p{margin:.4rem 0}ul,ol{margin:.3rem 0;padding-left:1.2rem}li{margin:.3rem 0}
        a{color:var(--blue)}
        :target{outline:2px solid var(--blue);outline-offset:4px;border-radius:.4rem}
        code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.85em}
        code{background:var(--code);border-radius:.25rem;padding:.1em .3em}
        pre{background:var(--code);border-radius:.5rem;padding:.7rem .8rem;margin:.4rem 0;white-space:pre-wrap}
        .eyebrow{color:var(--soft);font-size:.85rem;letter-spacing:.03em;margin:0}
        .meta,small,figcaption,footer{color:var(--soft);font-size:.85rem}
        .badge{display:inline-block;border-radius:1rem;padding:.15rem .75rem;font-weight:600;font-size:.9rem}
        .badge.good{background:var(--goodbg);color:var(--good)}.badge.bad{background:var(--badbg);color:var(--bad)}
        .badge.open{background:var(--warnbg);color:var(--warn)}
        nav{display:flex;flex-wrap:wrap;gap:.3rem 1rem;margin:1rem 0;font-size:.9rem}
        section{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.1rem 1.2rem;
        margin:1rem 0}

        """

    private static let blocks = """
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.7rem;margin:0 0 1rem}
        .cards div{border:1px solid var(--line);border-radius:.6rem;padding:.6rem .8rem}
        .cards dt{color:var(--soft);font-size:.8rem}
        .cards dd{margin:0;font-size:1.35rem;font-weight:650;line-height:1.25}
        .facts{display:grid;grid-template-columns:auto 1fr;gap:.35rem 1rem;margin:0}
        .facts dt{color:var(--soft)}.facts dd{margin:0}
        .note{background:var(--warnbg);color:var(--warn);border-radius:.5rem;padding:.4rem .7rem}
        .gone{color:var(--soft);border:1px dashed var(--line);border-radius:.5rem;padding:.5rem .7rem}
        .lead{font-size:1.1rem;font-weight:600}
        .meter{display:flex;align-items:center;gap:.7rem;font-size:.85rem;color:var(--soft)}
        .meter svg{width:9rem;height:.5rem;flex:none}.meter .bar{fill:var(--blue)}.meter .rest{fill:var(--line)}
        .cite{font-size:.78rem;text-decoration:none;border:1px solid var(--line);border-radius:.3rem;padding:0 .35rem;
        white-space:nowrap}
        a.claim{text-decoration-style:dotted;text-underline-offset:.2em}.lead a.claim{text-decoration:none}
        .sample{display:block;margin:.25rem 0;padding:.3rem .5rem;white-space:pre-wrap}
        .deciding{font-weight:600;font-size:.92rem;margin-top:.8rem}
        .lost+.lost,.evidence+.evidence{border-top:1px solid var(--line);margin-top:1rem;padding-top:.2rem}
        .timeline{list-style:none;margin:0;padding:0}
        .timeline li{display:grid;grid-template-columns:5.2rem 1fr;gap:0 1.2rem;margin:0;padding:.3rem 0;
        position:relative}
        .timeline li::before{content:"";position:absolute;left:5.55rem;top:.75rem;width:.6rem;height:.6rem;
        border-radius:50%;background:var(--soft)}
        .timeline li::after{content:"";position:absolute;left:5.8rem;top:1.4rem;bottom:-.7rem;width:2px;
        background:var(--line)}
        .timeline li:last-child::after{display:none}
        .timeline li.alert::before{background:var(--bad)}.timeline li.onset::before{background:var(--warn)}
        .timeline li.change::before{background:var(--violet)}.timeline li.action::before{background:var(--blue)}
        .timeline li.recovery::before{background:var(--good)}
        .when{font-variant-numeric:tabular-nums}.when small{display:block;line-height:1.1}.what{padding-left:.3rem}
        .lessons{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:0 2rem}
        .lessons h3{margin-top:0}.well h3{color:var(--good)}.wrong h3{color:var(--bad)}
        .todo{list-style:none;padding:0}.todo label{display:flex;gap:.6rem;align-items:baseline}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.88rem;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:.3rem .9rem .3rem 0;border-bottom:1px solid var(--line);white-space:nowrap}
        th{color:var(--soft);font-weight:600}

        """

    private static let pictures = """
        .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.85rem;margin:0 0 .6rem}
        .legend .key{color:var(--tone)}
        .legend .key::before{width:.7rem;height:.7rem;border-radius:.2rem;vertical-align:baseline}
        .change,.undo{--tone:var(--violet)}.onset{--tone:var(--warn)}.alert{--tone:var(--bad)}
        .action{--tone:var(--blue)}.recovery{--tone:var(--good)}
        .charts{display:grid;gap:1.2rem}
        .charts.large{grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr))}
        .charts.small{grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr))}
        figure{margin:0;min-width:0;max-width:42rem}figcaption strong{color:var(--ink)}
        .frame{padding-left:4.3rem}
        :root{--k1:var(--ink)}.area{fill-opacity:.05}
                .shots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1rem}
        .shots img{max-width:100%;height:auto;border:1px solid var(--line);border-radius:.5rem;display:block}

        """

    private static let paper = """
        @media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--blue:#1b449c;
        --good:#12703f;--goodbg:#fff;--bad:#b3261e;--badbg:#fff;--warn:#7a5000;--warnbg:#fff;--violet:#6a2aa3;
        --code:#f4f4f4}
        body{max-width:none;padding:0;font-size:10pt}nav{display:none}
        section{border:0;border-top:1px solid var(--line);border-radius:0;padding:.6rem 0;margin:.4rem 0}
        .badge{border:1px solid}h2,h3,figcaption{break-after:avoid}
        .charts.large{grid-template-columns:1fr 1fr}.charts.small{grid-template-columns:1fr 1fr 1fr}
        figure,article.lost,.timeline li,tr,.cards,li{break-inside:avoid}
        a{color:inherit}.scroll{overflow:visible}th,td{white-space:normal}}
        @media (max-width:30rem){body{padding:1rem .6rem 2rem}section{padding:.9rem .8rem}
        .facts{grid-template-columns:1fr}.facts dt{margin-top:.3rem}}
        """
}
