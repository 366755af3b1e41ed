import AutoSRECore

// Pages that change without being loaded anew show what was there before for a while: after a click nothing is read and
// nothing is clicked before they have come to rest.

extension PageDriver {
    /// Seconds that a page is waited for at the longest. What takes longer is not known from what never rests, such as
    /// a long poll or a clock, and the expectations of the next step have all of a step's time anyway.
    private static let mostSettlingSeconds = 3.0
    /// Seconds between two questions: a person would not notice, and a question takes the page a fraction of that.
    private static let settlingPause = 0.05

    /// Waits after a click, or after a page was opened, until the page has come to rest.
    /// - Throws: where the driver gives no answer, or gave up waiting for the page to load. Whatever else is wrong the
    ///   next look says.
    func settle() async throws {
        let until = world.now().advanced(bySeconds: min(patienceSeconds, Self.mostSettlingSeconds))
        let watch: [JSONValue] = session.hasDevTools ? [] : [.string(Settling.watch)]
        while true {
            do throws(WebDriverError) {
                if try await session.execute(Settling.question, arguments: watch).bool ?? true { return }
            } catch {
                switch error.code {
                // A dialog of the browser, or nothing to ask any more: asking again brings nothing else.
                case .unexpectedAlertOpen?, .noSuchWindow?, .noSuchFrame?: return
                // The driver has stopped the page that was to come, so that the old one is left and looks at rest.
                case .timeout?, nil: throw error
                // Asked in the moment between two documents.
                default: break
                }
            }
            guard world.now() < until else { return trace.note("the page does not come to rest") }
            try await world.sleep(until: world.now().advanced(bySeconds: Self.settlingPause))
        }
    }
}

extension WebDriverSession {
    /// Has every document that is loaded from now on, in frames too, watch itself for `PageDriver.settle`. Where the
    /// driver does not do that, each is made to when it is first asked: what it began before is not known, so that it
    /// has to be quiet for a moment, and after a click all is seen.
    func watchDocuments() async {
        guard hasDevTools else { return }
        let script = JSONValue.string(Settling.watch)
        _ = try? await devTools("Page.addScriptToEvaluateOnNewDocument", ["source": script])
    }
}

/// How pages come to rest, in the pages' own language.
enum Settling {
    /// Milliseconds without a change after which a page is at rest: what has come is drawn within a few frames of 16
    /// ms, on a busy machine too, and one request often leads to the next.
    private static let quiet = 150
    /// The same for a document that was not watched while it loaded: what it asked for then may still be under way.
    private static let unseen = 500
    /// Milliseconds of the longest delay that is waited for. Delays before a request or a drawing are shorter; longer
    /// ones are those of refreshing pages and of messages that vanish.
    private static let longestDelay = 1000

    /// Runs in each document, before its own scripts where the driver can do that; one without any then never stirs.
    ///
    /// - Requests count while they are under way, with the reading of their answers.
    /// - A delay counts as a change when it ends, but for one whose function was delayed before: a clock that ticks, or
    ///   a poll. A click begins that anew, for the same function may now bring something else.
    /// - The browser's window may outlive its first, empty document; then all of it begins anew.
    static let watch = """
        (() => {
          const key = Symbol.for('autosre.settling');
          if (window[key]) return window[key].begin();
          const isLate = window[key] === null;
          const now = () => performance.now();
          let underWay, delayed, last, isLeaving;
          const stir = at => { last = Math.max(last, at ?? now()); };
          const clicked = event => {
            if (!event.isTrusted) return;
            isLeaving = false;
            delayed.clear();
            stir();
          };
          const submitted = () => stir();
          const leaving = () => { isLeaving = true; };
          const shown = event => { if (event.persisted) isLeaving = false; };
          const changes = new MutationObserver(() => stir());
          const observe = () => changes.observe(document, {subtree: true, childList: true, characterData: true,
            attributeFilter: ['aria-busy', 'aria-hidden', 'class', 'disabled', 'hidden', 'open']});
          const begin = () => {
            [underWay, delayed, last, isLeaving] = [new Set(), new Set(), isLate ? now() + \(unseen - quiet) : -Infinity, false];
            changes.disconnect();
            addEventListener('click', clicked, true);
            addEventListener('submit', submitted, true);
            addEventListener('beforeunload', leaving);
            addEventListener('pageshow', shown);
            if (isLate) observe(); else document.addEventListener('DOMContentLoaded', observe, {once: true});
          };
          const isAtRest = () => !isLeaving && underWay.size === 0 && now() - last >= \(quiet);
          const started = thing => {
            const all = underWay;
            all.add(thing);
            return () => { if (all.delete(thing)) stir(); };
          };
          const wrap = (owner, name, apply) => {
            if (owner?.[name]) owner[name] = new Proxy(owner[name], {apply});
          };
          const promised = (own, self, words) => {
            const promise = Reflect.apply(own, self, words), ended = started({});
            Promise.resolve(promise).then(ended, ended);
            return promise;
          };
          wrap(window, 'fetch', promised);
          for (const name of ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'])
            wrap(window.Response?.prototype, name, promised);
          wrap(window.XMLHttpRequest?.prototype, 'send', (own, self, words) => {
            const ended = started(self);
            self.addEventListener('loadend', ended, {once: true});
            try { return Reflect.apply(own, self, words); } catch (error) { ended(); throw error; }
          });
          wrap(window, 'setTimeout', (own, self, words) => {
            const delay = Number(words[1]) || 0, text = String(words[0]);
            if (delay <= \(longestDelay) && !delayed.has(text)) {
              delayed.add(text);
              stir(now() + Math.max(delay, 0));
            }
            return Reflect.apply(own, self, words);
          });
          Object.defineProperty(window, key, {value: Object.freeze({begin, isAtRest})});
          begin();
        })();
        """

    /// Whether every document of the page is at rest, for a click in one frame may change another; those of other
    /// origins, which nobody enters, do not count. Given `watch`, it has those watch themselves that do not yet, by a
    /// script of the page's own: where its policy forbids that, it is at rest once it has loaded.
    static let question = """
        const key = Symbol.for('autosre.settling'), [watch] = arguments;
        const begin = place => {
          if (!watch || key in place || place.document.readyState !== 'complete') return;
          place[key] = null;
          const script = place.document.createElement('script');
          script.textContent = watch;
          place.document.documentElement.append(script);
          script.remove();
        };
        const isAtRest = place => {
          try { begin(place); } catch {}
          try {
            if (place.document.readyState !== 'complete' || place[key]?.isAtRest() === false) return false;
          } catch { return true; }
          for (let index = 0; index < place.length; index++) if (!isAtRest(place[index])) return false;
          return true;
        };
        return isAtRest(window) && isAtRest(top);
        """
}
