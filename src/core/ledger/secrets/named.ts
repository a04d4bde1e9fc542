import { isExpression, isLabel, isMixed, isPlaceholder } from './looks.ts';

// Values under a telling name: `password: "…"`, `AWS_SECRET_ACCESS_KEY=…`, `setPassword('…')`. Only the value goes.

const passwordWords =
  'passw(?:or)?d|passphrase|passcode|pwd|secret|credentials?|SecureString|(?<![A-Za-z])pass(?![A-Za-z])|IDENTIFIED BY';
const tokenWords =
  'token(?![a-z])|authorization|(?<![A-Za-z])_?auth(?![A-Za-z])|(?:api|access|auth|secret|private|signing|encryption|master|account|subscription|shared|app|service|deploy|storage|session|cookie|hmac|jwt|aes)[_-]?key';
const name = `(?:[A-Za-z0-9_.-]*)(?:${passwordWords}|${tokenWords})([A-Za-z0-9_.-]*)`;

/** What a name speaks of instead of holding it. */
const aboutIt =
  /header|name|path|file|dir|ur[il]|endpoint|field|type|kind|label|title|min|max|len|regex|pattern|polic|reset|input|hint|error|message|placeholder|prefix|param|store|provider|manager|service|column|index|count|expir|ttl|algorithm|version|format|strength|rule|required|_?arn$|s$/i;

const isPassword = new RegExp(passwordWords, 'i');
const isConstant = /^[A-Z0-9_.-]+$/;

/** A name and what stands between it and the quotes of its value. */
const beforeQuotes = new RegExp(
  String.raw`(?<![A-Za-z0-9_.-])(${name})((?:\\?["'\`])?\]?(?:\[\w*\])?(?:\s{0,2}:\s{0,2}[&\w<>[\]|. ']{1,40}?(?=\s{0,2}=)|\s{0,2}\{[^{}\n]{0,40}\})?\s{0,2}(:=|=>|\|\||\?\?|[:=,(]|)\s{0,60}(?:[fbruL@$]{1,2}(?=["'\`]))?)(\\?["'\`])`,
  'gi',
);

/** A string goes on in another piece. */
const nextPiece = /\s*(?:[+.\\]|\n)\s*(["'`])/y;

/** Replaces quoted values, and the further pieces of a string put together. */
export function maskQuoted(text: string): string {
  let result = '';
  let done = 0;
  beforeQuotes.lastIndex = 0;
  for (let found = beforeQuotes.exec(text); found; found = beforeQuotes.exec(text)) {
    const [whole, key = '', suffix = '', , sign = '', quote = '"'] = found;
    const start = found.index + whole.length;
    const end = closingQuote(text, start, quote);
    if (end < 0) continue;
    if (!isSecret(key, suffix, sign, text.slice(start, end))) {
      // The text in these quotes may name a value of its own: `"{\"password\": …}"`, `'X-Api-Key: …'`.
      beforeQuotes.lastIndex = start;
      continue;
    }
    result += `${text.slice(done, start)}[secret:value]`;
    done = end;
    let after = end + quote.length;
    for (;;) {
      nextPiece.lastIndex = after;
      const piece = nextPiece.exec(text);
      const from = nextPiece.lastIndex;
      const to = piece ? closingQuote(text, from, piece[1] ?? '') : -1;
      if (to < 0) break;
      if (/\s/.test(text.slice(from, to)) || /[:=]/.test(text[to + 1] ?? '')) break;
      result += `${text.slice(done, from)}[secret:value]`;
      done = to;
      after = to + 1;
    }
    beforeQuotes.lastIndex = after;
  }
  return result + text.slice(done);
}

function closingQuote(text: string, from: number, quote: string): number {
  if (quote.length > 1) {
    const end = text.indexOf(quote, from);
    return end < 0 || text.slice(from, end).includes('\n') ? -1 : end;
  }
  for (let at = from; at < text.length && text[at] !== '\n'; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function isSecret(key: string, suffix: string, sign: string, value: string): boolean {
  if (aboutIt.test(suffix) || value.length < 4 || value.length > 4000 || isPlaceholder(value) || isLabel(value))
    return false;
  const assigned = sign !== '' && sign !== ',' && sign !== '(';
  // Without an assignment the two may only stand side by side, as in a list of names.
  if (!assigned && !isConstant.test(key))
    return /IDENTIFIED BY|SecureString/i.test(key) || (isMixed(value, 6) && !/\s/.test(value));
  if (isPassword.test(key)) return assigned || isMixed(value, 4) || isConstant.test(key);
  return !/\s/.test(value) && isMixed(value, 8) && !/^x-[a-z-]+$/i.test(value);
}

const bare = new RegExp(
  String.raw`(?<![A-Za-z0-9_.-])(${name})((?:["'])?[ \t]*(?::=|[:=])[ \t]*)([^\s"'\`,;(){}[\]<>&|$\\]{4,})(?=$|["'\`,;&<\s\\])`,
  'gim',
);

/** A whole line `NAME=value`, as shells, properties files and YAML have it: whatever the value holds. */
const wholeLine = new RegExp(
  String.raw`^([ \t]*(?:(?:export|set|ENV|ARG|-|#|//)[ \t]+)*(${name})[ \t]*[:=][ \t]*)(\S{4,})[ \t]*\r?$`,
  'gim',
);

/** Replaces values without quotes: environments, properties, YAML, query strings, headers, connection strings. */
export function maskBare(text: string): string {
  return text
    .replace(wholeLine, (whole, before: string, key: string, suffix: string, value: string) =>
      isBareSecret(key, suffix, value) ? `${before}[secret:value]` : whole,
    )
    .replace(bare, (whole, key: string, suffix: string, between: string, value: string) =>
      isBareSecret(key, suffix, value) ? `${key}${between}[secret:value]` : whole,
    );
}

function isBareSecret(key: string, suffix: string, value: string): boolean {
  if (aboutIt.test(suffix) || isPlaceholder(value) || isExpression(value) || /^["'`]/.test(value)) return false;
  const own = /[A-Za-z]+$/.exec(key)?.[0] ?? key;
  // `password = password2`, `token: tokenB`: a variable.
  if (value.toLowerCase().startsWith(own.toLowerCase())) return false;
  if (isPassword.test(key)) return isMixed(value, 5) || isConstant.test(key) || /^[a-z]+(?:-[a-z]+){2,}$/.test(value);
  return isMixed(value, isConstant.test(key) ? 8 : 12);
}
