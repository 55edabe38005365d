// The bar that leads through the matches of an article. Where one is, is the fragment of the address: the
// browser scrolls to it and styles it, and a link that is copied leads there.

export function matches({ root, words }) {
  const marks = [...root.querySelectorAll(".reading mark[id]")];
  const bar = document.createElement("div");
  const told = document.createElement("span");
  let current = -1;

  const read = () => {
    current = marks.findIndex((mark) => `#${mark.id}` === location.hash);
    told.textContent =
      current < 0
        ? words.count("places", marks.length)
        : words.text("match_of", { n: words.number(current + 1), total: words.number(marks.length) });
  };

  const go = (nth) => {
    const held = document.activeElement;
    bar.hidden = false;
    // In place of the address that stands: Back leads out of the article, not through its matches.
    location.replace(`#${marks[(nth + marks.length) % marks.length].id}`);
    // The browser moves the focus to where it scrolls; the button is to be pressed again.
    if (bar.contains(held)) held.focus({ preventScroll: true });
    read();
  };

  const next = () => go(current + 1);
  const previous = () => go(current < 0 ? marks.length - 1 : current - 1);
  const close = () => {
    bar.hidden = true;
    root.querySelector("#kashaf-main").focus({ preventScroll: true });
  };

  bar.className = "matches-bar";
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", words.text("match_bar"));
  told.setAttribute("role", "status");
  bar.append(
    told,
    makeButton("↑", words.text("match_previous"), previous),
    makeButton("↓", words.text("match_next"), next),
    makeButton("✕", words.text("match_close"), close),
  );
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  addEventListener("hashchange", read);
  read();
  root.append(bar);
  return { next, previous };
}

function makeButton(sign, name, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = sign;
  button.title = name;
  button.setAttribute("aria-label", name);
  button.addEventListener("click", act);
  return button;
}
