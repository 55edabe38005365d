// Keys of one letter. A keyboard in Arabic has ظ where / is and ن where K is: then the place of the key decides.

const is = (event, key, code) =>
  event.key.toLowerCase() === key || (event.code === code && event.key.charCodeAt(0) > 127);

const isTyping = (node) =>
  node.isContentEditable || node.matches("textarea, select, input:not([type=checkbox], [type=radio])");

export function keys({ box, guide, bar }) {
  const focus = () => {
    box.focus();
    box.select();
  };

  const action = (event) => {
    if (event.altKey) return null;
    if (event.ctrlKey || event.metaKey) return !event.shiftKey && is(event, "k", "KeyK") ? focus : null;
    if ("?؟".includes(event.key) || (event.shiftKey && is(event, "?", "Slash"))) {
      return () => location.assign(`${guide}#kashaf-keys`);
    }
    if (is(event, "/", "Slash")) return focus;
    if (!bar || event.shiftKey) return null;
    if (is(event, "n", "KeyN")) return bar.next;
    return is(event, "p", "KeyP") ? bar.previous : null;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || isTyping(event.composedPath()[0])) return;
    const act = action(event);
    if (!act) return;
    event.preventDefault();
    act();
  });
}
