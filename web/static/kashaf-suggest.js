// Suggestions below the box: the editable combobox of the ARIA Authoring Practices, with a list and manual
// selection. Nothing is chosen until an arrow chooses it, and what was typed stays as it was typed.

const DELAY = 150;
const TITLES = 5;
let boxes = 0;

// `ask(text, signal)` gives the suggestions, `follow(choice)` goes where one leads.
export function suggest(box, { ask, follow, words, announce }) {
  const list = makeList(box, words);
  let choices = [];
  let active = -1;
  let request = 0;
  let timer = 0;
  let pending = null;

  const isOpen = () => !list.hidden;

  const point = (place) => {
    active = place;
    [...list.children].forEach((option, nth) => option.setAttribute("aria-selected", nth === place));
    const option = list.children[place];
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };

  const open = () => {
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  };

  const close = () => {
    // An answer that is on its way comes too late.
    request += 1;
    clearTimeout(timer);
    pending?.abort();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    point(-1);
  };

  const show = (found) => {
    const completions = found.filter((each) => each.kind !== "title");
    choices = [...completions, ...found.filter((each) => each.kind === "title").slice(0, TITLES)];
    list.replaceChildren(...choices.map((choice, nth) => makeOption(`${list.id}-${nth}`, choice, words)));
    const before = isOpen();
    point(-1);
    if (choices.length) open();
    else close();
    if (choices.length || before) announce(words.count("suggestions", choices.length));
  };

  const look = async () => {
    const mine = ++request;
    pending?.abort();
    pending = new AbortController();
    try {
      const found = await ask(box.value, pending.signal);
      if (mine === request && box.matches(":focus")) show(found);
    } catch {
      // Without an answer the box is as good as before.
    }
  };

  const typed = (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    if (box.value.trim()) timer = setTimeout(look, DELAY);
    else close();
  };

  const step = (by) => {
    // The box itself is one of the places: past the last suggestion it is what was typed again.
    if (isOpen()) point(((active + 1 + by + choices.length + 1) % (choices.length + 1)) - 1);
    else if (box.value.trim()) look();
  };

  const take = (nth) => {
    const choice = choices[nth];
    close();
    follow(choice);
  };

  const escape = () => {
    if (isOpen()) return close();
    if (!box.value) return box.blur();
    box.value = "";
    return box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };

  const keys = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: escape };

  box.addEventListener("input", typed);
  box.addEventListener("compositionend", typed);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && isOpen() && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) point(-1);
  });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  // A press would take the focus out of the box, and close the list before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take([...list.children].indexOf(option));
  });
}

function makeList(box, words) {
  const list = document.createElement("ul");
  boxes += 1;
  list.id = `kashaf-list-${boxes}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.text("suggested"));
  box.parentElement.append(list);
  const said = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(said)) box.setAttribute(name, value);
  return list;
}

function makeOption(id, choice, words) {
  const option = document.createElement("li");
  option.id = id;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const text = document.createElement("span");
  text.dir = "auto";
  text.textContent = choice.text;
  option.append(text);
  if (choice.kind === "title") {
    const kind = document.createElement("span");
    kind.className = "where";
    kind.textContent = words.text("suggested_title");
    option.append(" ", kind);
  }
  return option;
}
