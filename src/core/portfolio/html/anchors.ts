/**
 * Gives headings their ids as code forges do, so that a link to a section leads there on the forge and here.
 * @param taken ids the page uses otherwise
 * @returns a function of a heading's text; the same headings in the same order get the same ids
 */
export function anchors(taken: Iterable<string>): (text: string) => string {
  const used = new Set(taken);
  return (text) => {
    const slug =
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
        .trim()
        .replace(/\s/gu, '-') || 'section';
    let id = slug;
    for (let more = 1; used.has(id); more++) id = `${slug}-${String(more)}`;
    used.add(id);
    return id;
  };
}
