/** Hash functions, given to core from outside because each platform has its own fast ones. All results are lower-case hex. */
export interface Digest {
  /** SHA-256 of the UTF-8 bytes of a text, or of bytes. */
  sha256(data: string | Uint8Array): string;
  /** HMAC-SHA-256 with a key given in hex, over the UTF-8 bytes of a text. */
  hmac(keyHex: string, text: string): string;
  /** As many random bytes as asked for, in hex. */
  random(bytes: number): string;
}
