// Tokens nobody knows the shape of: long runs of letters and digits that look drawn, not written.

/** A run that may be a token, with what stands before it. */
const run = /(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{20,}={0,2}(?![A-Za-z0-9+/_-])/g;

/** Digests, public keys, data in addresses, ids that tools give to calls and messages: long, but no secret. */
const publicBefore =
  /(?:sha(?:1|256|384|512)[-:]|h1:|md5-|;base64,|ssh-(?:rsa|ed25519|dss) |ecdsa-sha2-nistp\d+ |SHA256:)$/;
const publicItself =
  /^(?:sha(?:256|384|512)-|AAAA[BCE][0-9A-Za-z]|(?:toolu|call|msg|chatcmpl|req|resp|run|thread|ses|session|prt|fc|rs|tool|evt|srvtoolu|item)_|ses-|call-)/;

/** Bits a character, over the characters of a text (Shannon 1948). */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * Replaces tokens that look drawn: upper case, lower case and digits mixed as no words, ids of programs, paths or
 * hexadecimal digests mix them.
 */
export function maskDrawn(text: string): string {
  return text.replace(run, (token, index: number) => {
    if (!looksDrawn(token)) return token;
    // Names in an address only look drawn when they are read as one.
    if (/:\/\/\S*$/.test(text.slice(Math.max(0, index - 200), index)) && !token.split('/').some(looksDrawn))
      return token;
    if (publicItself.test(token) || publicBefore.test(text.slice(Math.max(0, index - 24), index))) return token;
    return '[secret:token]';
  });
}

/** Share of characters that stand in runs of three or more small letters: drawn from 62 characters .16, in names above .5. */
const mostWordy = 0.4;
/** Letters and digits a token has at least, and bits a character. */
const shortest = 18;
const leastBits = 3.6;

function looksDrawn(token: string): boolean {
  const body = token.replace(/[^A-Za-z0-9]/g, '');
  if (body.length < shortest || !/\d/.test(body) || !/[a-z]/.test(body) || !/[A-Z]/.test(body)) return false;
  if (/^[0-9a-fA-F]+$/.test(body)) return false;
  const wordy = Array.from(token.matchAll(/[a-z]{3,}/g), ([word]) => word.length).reduce((sum, one) => sum + one, 0);
  return wordy / body.length < mostWordy && changes(body) >= leastChanges && entropyOf(body) >= leastBits;
}

/** How often the kind of character changes from one to the next: drawn from 62 characters .6. */
const leastChanges = 0.3;

function changes(text: string): number {
  const kinds = text.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/\d/g, '0');
  let changed = 0;
  for (let at = 1; at < kinds.length; at += 1) if (kinds[at] !== kinds[at - 1]) changed += 1;
  return changed / Math.max(1, kinds.length - 1);
}
