/** Longer documents are not read: they are a gap in the coverage, said once. In bytes. */
export const longestDocument = 32 * 1024 * 1024;

/**
 * A file's bytes as text, a byte order mark left out.
 * @returns null for what is no text (it holds NUL); bytes that are not UTF-8 are read as Latin-1, so that nothing is lost
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
