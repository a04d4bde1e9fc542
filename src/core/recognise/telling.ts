/** So many characters that are no white space say where a text is from. */
const fewestCharacters = 20;
/** And so many different words that are no keywords. */
const fewestWords = 3;

/** What stands in everybody's code alike: keywords and the commonest names, of any language. */
const common: ReadonlySet<string> = new Set(
  `abstract and any args array as assert async await bool boolean break case catch char class console const continue
   data debug def default del delete do double echo elif else end enum err error except exit export extends extern false
   final finally float fmt for foreach from func function get global goto if impl implements import in include index
   info instanceof int interface is item items key lambda length let list log long main map match mod module msg mut
   namespace new next nil none not null number object of open option or override package pass print printf println
   private protected pub public raise range readonly require res result return self set short size static str string
   struct super switch then this throw throws trait true try type typeof undefined use using val value values var void
   while with yield`.split(/\s+/),
);

const word = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]{2}|[\p{L}\p{N}_$]{2,}/gu;
const address = /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi;
const loading =
  /^\s*(?:import|export\s+(?:\*|\{[^}]*\})\s+from|from\s+\S+\s+import|using|use|#\s*include|package|require|@import)\b/;
const loaded = /^\s*(?:const|let|var)\s+[\w${},\s]+=\s*(?:await\s+import|require)\([^)]*\);?\s*$/;
const directive =
  /^\s*(?:#!|<!doctype\b|<\?(?:xml|php)\b|["']use \w+["'];?\s*$|(?:\/\/|\/\*|#|--|;|<!--|%)?\s*(?:SPDX-|Copyright\b|\(c\)|©|All rights reserved|@?license\b|@ts-|eslint|prettier-ignore|noqa\b|pylint|type: ignore|vim:|-\*-))/i;
const licence =
  /Permission is hereby granted|Licensed under the|Licensed to the|Redistribution and use in source|General Public License|WITHOUT WARRANTY|WARRANTIES OR CONDITIONS|MERCHANTABILITY|provided "?AS IS"?|Permission to use, copy, modify|SPDX-License-Identifier|Mozilla Public License/i;
/** Says nothing however long: a name, a path, a hash. */
const single = /^\s*[\w$@#./\\:~+=-]*[,;:]?\s*$/;
const comment = /^\s*(?:\/\/|\/?\*|#|--|;|<!--|%|"""|''')/;
const code = /[=;{}]|\w\(/;

/**
 * Whether lines say where they come from. They must hold 20 characters that are no white space and three different words
 * (of two characters or more) that are neither keywords nor among the commonest names. What stands in anybody's files
 * does not count: lines that only load something, addresses, single words, licences, directives to tools.
 */
export function isTelling(lines: readonly string[]): boolean {
  const licensed = lines.some((line) => licence.test(line));
  let characters = 0;
  const words = new Set<string>();
  for (const line of lines) {
    if (loading.test(line) || loaded.test(line) || directive.test(line)) continue;
    if (licensed && (comment.test(line) || !code.test(line))) continue;
    const text = line.replace(address, ' ');
    const own = text.match(word) ?? [];
    if (single.test(text)) continue;
    characters += text.replace(/\s+/g, '').length;
    for (const one of own) if (!common.has(one.toLowerCase())) words.add(one);
  }
  return characters >= fewestCharacters && words.size >= fewestWords;
}
