// Private keys line by line: behind comment marks or quotes, with their end missing, or in pieces of a string.

/** A line that is nothing but a long run of base64, perhaps behind a comment mark: the body of a key. */
const keyBodyLine =
  /^[ \t]*(?:\/\/|#|--|\*|;|>|"|')?[ \t]*["']?([A-Za-z0-9+/]{60,76}={0,2})(?:\\n)?["']?[ \t]*[+,;\\]?[ \t]*$/;

/** A private key's marker lines, wherever they stand in a line. */
const keyMarker = /-----(?:BEGIN|END) [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/;

/** A key in base64 that begins with what every key of its format begins with, and goes on in further string pieces. */
const keyInPieces =
  /(["'`])(?:MII[A-P]|b3BlbnNzaC1r)[A-Za-z0-9+/]{16,}={0,2}(?:\\n)?\1(?:\s*[+.,\\]?\s*["'`][A-Za-z0-9+/]{8,}={0,2}(?:\\n)?["'`])*/g;

/** Replaces private keys in pieces: behind comment marks or quotes, with the end missing, or several lines of base64 on their own. */
export function maskKeyBodies(text: string): string {
  if (!keyMarker.test(text) && !/[A-Za-z0-9+/]{20}/.test(text)) return text;
  const whole = text.replace(keyInPieces, '$1[secret:private-key]$1');
  if (!keyMarker.test(whole) && !/[A-Za-z0-9+/]{60}/.test(whole)) return whole;
  const lines = whole.split('\n');
  const bodies = lines.map((line) => keyBodyLine.test(line.replace(/\r$/, '')));
  let inKey = false;
  return lines
    .map((line, index) => {
      if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(line)) inKey = true;
      const marker = keyMarker.test(line);
      const ends = /-----END [A-Z0-9 ]*PRIVATE KEY/.test(line);
      // Two neighbouring lines of base64 are a body even without its markers; one alone may be a digest.
      const body = bodies[index] === true && (inKey || bodies[index - 1] === true || bodies[index + 1] === true);
      const short =
        inKey &&
        !marker &&
        /^[ \t]*(?:\/\/|#|--|\*|;|>|"|')?[ \t]*["']?[A-Za-z0-9+/]{4,76}={0,2}(?:\\n)?["']?[ \t]*[+,;\\]?[ \t\r]*$/.test(
          line,
        );
      if (ends) inKey = false;
      return body || short || (marker && !/BEGIN[\s\S]*END/.test(line)) ? '[secret:private-key]' : line;
    })
    .filter((line, index, all) => line !== '[secret:private-key]' || all[index - 1] !== line)
    .join('\n');
}
