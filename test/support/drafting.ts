import { readAddress } from '../../src/core/assist/address.ts';
import { compileNames } from '../../src/core/portfolio/redact/names.ts';
import { parseNames } from '../../src/core/portfolio/redact/namesList.ts';
import { Redactor } from '../../src/core/portfolio/redact/redactor.ts';
import type { Clock } from '../../src/core/shared/clock.ts';
import { Drafting, type Outgoing } from '../../src/node/assist/drafting.ts';
import { endpointModel } from '../../src/node/assist/endpoint.ts';
import { SentLog } from '../../src/node/assist/sentLog.ts';
import { scanForSecrets } from '../../src/node/portfolio/secretScan.ts';

/** Drafting as the editor puts it together, with an endpoint for a model and without the editor's windows. */
export class TestDrafting {
  /** What was shown before it was sent. */
  readonly seen: Outgoing[] = [];
  /** What the developer says when asked. */
  mayGo = true;
  readonly log: SentLog;
  readonly drafting: Drafting;

  /** @param url of the endpoint @param names to replace, one a line */
  constructor(home: string, clock: Clock, url: string, names = '') {
    this.log = new SentLog(home);
    const address = readAddress(url);
    this.drafting = new Drafting({
      model: () =>
        Promise.resolve({
          provider: 'endpoint',
          name: 'stub',
          host: address.host,
          open: address.open,
          model: endpointModel({ address, model: 'stub', key: null, retries: 0 }),
        }),
      consent: (outgoing) => {
        this.seen.push(outgoing);
        return Promise.resolve(this.mayGo);
      },
      redactor: () => Promise.resolve(new Redactor(compileNames(parseNames(names)), scanForSecrets)),
      log: this.log,
      clock,
    });
  }
}
