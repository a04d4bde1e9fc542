/** A text as it may stand between tags or in a quoted attribute, in HTML and in XML alike. */
export function escapeMarkup(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      // No XML may hold these, not even as a reference.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
  );
}

/** Attributes by name; those without a value are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** The beginning of an element that something else ends. */
export function startTag(name: string, attributes: Attributes): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeMarkup(String(value))}"`]))
    .join('');
  return `<${name}${written}>`;
}

/**
 * An element of HTML or XML. Values are escaped; the content is markup already.
 * @param content without it the element is closed in its own tag, as XML does
 */
export function element(name: string, attributes: Attributes, content?: string): string {
  const start = startTag(name, attributes);
  return content === undefined ? `${start.slice(0, -1)}/>` : `${start}${content}</${name}>`;
}
