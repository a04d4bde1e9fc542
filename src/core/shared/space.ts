/** @returns the text with all white space taken out, which is how texts are compared that an editor may have laid out anew */
export function withoutSpace(text: string): string {
  return text.replace(/\s+/gu, '');
}
