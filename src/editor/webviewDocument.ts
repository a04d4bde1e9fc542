/** Addresses a webview needs, as texts it can use. */
export interface PageParts {
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  readonly nonce: string;
  /** BCP 47 tag of the display language. */
  readonly locale: string;
  readonly title: string;
  /** Id of the element the script fills. */
  readonly root: string;
}

/** The document of a webview. Its policy lets nothing in but our own script and style. */
export function webviewDocument({ cspSource, script, style, nonce, locale, title, root }: PageParts): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${escape(locale)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escape(style)}">
<title>${escape(title)}</title>
</head>
<body>
<main id="${escape(root)}"></main>
<script nonce="${escape(nonce)}" src="${escape(script)}"></script>
</body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
