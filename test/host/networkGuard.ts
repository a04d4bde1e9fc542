import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';

type Anything = (this: unknown, ...args: unknown[]) => unknown;

/** Where a call goes, as far as its arguments say: an address, a name, or a pipe; empty where they do not. */
function destination([first, second]: readonly unknown[]): string {
  const given: unknown = Array.isArray(first) ? (first as unknown[])[0] : first;
  if (given instanceof URL) return given.hostname;
  if (typeof given === 'string') return URL.canParse(given) ? new URL(given).hostname : given;
  if (typeof given === 'number') return typeof second === 'string' ? second : 'localhost';
  const { hostname, host, path, port, url } = (given ?? {}) as Partial<Record<string, unknown>>;
  if (typeof url === 'string') return destination([url]);
  if (typeof path === 'string' && port === undefined && host === undefined && hostname === undefined)
    return 'localhost';
  const name = hostname ?? host;
  return typeof name === 'string' ? name : 'localhost';
}

const isHere = (name: string): boolean => /^(localhost(:\d+)?|127\.[\d.]+(:\d+)?|\[?::1\]?|)$/.test(name);

/**
 * Notices from here on when code uses the network in this process; this machine itself is none.
 * @param isOurs tells by a line of the stack whose code it is
 * @returns the stacks of what was noticed, which grows
 */
export function watchNetwork(isOurs: (line: string) => boolean): readonly string[] {
  const attempts: string[] = [];
  const watch = (owner: object, ...names: string[]): void => {
    for (const name of names) {
      const original: unknown = Reflect.get(owner, name);
      if (typeof original !== 'function') continue;
      Reflect.set(owner, name, function (this: unknown, ...args: unknown[]): unknown {
        const { stack = '' } = new Error(name);
        if (!isHere(destination(args)) && stack.split('\n').some(isOurs)) attempts.push(stack);
        return Reflect.apply(original as Anything, this, args);
      });
    }
  };
  for (const module of [http, https]) watch(module, 'request', 'get');
  watch(net, 'connect', 'createConnection');
  watch(net.Socket.prototype, 'connect');
  watch(dns, 'lookup', 'resolve', 'resolve4', 'resolve6');
  watch(globalThis, 'fetch');
  return attempts;
}
