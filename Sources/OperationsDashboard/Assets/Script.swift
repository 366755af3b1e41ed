/// The one script. The pages work without it: it only fetches a page again while someone looks at it, and changes what
/// differs in place, so that focus, scrolling, selection and what was typed stay.
enum Script {
    static let text = #"""
        "use strict";
        (() => {
          const main = document.querySelector("main[data-refresh]");
          const control = document.getElementById("live");
          if (!main || !control) return;
          const period = Number(main.dataset.refresh) * 1000;
          let paused = false;
          let timer = 0;
          let failures = 0;
          let held = null;

          // What a person may have changed on the page is theirs.
          const kept = (element, name) =>
            name === "open" || (element.localName === "input" && (name === "value" || name === "checked"));

          function attributes(from, to) {
            for (const { name } of [...from.attributes])
              if (!to.hasAttribute(name) && !kept(from, name)) from.removeAttribute(name);
            for (const { name, value } of to.attributes)
              if (from.getAttribute(name) !== value && !kept(from, name)) from.setAttribute(name, value);
          }

          function morph(from, to) {
            if (from === held) return;
            attributes(from, to);
            const after = [...to.childNodes];
            const before = [...from.childNodes];
            after.forEach((node, index) => {
              const old = before[index];
              if (!old) from.append(document.importNode(node, true));
              else if (old.nodeType !== node.nodeType || old.nodeName !== node.nodeName)
                old.replaceWith(document.importNode(node, true));
              else if (node.nodeType === Node.ELEMENT_NODE) morph(old, node);
              else if (old.nodeValue !== node.nodeValue) old.nodeValue = node.nodeValue;
            });
            before.slice(after.length).forEach((node) => node.remove());
          }

          // Whoever marks lines wants to copy them, and new ones would push them away: that list waits, nothing else.
          function marked() {
            const selection = getSelection();
            if (selection.isCollapsed) return null;
            const node = selection.getRangeAt(0).commonAncestorContainer;
            return (node.closest ? node : node.parentElement)?.closest("ol.log") ?? null;
          }

          // That the figures are old is said in words; the next look that succeeds writes its own time over it.
          function lost() {
            const asOf = main.querySelector(".as-of");
            if (!asOf || asOf.classList.contains("lost")) return;
            asOf.classList.add("lost");
            asOf.setAttribute("aria-live", "polite");
            asOf.textContent += " · no answer since";
          }

          // What was done is told once; later looks show how things are.
          function address() {
            const url = new URL(location.href);
            url.searchParams.delete("done");
            url.hash = "";
            return url;
          }

          async function refresh() {
            try {
              const answer = await fetch(address(), { cache: "no-store", signal: AbortSignal.timeout(8000) });
              if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
              const page = new DOMParser().parseFromString(await answer.text(), "text/html");
              const news = page.querySelector("main[data-refresh]");
              if (!news) throw new Error("another page");
              const notice = main.querySelector("[role=status]");
              if (notice) notice.remove();
              const focused = main.contains(document.activeElement);
              held = marked();
              if (!paused) morph(main, news);
              if (focused && document.activeElement === document.body) main.focus({ preventScroll: true });
              failures = 0;
            } catch {
              failures += 1;
            }
            if (failures > 1) lost();
            control.dataset.state = paused ? "paused" : failures > 1 ? "lost" : "live";
            plan();
          }

          function plan() {
            clearTimeout(timer);
            if (paused || document.hidden) return;
            timer = setTimeout(refresh, period * Math.min(1 + failures, 6));
          }

          control.hidden = false;
          control.dataset.state = "live";
          control.addEventListener("click", () => {
            paused = !paused;
            control.firstElementChild.textContent = paused ? "Resume" : "Pause";
            control.dataset.state = paused ? "paused" : "live";
            if (!paused) refresh();
          });
          document.addEventListener("visibilitychange", () => {
            if (!document.hidden && !paused) refresh();
          });
          if (location.search.includes("done=")) history.replaceState(null, "", address());
          plan();
        })();

        """#
}
