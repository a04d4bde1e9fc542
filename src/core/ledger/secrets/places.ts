import { isExpression, isMixed, isPlaceholder } from './looks.ts';

// Secrets known by the place they stand in: addresses, headers, options of commands, markup.

const telling = 'passw(?:or)?d|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|credential';

/** Each finds `before`, the secret and, where there is one, what must follow. */
const places: readonly { readonly pattern: RegExp; readonly isSecret?: (value: string) => boolean }[] = [
  {
    pattern:
      /(authorization["'`]?\]?\s*[:=,]\s*(?:[fbru$]?["'`])?(?:bearer|basic|token|apikey|digest|bot|key)\s+)([^\s"'`${<\\]{8,})/gi,
  },
  { pattern: /(\bbearer\s+)([A-Za-z0-9+/_.~=-]{16,})/gi, isSecret: (value) => isMixed(value, 16) },
  { pattern: /(\bcurl\b(?:[^\n]|\\\n){0,400}?\s(?:-u|--user|--proxy-user)[ =]*["']?[^\s:"'$]+:)([^\s"']{2,})/g },
  { pattern: /(\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n]{0,200}?\s-p)([^\s"'$]{4,})/g },
  { pattern: /(\bsshpass\s+-p\s*["']?)([^\s"']{4,})/g },
  {
    pattern: new RegExp(String.raw`(\s--?[\w-]*(?:${telling})(?:=|\s+)["']?)([^\s"'\`-][^\s"'\`]{3,})`, 'gi'),
    isSecret: (value) => isMixed(value, 4),
  },
  { pattern: /(\blogin\s+\S+\s+password\s+)(\S+)/g },
  {
    pattern: new RegExp(String.raw`(^[ \t]*(?:ENV|ARG)[ \t]+\w*(?:${telling})\w*\s+["']?)([^\s"'=]{4,})`, 'gim'),
  },
  {
    pattern: new RegExp(String.raw`(<[\w.:-]*(?:${telling})>\s*)([^<>\s{}][^<>{}\n]{2,}?)(?=\s*</)`, 'gi'),
    isSecret: (value) => !/^[A-Z][a-z]+$|\s/.test(value),
  },
  {
    pattern: new RegExp(
      String.raw`(\b(?:key|name|id|type)\s*=\s*["'][^"'\n]*(?:${telling})[^"'\n]*["'](?:\s+[\w-]+=["'][^"'\n]*["']){0,3}\s+value\s*=\s*["'])([^"'\n]{3,})`,
      'gi',
    ),
  },
  {
    pattern: new RegExp(
      String.raw`(\bvariable\s+"[^"\n]*(?:${telling})[^"\n]*"\s*\{[^{}]{0,400}?\bdefault\s*=\s*")([^"\n]{3,})`,
      'gi',
    ),
  },
  { pattern: /("auth"\s*:\s*")([A-Za-z0-9+/]{8,}={0,2})(?=")/g },
  { pattern: new RegExp(String.raw`(\benv\.\w*(?:${telling}|key)\w*\s*(?:\|\||\?\?)\s*["'\`])([^"'\`\n]{4,})`, 'gi') },
];

/** `scheme://user:password@host`: only the password goes. It may hold `@` and `/`, written as people do. */
const urlPassword = /\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@'"`<>[]{0,200}):([^\s'"`<>]{1,200})@(?=[\w.[$<{-])/gi;

/** `https://token@host`. */
const urlToken = /\b(https?:\/\/)([A-Za-z0-9_-]{20,})@/g;

/** Replaces secrets known by their place. */
export function maskPlaces(text: string): string {
  let masked = text.replace(urlPassword, (whole, before: string, password: string) =>
    /^\d{1,5}(?:[/?#]|$)/.test(password) || isPlaceholder(password) ? whole : `${before}:[secret:password]@`,
  );
  masked = masked.replace(urlToken, '$1[secret:token]@');
  for (const { pattern, isSecret } of places) {
    masked = masked.replace(pattern, (whole, before: string, value: string) =>
      isPlaceholder(value) || isExpression(value) || isSecret?.(value) === false ? whole : `${before}[secret:value]`,
    );
  }
  return masked;
}
