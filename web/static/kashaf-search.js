// <kashaf-search src="https://archive.example/search/">: the search of a kashaf site inside any page.
// `src` is the address of the site, `lang` ar or en, `digits` latn or arab. The site lists the page's origin in
// its setting `origins`; where it does not, the form leads to the site as any form does.

// What this module was fetched with, an edition perhaps, its siblings are fetched with too.
const { search } = new URL(import.meta.url);
const names = ["words", "box", "live", "suggest", "search-words", "search-style"];
const [{ words }, { turn }, { announcer }, { suggest }, { WORDS }, { STYLE }] = await Promise.all(
  names.map((name) => import(`./kashaf-${name}.js${search}`)),
);

// Made of text and nodes only: what an article says is never read as markup.
function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// Spans count characters; a string of JavaScript counts some of them twice.
function marked(text, spans) {
  const letters = [...text];
  const cut = (start, end) => letters.slice(start, end).join("");
  let done = 0;
  const nodes = spans.flatMap(([start, end]) => {
    const before = cut(done, start);
    done = end;
    return [before, make("mark", {}, cut(start, end))];
  });
  return [...nodes, cut(done)];
}

class KashafSearch extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const language = this.lang === "en" ? "en" : "ar";
    const digits = this.getAttribute("digits") === "arab" ? "arab" : "latn";
    this.words = words({ tag: `${language}-u-nu-${digits}`, ...WORDS[language] });
    this.language = language;
    this.build();
  }

  address(path, values) {
    const site = new URL(this.getAttribute("src") ?? ".", document.baseURI);
    const url = new URL(path, `${site.origin}${site.pathname.replace(/\/?$/, "/")}`);
    for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
    return url;
  }

  build() {
    const text = (key) => this.words.text(key);
    const shadow = this.attachShadow({ mode: "open", delegatesFocus: true });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    // Not a <style>: the page's policy may forbid one.
    shadow.adoptedStyleSheets = [sheet];
    const box = make("input", { id: "q", type: "search", name: "q", placeholder: text("hint"), enterkeyhint: "search" });
    for (const name of ["autocapitalize", "autocomplete"]) box.setAttribute(name, "off");
    box.spellcheck = false;
    this.form = make(
      "form",
      { role: "search", method: "get", action: this.address(".", {}) },
      make("label", { for: "q" }, text("label")),
      make("div", { class: "box" }, box, make("button", {}, text("search"))),
      make("input", { type: "hidden", name: "hl", value: this.language }),
    );
    this.told = make("p", { class: "told", role: "status" });
    this.hits = make("ol", { class: "hits" });
    this.more = make("p", {});
    const direction = this.language === "ar" ? "rtl" : "ltr";
    const all = make("div", { lang: this.language, dir: direction }, this.form, this.told, this.hits, this.more);
    shadow.append(all);
    turn(box, this.language);
    suggest(box, {
      words: this.words,
      announce: announcer(all),
      ask: async (q, signal) => {
        const answer = await fetch(this.address("suggest.json", { q }), { signal });
        return (await answer.json()).suggestions;
      },
      follow: (choice) => this.follow(choice, box),
    });
    this.form.addEventListener("submit", (event) => {
      if (!box.value.trim()) return;
      event.preventDefault();
      this.find(box.value);
    });
  }

  follow(choice, box) {
    if (choice.kind === "title") {
      location.assign(this.address("article", { id: choice.id, hl: this.language }));
      return;
    }
    box.value = choice.text;
    this.form.requestSubmit();
  }

  async find(q) {
    this.asked = q;
    const values = { q, hl: this.language };
    try {
      const answer = await fetch(this.address("search.json", values));
      const said = await answer.json();
      if (this.asked === q) this.show(said, values);
    } catch {
      location.assign(this.address(".", values));
    }
  }

  show(said, values) {
    const hits = said.hits ?? [];
    // A problem says in the reader's language what is wrong.
    this.told.textContent = said.detail ?? this.words.count("results", said.total);
    this.hits.replaceChildren(...hits.map((hit) => this.hit(hit, values)));
    const all = make("a", { href: this.address(".", values) }, this.words.text("all"));
    this.more.replaceChildren(...(said.pages > 1 ? [all] : []));
  }

  hit(hit, values) {
    const href = this.address("article", { id: hit.id, ...values });
    // The page of an article numbers its marks.
    href.hash = "m1";
    const title = hit.title ? marked(hit.title, hit.title_spans) : [this.words.text("untitled")];
    const named = ["source", "author"].filter((name) => hit[name]);
    const said = named.map((name) => make("bdi", {}, ...marked(hit[name], hit.facet_spans[name] ?? [])));
    if (hit.date) said.push(make("time", { datetime: hit.date }, this.words.date(hit.date)));
    return make(
      "li",
      {},
      make("h3", { dir: "auto" }, make("a", { href }, ...title)),
      make("p", { class: "byline" }, ...said.map((each) => make("span", {}, each))),
      ...hit.snippets.map((each) => make("p", { dir: "auto" }, ...marked(each.text, each.spans))),
    );
  }
}

customElements.define("kashaf-search", KashafSearch);
