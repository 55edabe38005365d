// The look of <kashaf-search>: the page's own font and colours, --kashaf-accent and --kashaf-mark to choose two.

export const STYLE = `
:host { display: block; --accent: var(--kashaf-accent, LinkText); text-align: start; }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
.box { position: relative; display: flex; gap: .5rem; margin-block-start: .25rem; }
input, button { font: inherit; min-block-size: 2.75rem; border-radius: 3px; border: 1px solid color-mix(in srgb, currentcolor 50%, transparent); }
input { flex: 1; min-inline-size: 0; padding-inline: .8rem; color: inherit; background: none; }
button { padding-inline: 1.25rem; color: Canvas; background: var(--accent); border-color: transparent; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); display: inline-block; min-block-size: 1.5rem; }
ol, ul { list-style: none; margin: 0; padding: 0; }
.hits li { padding-block: .9rem; border-block-start: 1px solid color-mix(in srgb, currentcolor 20%, transparent); }
.hits h3, p { margin: 0; }
.hits h3 { font-size: 1.125em; line-height: 1.5; }
p { line-height: 1.75; overflow-wrap: anywhere; }
.told { margin-block: .75rem .5rem; }
.told:empty { margin: 0; }
.byline { font-size: .9375em; opacity: .8; }
.byline > :not(:last-child)::after { content: " · "; }
mark { background: var(--kashaf-mark, #f8e0a0); color: #241e17; font: inherit; padding: 0; margin: 0; border: 0; border-radius: .15em; letter-spacing: inherit; }
.hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.suggestions { position: absolute; z-index: 2; inset-inline: 0; inset-block-start: calc(100% + .25rem); max-block-size: 60vh; overflow: auto; padding-block: .35rem; background: Canvas; color: CanvasText; border: 1px solid currentcolor; border-radius: 3px; }
.suggestions[hidden] { display: none; }
.suggestions li { display: flex; gap: .75rem; padding: .35rem .8rem; border-inline-start: 4px solid transparent; cursor: pointer; }
.suggestions li > :first-child { flex: 1; }
.suggestions [aria-selected="true"] { border-inline-start-color: var(--accent); background: color-mix(in srgb, currentcolor 8%, transparent); }
.suggestions li:not(:has(.where)) + li:has(.where) { border-block-start: 1px solid color-mix(in srgb, currentcolor 20%, transparent); }
.suggestions .where { font-size: .875em; opacity: .8; }
@media (forced-colors: active) { mark { background: Mark; color: MarkText; } }
`;
