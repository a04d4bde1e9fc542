const rules = `
@page{margin:18mm 16mm 20mm}
@page{@bottom-right{content:counter(page) " / " counter(pages);font:8pt system-ui,sans-serif;color:#5b606a}}
html{font-size:10pt}
body{display:block;padding:0;line-height:1.45;background:none}
nav,.skip{display:none}
main{max-width:none;padding:0;margin:0}
main p,main li,h1+p{max-width:none;orphans:3;widows:3}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1{font-size:22pt}
h1+p{font-size:12pt}
h2{font-size:15pt;border-top-width:1.5pt}
h3{font-size:12.5pt}
section{margin-top:9mm}
h1,h2,h3,thead,summary{break-after:avoid;break-inside:avoid}
.case{margin-top:7mm;-webkit-box-decoration-break:clone;box-decoration-break:clone}
figure{max-width:9.5cm;margin:4mm 0}
figure svg{width:100%;margin:0}
tr,figure,.note,.facts,.short,.fine,blockquote,li{break-inside:avoid}
.fine{break-before:avoid}
.scroll{overflow:visible;border-radius:0}
.code code{width:auto;white-space:pre-wrap;overflow-wrap:anywhere;font-size:7.6pt;line-height:1.4}
table{font-size:8.5pt}
th,td,.words{min-width:0;padding-right:3mm;overflow-wrap:break-word}
td code,th code{white-space:normal}
p:has(+.scroll),p:has(+details),p:has(+ul),p:has(+figure){break-after:avoid}
details{border:0}
details::details-content{content-visibility:visible;height:auto;display:block}
summary{list-style:none;padding:0 0 1mm;color:#5b606a}
summary::-webkit-details-marker{display:none}
details>.scroll{border:1px solid #dad6cc}
a[href^="https:"]::after{content:" (" attr(href) ")";font-size:.85em;overflow-wrap:anywhere}
`;

/** On paper: everything folded is open, nothing scrolls or is cut, links say where they lead, pages are numbered. */
export const printStyle = `@media print{${rules.trim().replaceAll('\n', '')}}`;
