// Copying the address of the page, or of a paragraph of it; handing it to another program where one can.

const SHOWN = 2000;

const address = () => document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];

export function share({ root, words, announce }) {
  const copy = async (url, control) => {
    try {
      await navigator.clipboard.writeText(url);
    } catch {
      // Refused by the reader or the host: nothing was copied, and nothing says so.
      return;
    }
    announce(words.text("copied"));
    say(control, words.text("copied"));
  };

  const button = root.querySelector("[data-share]");
  if (button) button.hidden = !navigator.share;
  button?.addEventListener("click", () => {
    // To change one's mind is no error.
    navigator.share({ title: root.dataset.window, url: address() }).catch(() => {});
  });

  const copying = root.querySelector("[data-copy]");
  // A page that is not served over TLS has no clipboard: its links stay links.
  if (copying) copying.hidden = !navigator.clipboard;
  if (!navigator.clipboard) return;
  copying?.addEventListener("click", () => copy(address(), copying));
  root.querySelectorAll("[data-passage]").forEach((link, nth) => {
    link.title = words.text("copy_passage", { n: words.number(nth + 1) });
    link.setAttribute("aria-label", link.title);
    link.addEventListener("click", () => copy(`${address()}#${link.dataset.passage}`, link));
  });
}

function say(control, text) {
  const before = control.textContent;
  // A paragraph's sign has no room for words.
  if (before) control.textContent = text;
  control.dataset.copied = "";
  setTimeout(() => {
    if (control.textContent === text) control.textContent = before;
    delete control.dataset.copied;
  }, SHOWN);
}
