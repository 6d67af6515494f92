/**
 * The whole look of the shared page. It stands inside the page, and the page's policy names its hash, so nothing is
 * loaded from anywhere. Colours are those of the console's tokens.
 */
export const documentStyle = `
:root{color-scheme:light dark;--bg:light-dark(#fbfbfa,#111110);--line:light-dark(#e6e5e1,#2a2a27);--ink:light-dark(#1b1b19,#ededea);--ink-2:light-dark(#5b5a55,#a8a7a0);--accent:light-dark(#3b5bdb,#8ea2ff);--danger:light-dark(#c92a2a,#ff7b7b);--danger-soft:light-dark(#fdeeee,#2c1717);--danger-line:light-dark(#f3c6c6,#5a2a2a);--ok:light-dark(#27703a,#69c37c);--ok-soft:light-dark(#ebf6ed,#14261a);--ok-line:light-dark(#c5e3cb,#2b4d34);--sunken:light-dark(#f4f4f2,#191918)}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.6 ui-sans-serif,system-ui,-apple-system,"Segoe UI",sans-serif;text-size-adjust:100%;-webkit-text-size-adjust:100%}
main,header,footer{max-width:44rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
main{padding-bottom:3rem}
.notice{display:block;margin:0 0 2.5rem;padding-bottom:.75rem;border-bottom:1px solid var(--line);color:var(--ink-2);font-size:.875rem;line-height:1.5}
.notice b{color:var(--ink)}
h1{margin:.5rem 0 0;font-size:1.875rem;line-height:1.2;letter-spacing:-.02em;font-weight:650;overflow-wrap:anywhere;text-wrap:balance}
h2{margin:2.75rem 0 .75rem;font-size:1.125rem;line-height:1.3;font-weight:650;letter-spacing:-.01em}
p{margin:0 0 .75rem;overflow-wrap:anywhere;white-space:pre-line}
.chips{display:flex;flex-wrap:wrap;gap:.5rem;margin:0;padding:0;list-style:none}
.chips li{padding:.0625rem .5rem;border:1px solid var(--line);border-radius:5px;background:var(--sunken);font-size:.8125rem;font-weight:550}
.chips .open{border-color:var(--danger-line);background:var(--danger-soft);color:var(--danger)}
.chips .closed{border-color:var(--ok-line);background:var(--ok-soft);color:var(--ok)}
dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.375rem 1.25rem;margin:1.5rem 0 0}
dt{color:var(--ink-2)}
dd{margin:0;overflow-wrap:anywhere}
time,dd{font-variant-numeric:tabular-nums}
ol.story,ol.updates{margin:0;padding:0;list-style:none}
ol.story>li{display:grid;grid-template-columns:9.5rem 1fr;gap:.125rem 1.25rem;padding:.75rem 0;border-top:1px solid var(--line);break-inside:avoid}
ol.updates>li{padding:.75rem 0;border-top:1px solid var(--line);break-inside:avoid}
ol time,.by{color:var(--ink-2);font-size:.875rem}
ol p{margin:0}
.what{font-weight:550}
.empty{color:var(--ink-2)}
footer{padding-top:1rem;padding-bottom:3rem;border-top:1px solid var(--line);color:var(--ink-2);font-size:.875rem;line-height:1.5}
.alone{min-height:70vh;display:grid;place-content:center;text-align:center}
@media (max-width:36rem){h1{font-size:1.5rem}dl,ol.story>li{grid-template-columns:1fr;gap:0}dt{margin-top:.5rem}}
@media print{:root{color-scheme:light}body{font-size:10.5pt;background:none}header,main,footer{max-width:none;padding-left:0;padding-right:0}h2{break-after:avoid}}
`.trim();
