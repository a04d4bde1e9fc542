import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF as Chromium writes it, page after page, without its white space: enough to see that a sentence is
 * in print. Reads the fonts' own tables from glyphs to characters.
 */
export function pdfText(pdf: Uint8Array): string {
  const source = Buffer.from(pdf).toString('latin1');
  const objects = new Map<string, { readonly head: string; readonly body: string }>();
  for (const [, id = '', content = ''] of source.matchAll(/(?:^|\n)(\d+) 0 obj\r?\n?([\s\S]*?)endobj/g)) {
    const at = content.indexOf('stream\n');
    const head = at < 0 ? content : content.slice(0, at);
    const raw = at < 0 ? '' : content.slice(at + 7, content.lastIndexOf('endstream'));
    const isDeflated = raw !== '' && head.includes('/FlateDecode');
    objects.set(id, { head, body: isDeflated ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw });
  }
  const headOf = (id: string | undefined): string => objects.get(id ?? '')?.head ?? '';
  const tables = new Map<string, ReadonlyMap<string, string>>();
  const tableOf = (font: string | undefined): ReadonlyMap<string, string> => {
    const [, id = ''] = /\/ToUnicode (\d+) 0 R/.exec(headOf(font)) ?? [];
    const table = tables.get(id) ?? characterTable(objects.get(id)?.body ?? '');
    tables.set(id, table);
    return table;
  };
  let text = '';
  for (const { head } of objects.values()) {
    if (!/\/Type \/Page\b/.test(head)) continue;
    const [, named = ''] = /\/Font <<([^>]*)>>/.exec(head) ?? [];
    const fonts = new Map(Array.from(named.matchAll(/\/(\w+) (\d+) 0 R/g), ([, name = '', id = '']) => [name, id]));
    const [, content = ''] = /\/Contents (\d+) 0 R/.exec(head) ?? [];
    let table: ReadonlyMap<string, string> = new Map();
    for (const [, font, glyphs = ''] of (objects.get(content)?.body ?? '').matchAll(
      /\/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g,
    )) {
      if (font !== undefined) table = tableOf(fonts.get(font));
      else text += (glyphs.match(/.{4}/g) ?? []).map((glyph) => table.get(glyph.toUpperCase()) ?? '').join('');
    }
  }
  return text.replace(/\s/gu, '');
}

function characterTable(map: string): Map<string, string> {
  const table = new Map<string, string>();
  const decode = (hex: string): string =>
    String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)));
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', text = ''] of block.matchAll(/<(\w+)> <(\w+)>/g))
      table.set(glyph.toUpperCase(), decode(text));
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first = '', last = '', text = ''] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const [from, to, start] = [first, last, text].map((hex) => parseInt(hex, 16)) as [number, number, number];
      for (let glyph = from; glyph <= to; glyph++)
        table.set(glyph.toString(16).toUpperCase().padStart(4, '0'), String.fromCharCode(start + glyph - from));
    }
  }
  return table;
}
