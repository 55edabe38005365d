// The words of <kashaf-search>, which stands in pages that know nothing of the site's own catalogue.

export const WORDS = {
  ar: {
    words: {
      label: "ابحث في المقالات",
      hint: "كلمة أو عبارة أو اسم",
      search: "ابحث",
      all: "كل النتائج",
      untitled: "بلا عنوان",
      suggested: "اقتراحات",
      suggested_title: "مقال",
    },
    counts: {
      results: {
        zero: "لا توجد نتائج",
        one: "نتيجة واحدة",
        two: "نتيجتان",
        few: "{n} نتائج",
        many: "{n} نتيجة",
        other: "{n} نتيجة",
      },
      suggestions: {
        zero: "لا اقتراحات",
        one: "اقتراح واحد",
        two: "اقتراحان",
        few: "{n} اقتراحات",
        many: "{n} اقتراحًا",
        other: "{n} اقتراح",
      },
    },
  },
  en: {
    words: {
      label: "Search the articles",
      hint: "a word, a phrase or a name",
      search: "Search",
      all: "All results",
      untitled: "Untitled",
      suggested: "Suggestions",
      suggested_title: "article",
    },
    counts: {
      results: { zero: "No results", one: "{n} result", other: "{n} results" },
      suggestions: { zero: "No suggestions", one: "{n} suggestion", other: "{n} suggestions" },
    },
  },
};
