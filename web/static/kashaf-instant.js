// Results without leaving the page: the part of the next page that differs is fetched and put in place. Its
// address has partial=1, so that the browser never keeps it as the page; whatever fails is left to the browser.

const DELAY = 250;
const QUIET = 700;
const RELATIONS = "link:is([rel=canonical], [rel=alternate], [rel=prev], [rel=next])";

export function instant({ root, announce }) {
  const form = root.querySelector("#kashaf-search");
  const box = root.querySelector("#kashaf-q");
  const main = root.querySelector("#kashaf-main");
  const here = () => location.pathname + location.search;
  let shown = here();
  // The address that Back returns to: typing writes over it until a search is meant.
  let settled = shown;
  let request = 0;
  let pending = null;
  let typing = 0;
  let telling = 0;

  const wanted = () => {
    const url = new URL(form.action);
    url.search = new URLSearchParams(new FormData(form));
    return url;
  };

  const record = (mode, address) => {
    shown = address;
    if (mode === "restore") settled = address;
    if (mode === "type") history.replaceState(null, "", address);
    if (mode !== "push") return;
    if (here() !== settled) history.replaceState(null, "", settled);
    if (address !== settled) history.pushState(null, "", address);
    settled = address;
  };

  const tell = (mode) => {
    clearTimeout(telling);
    const text = main.querySelector("[role=status]")?.textContent ?? "";
    telling = setTimeout(announce, mode === "type" ? QUIET : 0, text);
  };

  const go = async (url, mode, refocus = () => {}) => {
    clearTimeout(typing);
    clearTimeout(telling);
    pending?.abort();
    pending = new AbortController();
    const mine = ++request;
    const part = await fetchPart(url, pending.signal);
    if (mine !== request) return;
    if (!part) {
      if (mode === "push") location.assign(url);
      if (mode === "restore") location.reload();
      return;
    }
    if (mode !== "type") box.value = url.searchParams.get("q") ?? "";
    if (mode !== "type") box.dir = part.querySelector("#kashaf-q").dir;
    put(part, root, form);
    const canonical = new URL(part.querySelector("link[rel=canonical]").href);
    record(mode, canonical.pathname + canonical.search);
    refocus();
    tell(mode);
  };

  const typed = (event) => {
    if (event.isComposing) return;
    clearTimeout(typing);
    clearTimeout(telling);
    request += 1;
    const query = box.value.trim();
    if (query && query !== new URLSearchParams(location.search).get("q")) {
      typing = setTimeout(() => go(wanted(), "type"), DELAY);
    }
  };

  box.addEventListener("input", typed);
  box.addEventListener("compositionend", typed);
  form.addEventListener("submit", (event) => {
    // Without a query the answer is another page.
    if (!box.value.trim()) return;
    event.preventDefault();
    go(wanted(), "push");
  });
  root.addEventListener("change", ({ target }) => {
    if (target.type === "checkbox" && target.form === form) go(wanted(), "push", focusKeeper(main));
  });
  main.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    if (url.pathname !== new URL(form.action).pathname || !url.searchParams.get("q") || url.hash) return;
    event.preventDefault();
    go(url, "push", link.closest(".paging") ? () => toTop(main) : focusKeeper(main));
  });
  addEventListener("popstate", () => {
    // A fragment of the same page is the browser's own affair.
    if (here() !== shown) go(new URL(location.href), "restore", focusKeeper(main));
  });
}

async function fetchPart(url, signal) {
  const address = new URL(url);
  address.hash = "";
  address.searchParams.set("partial", "1");
  try {
    const answer = await fetch(address, { signal });
    if (!answer.ok) return null;
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    return part.querySelector(".findings") && part;
  } catch {
    return null;
  }
}

function put(part, root, form) {
  const fresh = part.querySelector(".kashaf");
  const base = new URL(form.action).pathname;
  // A host may have relations of its own in the head.
  const ours = (link) => new URL(link.href).pathname.startsWith(base);
  document.head.append(...exchange(document.head, part, ours));
  document.title = document.title.replace(root.dataset.window, () => fresh.dataset.window);
  root.dataset.window = fresh.dataset.window;
  root.querySelector("#kashaf-main").replaceChildren(...fresh.querySelector("#kashaf-main").childNodes);
  form.querySelectorAll("input[type=hidden]").forEach((field) => field.remove());
  // Before the toggle, whose value replaces that of a hidden field.
  form.prepend(...fresh.querySelectorAll("#kashaf-search input[type=hidden]"));
  form.querySelector(".exact input").checked = fresh.querySelector(".exact input").checked;
  root.querySelector("a[hreflang]").href = fresh.querySelector("a[hreflang]").href;
}

function exchange(head, part, ours) {
  [...head.querySelectorAll(RELATIONS)].filter(ours).forEach((link) => link.remove());
  return [...part.querySelectorAll(RELATIONS)].map((link) => link.cloneNode());
}

function toTop(main) {
  scrollTo({ top: 0, behavior: "instant" });
  main.focus({ preventScroll: true });
}

// Returns a function that puts the focus on what stands in the place of what had it.
function focusKeeper(main) {
  const held = document.activeElement;
  if (!main.contains(held)) return () => {};
  const same = held.matches("input")
    ? `input[name="${CSS.escape(held.name)}"][value="${CSS.escape(held.value)}"]`
    : `.sort a:nth-of-type(${[...(held.closest(".sort")?.children ?? [])].indexOf(held) + 1})`;
  return () => (main.querySelector(same) ?? main).focus({ preventScroll: true });
}
