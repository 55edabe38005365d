// The words of the page, counted as the page counts: its plural forms, its digits.

export function words({ tag, words: phrases, counts }) {
  const digits = new Intl.NumberFormat(tag);
  // A day is the same day everywhere: without an hour it is read as one of UTC.
  const days = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
  const plural = new Intl.PluralRules(tag);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (n) => digits.format(n);
  return {
    number,
    date: (day) => days.format(new Date(day)),
    text: (key, values = {}) => fill(phrases[key], values),
    count: (key, n) => {
      const forms = counts[key];
      // A language without a form for none may still have words for it.
      const form = n === 0 && forms.zero ? "zero" : plural.select(n);
      return fill(forms[form] ?? forms.other, { n: number(n) });
    },
  };
}
