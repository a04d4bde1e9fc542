// Whether a value under a telling name is the secret itself or only speaks of it.

/** Values that only say where the secret would be, or what it is. */
const placeholder =
  /^(?:\[secret:.*|.*\$\{.*|\$\([^)]*\).*|\$[A-Za-z_]\w*(?<!\d)|%?\{+[^{}]*\}+|<[^<>]*>|%\w+%|%[sdv@]|@\w*|process\.env.*|os\.environ.*|import\.meta.*|(?:env|var|local|vars|secrets|config|self|this|data|module)\.[\w.]+|x{3,}|X{3,}|\*{3,}|\.{3,}|•+|your[-_ ].*|<?your[A-Z].*|change[-_ ]?(?:me|it)|redacted|placeholder|dummy|todo|tbd|example[-_.]?(?:password|key|token|secret)?|null|nil|none|undefined|true|false|yes|no|on|off|string|text|str|number|boolean|bool|any|unknown|password|required|optional|hidden|void|bytes|buffer|secretstr)$/i;

/** A place: a path of its own, or an address that holds no password. */
const place =
  /^(?:(?:\.{1,2}|~)?\/[\w.@-]+(?:\/[\w.@-]+)+\/?|\.{1,2}\/[\w./@-]+|[A-Za-z]:\\[^"]*|https?:\/\/[^\s?@]+)$/;

/** Names, calls and members of a program. */
const expression =
  /^(?:(?:await|new|typeof)\b.*|[A-Za-z_$][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)+[,;)]*|.*[A-Za-z_$\])]\(.*|[A-Za-z_$][\w$]*\[.*|[\d.,_]+[,;)]*|[[{(|&].*|.*[{[(,;]|[A-Z][a-z]+(?:[A-Z][a-z]+)*[;,]?)$/;

/** Words for people: a label, a message, a sentence. */
const label = /^(?:[A-Z][a-z]{2,}|[A-Z¡¿]\S*(?: [^\s\d]+)+[.!?:…]*)$/;
const speaksOfIt = /\b(?:password|token|key|secret|required|invalid|must|enter|your|please|forgot|field)\b/i;

/** @returns whether a value says something else than a secret */
export function isPlaceholder(value: string): boolean {
  return placeholder.test(value) || place.test(value);
}

/** @returns whether a value outside quotes is the program speaking, not a literal */
export function isExpression(value: string): boolean {
  return expression.test(value);
}

/** @returns whether a text in quotes is meant for people */
export function isLabel(value: string): boolean {
  return label.test(value) || (value.includes(' ') && speaksOfIt.test(value));
}

/** @returns whether a value mixes digits or signs with letters as words do not */
export function isMixed(value: string, least: number): boolean {
  if (value.length < least) return false;
  return /[A-Za-z]/.test(value) ? /[\d!@#$%^&*+~]/.test(value) : /\d{6,}/.test(value);
}
