import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

/** Every try to reach something while sockets are blocked: where it was made. */
export class BlockedSockets {
  readonly tried: string[] = [];
  readonly #restore: (() => void)[] = [];

  constructor() {
    const block = <T extends object>(on: T, name: keyof T & string): void => {
      const before = on[name];
      const refuse = (): never => {
        this.tried.push(`${name}\n${new Error().stack ?? ''}`);
        throw new Error(`blocked: ${name}`);
      };
      Object.assign(on, { [name]: refuse });
      this.#restore.push(() => void Object.assign(on, { [name]: before }));
    };
    block(net.Socket.prototype, 'connect');
    block(dgram.Socket.prototype, 'send');
    block(dns, 'lookup');
    block(dns, 'resolve');
    block(globalThis, 'fetch');
  }

  restore(): void {
    for (const put of this.#restore.splice(0)) put();
  }
}
