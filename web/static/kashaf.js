// The entry. Pages work without it; each module adds one thing. Modules are taken at the addresses the page
// gives, which carry the edition: an import between them would not, and a cache could mix two editions.

const root = document.querySelector(".kashaf[data-script]");
const told = JSON.parse(root.dataset.script);
const take = (name) => import(told.modules[name]);

const [{ words }, { announcer }, { turn }, { suggest }, { share }] = await Promise.all(
  ["words", "live", "box", "suggest", "share"].map(take),
);
const page = { root, told, words: words(told), announce: announcer(root) };
const box = root.querySelector("#kashaf-q");

turn(box, root.lang);
share(page);

suggest(box, {
  ...page,
  ask: async (text, signal) => {
    const url = new URL(told.suggest, location.href);
    url.searchParams.set("q", text);
    return (await (await fetch(url, { signal })).json()).suggestions;
  },
  follow: (choice) => {
    if (choice.kind === "title") {
      const url = new URL(told.article, location.href);
      url.searchParams.set("id", choice.id);
      location.assign(url);
      return;
    }
    box.value = choice.text;
    box.form.requestSubmit();
  },
});

if (root.querySelector(".findings")) (await take("instant")).instant(page);
const marked = root.querySelector(".reading mark[id]");
const bar = marked && (await take("matches")).matches(page);
if (told.keys) (await take("keys")).keys({ box, guide: told.guide, bar });

// What only a script can do is shown now.
root.dataset.ready = "";
