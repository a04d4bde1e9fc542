import { PairfolioError } from '../shared/errors.ts';

/** Where a model that speaks the OpenAI protocol is reached. */
export interface EndpointAddress {
  /** Without a slash at the end: `http://127.0.0.1:11434/v1`. */
  readonly url: string;
  /** Host and port, for people. */
  readonly host: string;
  /** Whether it is on this machine. */
  readonly local: boolean;
  /** Whether what is sent can be read on the way: http to another machine. No key is ever sent there. */
  readonly open: boolean;
}

/** Servers people run themselves, each at its usual address. */
export const knownServers = [
  { name: 'Ollama', url: 'http://127.0.0.1:11434/v1' },
  { name: 'LM Studio', url: 'http://127.0.0.1:1234/v1' },
  { name: 'llama.cpp', url: 'http://127.0.0.1:8080/v1' },
] as const;

/**
 * Reads an address as somebody wrote it.
 * @throws PairfolioError `usage` where it is none: not http(s), with a name or password in it, with a query
 */
export function readAddress(written: string): EndpointAddress {
  const text = written
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/chat\/completions$/, '');
  const wrong = (why: string): PairfolioError => new PairfolioError('usage', `The address of the model ${why}.`);
  const parts = /^(https?):\/\/([^/?#\s]+)(\/[^?#\s]*)?$/i.exec(text);
  if (!parts) throw wrong('must begin with https:// or http:// and have no query');
  const [, scheme = '', host = ''] = parts;
  if (host.includes('@')) throw wrong('must not hold a name or password; the key has a place of its own');
  if (!/^(?:\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.test(host)) throw wrong('names no host');
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const local = name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
  return { url: text, host, local, open: scheme.toLowerCase() === 'http' && !local };
}
