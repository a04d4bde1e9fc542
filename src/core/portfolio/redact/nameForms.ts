// The forms a name takes: as it is written, in other case, and as part of an identifier (`acme-corp`, `ACME_CORP`, `myAcmeCorp`).

/** What may stand between the words of a name. */
const between = String.raw`(?:[\s_\-.,'’&/+·]|%20){0,3}`;

/** The words of a name: runs of letters or digits, `AcmeCorp` as two. */
export function nameWords(name: string): string[] {
  return name
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Finds a name in every form; each match is still to be asked whether it {@link standsAlone}. */
export function patternOf(name: string): RegExp {
  const words = nameWords(name);
  // With words of one letter, as in "AT&T", anything between them would find "at t".
  const loose = words.every((word) => Array.from(word).length > 1);
  if (loose) return new RegExp(words.map(spellings).join(between), 'giu');
  const literal = name
    .split(/\s+/u)
    .map(escaped)
    .join(String.raw`\s+`);
  const joined = words.join('');
  return new RegExp(Array.from(joined).length > 3 ? `${literal}|${escaped(joined)}` : literal, 'giu');
}

/** A word as it is, without its marks, and as German spells it without umlauts. */
function spellings(word: string): string {
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '');
  const german = word.replace(/[äöüÄÖÜß]/gu, (letter) =>
    letter === 'ß' ? 'ss' : `${letter.normalize('NFD').charAt(0)}e`,
  );
  const all = [...new Set([word, bare, german])].map(escaped);
  return all.length === 1 ? (all[0] ?? '') : `(?:${all.join('|')})`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

const isUpper = (character: string): boolean => /\p{Lu}/u.test(character);
const isLower = (character: string): boolean => /\p{Ll}/u.test(character);
const isWordy = (character: string): boolean => /[\p{L}\p{M}\p{N}]/u.test(character);
const isDigit = (character: string): boolean => /\p{N}/u.test(character);

/** @returns whether what stands at a place is a name of its own or a part of an identifier, not the inside of another word */
export function standsAlone(text: string, start: number, end: number): boolean {
  const first = characterAt(text, start);
  const second = characterAt(text, start + first.length);
  const last = characterBefore(text, end);
  const prior = characterBefore(text, start);
  const next = characterAt(text, end);
  const afterNext = characterAt(text, end + next.length);
  const begins =
    !isWordy(prior) || (isUpper(first) && (isLower(prior) || isDigit(prior) || (isUpper(prior) && isLower(second))));
  const ends =
    !isWordy(next) || (isDigit(next) && !isDigit(last)) || (isUpper(next) && (!isUpper(last) || isLower(afterNext)));
  return begins && ends;
}

function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function characterBefore(text: string, index: number): string {
  const low = text.charAt(index - 1);
  return /[\uDC00-\uDFFF]/.test(low) ? text.slice(index - 2, index) : low;
}

/** What takes the place of a name there, in the form the name has there. Keeps the line breaks within it. */
export function replacementFor(
  text: string,
  start: number,
  end: number,
  { name, instead }: { readonly name: string; readonly instead: string },
): string {
  const found = text.slice(start, end);
  const breaks = found.replace(/[^\n]/g, '');
  return shaped(found, name, instead, characterBefore(text, start), characterAt(text, end)) + breaks;
}

function shaped(found: string, name: string, instead: string, prior: string, next: string): string {
  const letters = found.replace(/[^\p{L}]/gu, '');
  const allUpper = letters !== '' && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
  const allLower = letters !== '' && letters === letters.toLowerCase() && letters !== letters.toUpperCase();
  const words = nameWords(instead);
  const inIdentifier = isWordy(prior) || prior === '_' || isWordy(next) || next === '_';
  const separator = /%20|[\s_\-.,'’&/+·]/u.exec(found)?.[0];
  const plain = found.replace(/\s+/gu, ' ');
  if (!inIdentifier && plain === name) return instead;
  if (separator !== undefined && /[\s,'’&/+·]/u.test(separator) && !inIdentifier)
    return allUpper ? instead.toUpperCase() : allLower ? instead.toLowerCase() : instead;
  // One word alone takes what the identifier around it puts between words.
  const around = [prior, next].find((character) => /[_-]/.test(character));
  const joint =
    separator !== undefined && /^(?:[_.-]|%20)$/.test(separator) ? separator : (around ?? (allUpper ? '_' : ''));
  if (allUpper) return words.join(joint).toUpperCase();
  if (allLower) return words.join(joint).toLowerCase();
  if (joint !== '') return words.map(capital).join(joint);
  const pascal = words.map(capital).join('');
  return isLower(characterAt(found, 0)) ? pascal.charAt(0).toLowerCase() + pascal.slice(1) : pascal;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
