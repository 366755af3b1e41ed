import AutoSREWeb

/// The one stylesheet: tokens, frame and controls; light and dark, from 360 px up.
enum Stylesheet {
    static let text = frame + controls + services + ChartStyle.sheet + charts

    private static let frame = """
        :root { color-scheme: light dark; --paper: #f5f6f8; --card: #fff; --line: #dfe3e9; --ink: #1a2230;
          --soft: #566173; --accent: #1d5fd0; --on-accent: #fff; --good: #14713d; --good-wash: #e3f4ea;
          --bad: #b3241c; --bad-wash: #fdeaea; --warn: #8a5300; --warn-wash: #fdf1da; --plain-wash: #eceff3;
          --k1: #1d5fd0; --k2: #b4540a; --mark: #7a3fc0; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #0e1319; --card: #171e27; --line: #2b3541; --ink: #e7ebf1; --soft: #9ca8b8;
            --accent: #82b1ff; --on-accent: #0b1420; --good: #6bd39a; --good-wash: #14301f; --bad: #ff938a;
            --bad-wash: #3b1a1a; --warn: #f2bd68; --warn-wash: #36270f; --plain-wash: #25303c;
            --k1: #82b1ff; --k2: #f5a868; --mark: #c9a2ff; }
        }
        * { box-sizing: border-box; }
        [hidden] { display: none !important; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--paper);
          color: var(--ink);
          font: 1rem/1.5 -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
        .skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--card);
          border-radius: .5rem; z-index: 2; }
        .skip:focus { top: .5rem; }
        .top { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; min-height: 3.5rem;
          padding: .4rem 1.25rem; background: var(--card); border-bottom: 1px solid var(--line); }
        .brand { display: flex; gap: .5rem; align-items: center; margin: 0; font-weight: 700; }
        .brand svg { fill: none; stroke: var(--accent); stroke-width: 2.4; stroke-linecap: round;
          stroke-linejoin: round; }
        .top nav a { color: inherit; text-decoration: none; font-weight: 500; padding: .25rem 0; }
        .top nav a:hover { text-decoration: underline; }
        #live { margin-left: auto; font-size: .85rem; }
        #live::before { content: ""; display: inline-block; width: .55em; height: .55em; margin-right: .5em;
          border-radius: 50%; background: var(--good); }
        #live[data-state=paused]::before { background: var(--soft); }
        #live[data-state=lost]::before { background: var(--bad); }
        main { flex: 1; width: 100%; max-width: 76rem; margin: 0 auto; padding: 1.25rem 1.25rem 3rem; outline: 0; }
        footer { padding: 1rem 1.25rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .82rem; }
        footer p { margin: 0 auto; max-width: 73.5rem; }
        a { color: var(--accent); text-underline-offset: .15em; }
        h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; overflow-wrap: anywhere; }
        h2 { margin: 0 0 .75rem; font-size: 1.15rem; }
        h3 { margin: 0; font-size: .95rem; }
        p { margin: .35rem 0; }
        .title { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline;
          justify-content: space-between; margin-bottom: .75rem; }
        .as-of, .hint, .trail, dt { color: var(--soft); font-size: .85rem; }
        .as-of { margin: 0; font-variant-numeric: tabular-nums; }
        .as-of.lost { color: var(--bad); font-weight: 600; }
        .lead { color: var(--soft); margin: 0 0 1rem; }
        .trail { display: flex; gap: .5rem; margin-bottom: .25rem; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.15rem;
          margin: 0 0 1rem; }
        .narrow { max-width: 40rem; }
        .plain-page main { max-width: 24rem; padding-top: 12vh; }
        .banner { margin: 0 0 1rem; padding: .6rem 1rem; border-radius: .6rem; font-weight: 600; }
        .good { color: var(--good); background: var(--good-wash); }
        .bad { color: var(--bad); background: var(--bad-wash); }
        .warn { color: var(--warn); background: var(--warn-wash); }
        .plain { color: var(--soft); background: var(--plain-wash); }
        .badge, .pill { display: inline-block; padding: .05rem .6rem; border-radius: 1rem; font-size: .82rem;
          font-weight: 600; white-space: nowrap; }
        .badge::before { content: "\\25CF\\00A0"; }
        .healthy { color: var(--good); background: var(--good-wash); }
        .degraded { color: var(--bad); background: var(--bad-wash); }
        .facts { display: flex; flex-wrap: wrap; gap: .5rem 2.25rem; margin: 0 0 1rem; }
        dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
        main:focus-visible { outline: 0; }

        """

    private static let controls = """
        input { font: inherit; padding: .45rem .65rem; border: 1px solid var(--soft); border-radius: .5rem;
          background: var(--card); color: inherit; }
        button, .button { font: inherit; font-weight: 600; line-height: 1.4; padding: .45rem 1rem; cursor: pointer;
          border: 1px solid transparent; border-radius: .5rem; background: var(--accent); color: var(--on-accent);
          text-decoration: none; display: inline-block; }
        button:hover, .button:hover { filter: brightness(1.08); }
        .danger { background: var(--bad); color: var(--card); }
        .ask button { background: none; border-color: var(--accent); color: var(--accent); }
        .ask button:hover { background: var(--plain-wash); }
        .quiet { background: none; border-color: var(--line); color: var(--ink); font-weight: 500; }
        .quiet:hover { background: var(--plain-wash); }
        .login { margin: 0; }
        .login label { display: block; font-weight: 600; font-size: .9rem; }
        .login input, .login button { width: 100%; }
        .login p { margin: 0 0 .9rem; }
        .login p:last-child { margin: 0; text-align: center; }
        .confirm { display: flex; flex-wrap: wrap; gap: .75rem; }
        .ask { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; margin: 0; }
        .ask input[type=number] { width: 5.5rem; }
        .action { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: center;
          justify-content: space-between; margin: 0 0 1.25rem; padding: .85rem 1.15rem; background: var(--card);
          border: 1px solid var(--line); border-radius: .75rem; }
        .action p { margin: 0; flex: 1 1 16rem; max-width: 44rem; color: var(--soft); font-size: .92rem; }
        .tabs ul, .ranges ul { display: flex; flex-wrap: wrap; list-style: none; margin: 0; padding: 0; }
        .tabs { border-bottom: 1px solid var(--line); margin-bottom: 1.25rem; }
        .tabs ul { gap: 0 .25rem; }
        .tabs a { display: block; padding: .55rem .75rem; color: var(--soft); text-decoration: none;
          font-weight: 500; border-bottom: 3px solid transparent; margin-bottom: -1px; }
        .tabs a:hover { color: var(--ink); }
        .tabs a[aria-current] { color: var(--ink); -webkit-text-stroke: .35px; border-color: var(--accent); }
        .panel > h2 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .ranges { margin: 0 0 .75rem; }
        .ranges ul { gap: .35rem; }
        .ranges a { display: block; padding: .2rem .8rem; border-radius: 1rem; font-size: .85rem; font-weight: 500;
          color: var(--soft); text-decoration: none; border: 1px solid var(--line); background: var(--card); }
        .ranges a[aria-current] { background: var(--ink); color: var(--card); border-color: var(--ink); }

        """

    private static let services = """
        .services { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: 1rem;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
        .service { position: relative; margin: 0; }
        .service:hover { border-color: var(--accent); }
        .service .title { margin: 0; }
        .service h2 { margin: 0; font-size: 1.2rem; }
        .service h2 a { color: inherit; text-decoration: none; }
        .service h2 a::after { content: ""; position: absolute; inset: 0; border-radius: .75rem; }
        .service h2 a:focus-visible { outline: 0; }
        .service h2 a:focus-visible::after { outline: 3px solid var(--accent); outline-offset: 2px; }
        .sparks { display: grid; grid-template-columns: repeat(3, 1fr); gap: .75rem; margin: .75rem 0 0; }
        .sparks dd { font-size: 1.05rem; }
        .changes { list-style: none; margin: 0; padding: 0; }
        .changes li { display: flex; flex-wrap: wrap; gap: .1rem 1rem; padding: .4rem 0;
          border-top: 1px solid var(--line); }
        .changes li:first-child { border: 0; }
        .changes time { min-width: 6rem; color: var(--soft); }
        .release, .history li { display: flex; flex-wrap: wrap; gap: .6rem 1.5rem; align-items: center;
          justify-content: space-between; }
        .release p { margin: .15rem 0 0; }
        .history { list-style: none; margin: 0; padding: 0; }
        .history p { margin: 0; }
        .history div > p + p { color: var(--soft); font-size: .92rem; }
        .history .version { font-size: 1.1rem; margin-right: .35rem; }
        .history .current { border-color: var(--good); }
        .history .current.faulty { border-color: var(--bad); }
        .fleet { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: .75rem;
          grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
        .fleet li { margin: 0; padding: .75rem 1rem; }
        .fleet p { margin: 0; }
        .fleet b { margin-right: .4rem; font-variant-numeric: tabular-nums; }
        .log { list-style: none; margin: .5rem 0 0; padding: 0; font: .82rem/1.5 ui-monospace, "Liberation Mono",
          monospace; }
        .log li { padding: .28rem 0 .28rem .6rem; border-left: 3px solid var(--line); overflow-wrap: anywhere; }
        .log time, .log i { color: var(--soft); font-style: normal; }
        .log .warn, .log .error { background: none; color: inherit; }
        .log .warn { border-color: var(--warn); }
        .log .error { border-color: var(--bad); }
        .log .warn b { color: var(--warn); }
        .log .error b { color: var(--bad); }

        """

    private static let charts = """
        .charts { display: grid; gap: 1rem; margin-bottom: 1rem;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); }
        .chart { margin: 0; min-width: 0; background: var(--card); border: 1px solid var(--line);
          border-radius: .75rem; padding: .85rem 1.15rem .7rem; }
        figcaption { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between;
          align-items: baseline; margin-bottom: .35rem; }
        .release { --tone: var(--mark); }
        .remedy { --tone: var(--good); }
        .story { margin: .35rem 0 0; font-size: .82rem; color: var(--soft); }
        @media (max-width: 40rem) {
          .wide { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          main { padding: 1rem .9rem 2.5rem; }
          .top { padding: .4rem .9rem; }
          h1 { font-size: 1.45rem; }
          .facts { gap: .5rem 1rem; }
          .tabs a { padding: .45rem .5rem; font-size: .92rem; }
          .card, .chart, .action { padding: .8rem .85rem; }
          .sparks { gap: .5rem; }
          .sparks dd { font-size: .92rem; }
        }
        @media (forced-colors: active) {
          .tabs a { border-color: Canvas; }
          .tabs a[aria-current] { border-color: Highlight; }
          .ranges a[aria-current] { outline: 2px solid Highlight; outline-offset: 1px; }
        }
        @media print { .top nav, #live, .skip, form { display: none; } body { background: none; } }

        """
}
