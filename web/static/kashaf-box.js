// The direction of the search box. As box_direction in present.py, letter for letter.

const ARABIC = /(?=\p{L})\p{Script=Arabic}/u;
const LATIN = /(?=\p{L})\p{Script=Latin}/u;

export function direction(text, language) {
  const arabic = ARABIC.test(text);
  const latin = LATIN.test(text);
  if (language === "ar") return latin && !arabic ? "ltr" : "rtl";
  return arabic && !latin ? "rtl" : "ltr";
}

export function turn(box, language) {
  const set = () => {
    box.dir = direction(box.value, language);
  };
  box.addEventListener("input", set);
  set();
}
