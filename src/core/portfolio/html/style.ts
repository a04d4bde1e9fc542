import { colourVariables, type Colour } from '../charts/palette.ts';
import { pictureRules, pictureShapes } from '../charts/pictureStyle.ts';
import { printStyle } from './printStyle.ts';

const sans = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif';
const serif = 'Charter,"Bitstream Charter","Iowan Old Style","Palatino Linotype",Palatino,Georgia,"Noto Serif",serif';
const mono = 'ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace';

const screen = `
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1.5rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.6 ${sans};overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
.skip{position:absolute;left:-100vw;top:0;padding:.6rem 1rem;background:var(--ground);border:1px solid var(--accent);z-index:1}
.skip:focus{left:.5rem;top:.5rem}
main{max-width:48rem;margin:0 auto;padding:2.5rem 1.25rem 5rem}

h1,h2,h3{font-family:${serif};font-weight:600;line-height:1.2;text-wrap:balance;margin:0}
h1{font-size:clamp(1.9rem,1.4rem + 2.2vw,2.7rem);letter-spacing:-.015em}
h1+p{font:1.19rem/1.55 ${serif};margin:1.1rem 0 1.6rem;text-wrap:pretty}
h1 .unseen{position:absolute;clip-path:inset(50%)}
h1 span{display:block;font-size:.62em;font-weight:400;color:var(--muted);letter-spacing:0;margin-top:.35rem}
section{margin-top:3.5rem}
h2{font-size:1.6rem;letter-spacing:-.01em;padding-top:.7rem;border-top:2px solid var(--ink);margin-bottom:1.1rem}
h3{font-size:1.28rem}
p{margin:.9rem 0}
ul,ol{padding-left:1.3rem;margin:.9rem 0}
li{margin:.45rem 0}
li::marker{color:var(--muted)}

.facts{margin:1.6rem 0;padding:.9rem 0;border:solid var(--line);border-width:1px 0;font-size:.875rem;line-height:1.5}
.facts div{display:grid;grid-template-columns:8rem 1fr;gap:0 1rem;padding:.1rem 0}
.facts dt{color:var(--muted)}
.facts dd{margin:0;min-width:0}
.facts code{background:none;padding:0;font-size:.8rem;overflow-wrap:anywhere}
.note{background:var(--raised);border-left:3px solid var(--accent);padding:.9rem 1.1rem;font-size:.94rem;line-height:1.55;border-radius:0 4px 4px 0;margin:1.5rem 0}
blockquote{margin:1.4rem 0;padding:.2rem 1.1rem;border:1px solid var(--adapted);border-left-width:6px;border-radius:4px}

code{font:.86em/1.5 ${mono};background:var(--raised);padding:.1em .3em;border-radius:3px;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:1.1rem 0;border-radius:4px}
.code{background:var(--raised);border:1px solid var(--line)}
.code pre{margin:0}
.code code{display:block;width:max-content;min-width:100%;padding:.7rem 0;background:none;font-size:.8125rem;line-height:1.55;tab-size:4;overflow-wrap:normal}
.code:not(.diff) code{padding:.7rem .9rem}
.diff code>*{display:block;padding:0 .9rem 0 calc(.9rem - 3px);border-left:3px solid transparent;text-decoration:none;min-height:1.55em}
.diff ins{background:var(--added);color:var(--addedInk);border-color:currentColor}
.diff del{background:var(--removed);color:var(--removedInk);border-color:currentColor}
.diff .gap{color:var(--muted);font-style:italic}
details{margin:1.1rem 0;border:1px solid var(--line);border-radius:4px}
summary{cursor:pointer;padding:.5rem .9rem;font-size:.9rem;color:var(--accent)}
details>.scroll{margin:0;border-width:1px 0 0;border-radius:0}

table{margin:.3rem 0;border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.45;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.5rem 1.1rem .5rem 0;border-bottom:1px solid var(--line);font-weight:400;min-width:4.5rem;overflow-wrap:normal}
tr>:last-child{padding-right:0}
thead th{vertical-align:bottom;border-bottom:1px solid var(--ink);color:var(--muted);font-size:.8125rem;padding-top:0}
tbody th{font-weight:600}
.figures{white-space:nowrap}
.words{min-width:15rem}
td code,th code{white-space:nowrap}

.case{margin-top:2.2rem;padding:1.2rem 0 .2rem 1.3rem;border-left:4px solid var(--line)}
.case.trusted{border-color:var(--trusted)}
.case.adapted{border-color:var(--adapted)}
.case.overrode{border-color:var(--overrode)}
.case h3{margin-top:-.35rem}
.place{color:var(--muted);font-weight:400}
.trusted .verdict{color:var(--trusted)}
.adapted .verdict{color:var(--adapted)}
.overrode .verdict{color:var(--overrode)}
.fine{color:var(--muted);font-size:.85rem;line-height:1.5}
.fine em{font-style:normal}
.case>.fine:last-child{border-top:1px solid var(--line);padding-top:.7rem;margin-top:1.3rem}
figure{margin:1.6rem 0;max-width:28rem}
figure svg{display:block;width:107.2%;height:auto;margin:0 -3.6%}

nav{font-size:.875rem;line-height:1.4;max-width:48rem;margin:0 auto;padding:1.25rem 1.25rem 0}
nav p{margin:0 0 .4rem;color:var(--muted)}
nav ol{list-style:none;margin:0;padding:0}
nav li{margin:0}
nav a{display:block;padding:.28rem 0;color:var(--ink);text-decoration:none}
nav a:hover{color:var(--accent);text-decoration:underline}
nav li ol{padding-left:.9rem;border-left:1px solid var(--line);margin:.1rem 0 .3rem}
nav li li a{color:var(--muted)}
@media (max-width:74.99rem){nav>ol{columns:3 9rem;column-gap:1.5rem}nav>ol>li{break-inside:avoid}nav li ol{display:none}}
@media (min-width:75rem){
body{display:grid;grid-template-columns:minmax(13rem,17rem) minmax(0,52rem);justify-content:center;gap:0 3.5rem;padding:0 2rem}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:3.2rem 0 2rem;margin:0}
main{margin:0;max-width:none;width:100%;padding:2.8rem 0 6rem}
h1+p,main p,main li{max-width:46rem}
}
@media (max-width:30rem){
.facts div{grid-template-columns:1fr}
.facts dd{margin-bottom:.35rem}
.case{padding-left:.8rem;border-left-width:3px}
}
`;

const forced =
  ':root{--ink:CanvasText;--muted:CanvasText;--line:CanvasText;--raised:Canvas;--ground:Canvas;--accent:LinkText;--trusted:CanvasText;--adapted:CanvasText;--overrode:CanvasText}';

/** The one style of the page. Colours follow the reader's scheme on a screen; on paper they are the light ones. */
export const pageStyle = [
  `:root{color-scheme:light;${colourVariables('light')}}`,
  `@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${colourVariables('dark')}}}`,
  `@media (forced-colors:active){${forced}}`,
  screen.trim().replaceAll('\n', ''),
  pictureShapes,
  pictureRules((name: Colour) => `var(--${name})`).replace(
    /\.pairfolio-picture \.backdrop\{[^}]*\}/,
    '.pairfolio-picture .backdrop{fill:none}',
  ),
  printStyle,
].join('');
