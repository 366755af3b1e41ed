import AutoSRECore

extension AccessiblePage {
    /// Elements that are asked about at the most; a page with more is cut there.
    private static let maximumElements = 400

    /// Reads the page with W3C commands alone, for any browser: a script lists what may matter and how it nests, and
    /// the driver says the role and name of each. Two questions an element, so a page of many elements is slow.
    init(standard session: WebDriverSession) async throws(WebDriverError) {
        let answer = try await session.execute(Self.script)
        guard let items = answer["list"]?.array else { throw .nonsense("a script's answer that is no list") }
        var nodes: [AccessibleNode] = []
        for item in items.prefix(Self.maximumElements) {
            var node = AccessibleNode(role: "", name: "")
            node.parent = item["parent"]?.integer.flatMap { 0 <= $0 && $0 < nodes.count ? Int($0) : nil }
            node.isDisabled = item["disabled"]?.bool ?? false
            node.isBusy = item["busy"]?.bool ?? false
            (node.span, node.time) = (CellSpan(item), item["time"]?.string)
            node.drawn = item["drawn"]?.string.map(Self.spaced)
            node.value = item["value"]?.string.map(Self.spaced)
            node.element = item["element"].flatMap { ElementReference($0) }
            if let text = item["text"]?.string {
                (node.role, node.name) = ("text", Self.spaced(text))
                node.written = text
                node.path = (item["path"]?.array ?? []).compactMap { $0.integer.map { Int($0) } }
            } else if let element = node.element {
                node.role = try await session.role(of: element)
                node.name = Self.spaced(try await session.label(of: element))
            }
            nodes.append(node)
        }
        self.init(url: answer["url"]?.string ?? "", nodes: nodes)
    }

    /// Visible elements of the kinds that have a role worth asking for, each with the index of the one around it, and
    /// the texts in them.
    private static let script = """
        \(CellSpan.measure)
        const kinds = 'button,a[href],input,select,textarea,h1,h2,h3,h4,h5,h6,table,tr,td,th,dt,dd,'
          + 'section[aria-label],section[aria-labelledby],article,summary,dialog[open],time[datetime],[role],[aria-busy]';
        const secret = 'button,checkbox,color,file,hidden,image,password,radio,reset,submit'.split(',');
        const value = e => e.matches('select') ? [...e.selectedOptions].map(o => o.label).join(', ')
          : e.matches('input,textarea') && !secret.includes(e.type) ? e.value : null;
        const list = [], places = new Map();
        const shown = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible';
        let elements = 0;
        const walk = (node, parent, path) => {
          for (const child of node.childNodes) {
            if (child.nodeType === Node.TEXT_NODE && child.data.trim() && shown(node)) {
              list.push({text: child.data, parent, path, element: node});
            } else if (child.nodeType === Node.ELEMENT_NODE && list.length < 2000) {
              let place = parent;
              if (child.matches(kinds) && shown(child)) {
                place = list.length;
                list.push({...measured(child), parent, drawn: drawn(child), value: value(child), disabled: child.matches(':disabled,[aria-disabled=true]'),
                  busy: child.getAttribute('aria-busy') === 'true'});
              }
              walk(child, place, [...path, elements++]);
            }
          }
        };
        if (document.body) walk(document.body, null, []);
        return {url: document.URL, list};
        """
}
