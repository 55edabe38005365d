// The words of the page, counted as the page counts: its plural forms, its digits.

export function words({ tag, words: phrases, counts }) {
  const digits = new Intl.NumberFormat(tag);
  const plural = new Intl.PluralRules(tag);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (n) => digits.format(n);
  return {
    number,
    text: (key, values = {}) => fill(phrases[key], values),
    count: (key, n) => {
      const forms = counts[key];
      // A language without a form for none may still have words for it.
      const form = n === 0 && forms.zero ? "zero" : plural.select(n);
      return fill(forms[form] ?? forms.other, { n: number(n) });
    },
  };
}
