/// The one stylesheet, served from our own address because the pages allow nothing else.
enum Stylesheet {
    static let text = """
        :root { color-scheme: light dark; --line: #d5d9e0; --soft: #f4f6f9; --ink: #1d2530; --accent: #1f5fbf;
          --good: #1b7a43; --bad: #b3261e; --paper: #fff; }
        @media (prefers-color-scheme: dark) {
          :root { --line: #38414d; --soft: #1c232c; --ink: #e6eaf0; --accent: #7fb0ff; --good: #63c98d;
            --bad: #ff8a80; --paper: #12171d; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        header { display: flex; gap: 2rem; align-items: center; padding: .75rem 1.5rem;
          border-bottom: 1px solid var(--line); }
        .brand { margin: 0; font-weight: 700; }
        main { max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; }
        footer { padding: 1rem 1.5rem; border-top: 1px solid var(--line); font-size: .875rem; }
        footer p { margin: 0 auto; max-width: 57rem; }
        a { color: var(--accent); }
        h2 { margin: 2rem 0 .5rem; font-size: 1.2rem; }
        .tabs ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 0; padding: 0 0 .5rem;
          border-bottom: 1px solid var(--line); }
        table { width: 100%; border-collapse: collapse; }
        caption { text-align: left; padding: .25rem 0; font-size: .875rem; }
        th, td { text-align: left; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); }
        tbody th { font-weight: 600; }
        td form { display: inline; }
        dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1rem; margin: 0; }
        dl div { background: var(--soft); border-radius: .5rem; padding: .6rem .9rem; }
        dt { font-size: .8rem; }
        dd { margin: 0; font-size: 1.15rem; font-weight: 600; }
        .badge { font-weight: 600; }
        .badge::before { content: "\\25CF\\00A0"; }
        .healthy { color: var(--good); }
        .degraded { color: var(--bad); }
        .card { max-width: 22rem; background: var(--soft); border-radius: .5rem; padding: .5rem 1.25rem; }
        .card label, .card input { display: block; width: 100%; }
        input { font: inherit; padding: .4rem .6rem; border: 1px solid var(--line); border-radius: .35rem;
          background: var(--paper); color: inherit; }
        button { font: inherit; padding: .4rem .9rem; border: 1px solid var(--accent); border-radius: .35rem;
          background: var(--accent); color: var(--paper); cursor: pointer; }
        section > form { margin: 1rem 0 0; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

        """
}
