/** A program's name without folders and without what Windows and wrapper scripts put at its end. */
export function plainName(word: string): string {
  const name = word.split(/[\\/]/).at(-1) ?? '';
  return name.replace(/\.(?:exe|cmd|bat|ps1|sh)$/i, '').replace(/\.phar$/, '');
}
