import { asArray, asObject, asString, parseJson, type Json } from '../../shared/json.ts';

/**
 * The cells of a Jupyter notebook as one text, a blank line between them, so that code is compared and not its JSON.
 * @returns the text itself where it is no notebook
 */
export function notebookText(text: string): string {
  const notebook = parseJson(text);
  if (notebook === undefined || !Array.isArray(asObject(notebook)['cells'])) return text;
  const cells = asArray(asObject(notebook)['cells']).map((cell) => sourceOf(asObject(cell)['source']));
  return cells.map((source) => source.replace(/\r\n/g, '\n').replace(/\n*$/, '\n')).join('\n');
}

/** @returns whether a file is a notebook by its name */
export function isNotebook(file: string): boolean {
  return file.toLowerCase().endsWith('.ipynb');
}

/** A source is a text or a list of lines. */
function sourceOf(source: Json | undefined): string {
  return (
    asString(source) ??
    asArray(source)
      .map((line) => asString(line) ?? '')
      .join('')
  );
}
