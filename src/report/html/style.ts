// The page's one style sheet. Text contrast is at least 4.5:1 in both colour schemes, marks at least 3:1 (a test measures it).
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f4f6f9; --card: #ffffff; --ink: #171c26; --soft: #515c70; --line: #dde3ec; --well: #f0f3f8;
  --good: #12703a; --bad: #b3201d; --attention: #8a5a00; --neutral: #46536a;
  --good-wash: #e5f5ea; --bad-wash: #fdebea; --attention-wash: #fdf3dc; --neutral-wash: #e9edf4;
  --candidate: #2a62d6; --champion: #c46a12; --dummy: #78849a; --hit: #5b8def; --miss: #f08a4b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1117; --card: #171b24; --ink: #e9edf5; --soft: #a5b0c3; --line: #2c3443; --well: #10141c;
    --good: #5ed48a; --bad: #ff8f88; --attention: #f0c04f; --neutral: #b4c0d4;
    --good-wash: #12301f; --bad-wash: #3a1817; --attention-wash: #352a0e; --neutral-wash: #232a38;
    --candidate: #6fa3ff; --champion: #f0a45a; --dummy: #8d99ae; --hit: #2f62c9; --miss: #ad4c12;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif;
  -webkit-text-size-adjust: 100%;
}
main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
main { padding-top: 1.5rem; }
footer { color: var(--soft); font-size: .85rem; padding-top: .5rem; padding-bottom: 3rem; }
h1, h2, h3, p, dl, dd, figure, pre, ul, ol { margin: 0; }
h1 { font-size: 1.7rem; line-height: 1.25; letter-spacing: -.015em; font-weight: 680; text-wrap: balance; }
h2 { font-size: 1.1rem; font-weight: 660; letter-spacing: -.005em; margin-bottom: .8rem; }
h3 { font-size: .95rem; font-weight: 620; }
code, pre { font: .9em/1.5 ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; }
code { background: var(--well); border-radius: 4px; padding: .1em .32em; overflow-wrap: anywhere; unicode-bidi: isolate; }
pre { background: var(--well); border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; overflow-x: auto; margin-top: .5rem; }
pre code { background: none; padding: 0; white-space: pre-wrap; unicode-bidi: plaintext; }
a { color: var(--candidate); overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--candidate); outline-offset: 2px; }
.hero, section { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.4rem 1.5rem; margin-bottom: 1rem; }
.hero { border-top: 5px solid var(--tone); padding-top: 1.2rem; }
.good { --tone: var(--good); --wash: var(--good-wash); }
.bad { --tone: var(--bad); --wash: var(--bad-wash); }
.attention { --tone: var(--attention); --wash: var(--attention-wash); }
.neutral { --tone: var(--neutral); --wash: var(--neutral-wash); }
.eyebrow { color: var(--soft); font-size: .87rem; display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: center; margin-bottom: .7rem; overflow-wrap: anywhere; }
.badge {
  display: inline-block; color: var(--tone); background: var(--wash); border-radius: 999px; padding: .1rem .65rem;
  font-size: .82rem; font-weight: 650; white-space: nowrap;
}
.hero .badge { font-size: .95rem; padding: .2rem .85rem; }
.reason { font-size: 1.05rem; margin-top: .6rem; overflow-wrap: anywhere; max-width: 60rem; }
.soft { color: var(--soft); }
.hero .soft { margin-top: .35rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .65rem; margin-top: 1.2rem; }
.tiles > div { background: var(--well); border-radius: 10px; padding: .65rem .8rem; }
.tiles dt { color: var(--soft); font-size: .82rem; }
.tiles dd { font-size: 1.45rem; font-weight: 660; letter-spacing: -.01em; line-height: 1.3; font-variant-numeric: tabular-nums; }
.tiles dd small { display: block; font-size: .8rem; font-weight: 400; letter-spacing: 0; color: var(--soft); }
.steps { list-style: none; padding: 0; display: grid; gap: .75rem; }
.steps > li { border-left: 4px solid var(--tone); background: var(--well); border-radius: 0 10px 10px 0; padding: .8rem 1rem; min-width: 0; }
.steps p { margin-top: .4rem; overflow-wrap: anywhere; }
.steps pre, .steps code { background: var(--card); }
.steps pre code { background: none; }
.where { color: var(--soft); font-size: .87rem; }
.head { display: flex; flex-wrap: wrap; gap: .3rem .6rem; align-items: center; }
.scroll { overflow-x: auto; margin: 0 -.4rem; padding: 0 .4rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; color: var(--soft); font-size: .87rem; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .7rem .5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--soft); font-weight: 600; font-size: .82rem; white-space: nowrap; overflow-wrap: normal; border-bottom-color: var(--soft); }
tbody th { font-weight: 500; }
tbody tr:last-child > * { border-bottom: 0; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
td.tight, th.tight { white-space: nowrap; overflow-wrap: normal; }
td.tight code { overflow-wrap: normal; }
.message { min-width: 16rem; }
tbody th.name { min-width: 8rem; }
td.value { min-width: 6.5rem; }
.more { color: var(--soft); margin-top: .6rem; font-size: .9rem; }
details > summary { cursor: pointer; font-weight: 620; }
details[open] > summary { margin-bottom: .7rem; }
section > details > summary { font-size: 1.1rem; font-weight: 660; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; color: var(--soft); font-size: .87rem; margin-bottom: .6rem; }
.legend svg { width: 1.6rem; height: .8rem; vertical-align: -.05rem; margin-right: .35rem; }
figcaption { color: var(--soft); font-size: .87rem; margin-top: .5rem; }
.chart { display: block; width: 100%; height: auto; }
.chart text, .mark text { fill: var(--ink); font-family: inherit; font-variant-numeric: tabular-nums; unicode-bidi: isolate; }
.chart .dim { fill: var(--soft); }
.grid { stroke: var(--line); stroke-width: 1; }
.candidate { fill: var(--candidate); } .champion { fill: var(--champion); } .dummy { fill: var(--dummy); }
.whisker { stroke: var(--ink); stroke-width: 1.3; fill: none; }
.cell { fill: var(--well); } .hit { fill: var(--hit); } .miss { fill: var(--miss); }
.mark { width: 9rem; height: 1.1rem; display: block; }
.track { fill: var(--line); } .reach { fill: var(--tone); fill-opacity: .35; } .dot { fill: var(--tone); } .limit { stroke: var(--ink); stroke-width: 2; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .45rem 1.2rem; font-size: .92rem; }
.facts dt { color: var(--soft); }
.facts dd { min-width: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  body { font-size: 14px; }
  h1 { font-size: 1.35rem; }
  .hero, section { padding: 1.1rem 1rem; border-radius: 10px; }
  .facts { grid-template-columns: 1fr; gap: .1rem; }
  .facts dd { margin-bottom: .5rem; }
  .chart { min-width: 34rem; }
}
@media print {
  body { background: none; font-size: 11px; }
  main, footer { max-width: none; padding: 0; }
  .scroll { overflow: visible; margin: 0; padding: 0; }
  .chart { min-width: 0; }
  th, td, thead th, td.n, th.n, td.tight, th.tight { white-space: normal; overflow-wrap: anywhere; padding-right: .4rem; }
  .message, tbody th.name, td.value { min-width: 0; }
  td .mark { width: 5rem; }
  .hero, section { break-inside: avoid; border-color: #bbb; }
}
`;
