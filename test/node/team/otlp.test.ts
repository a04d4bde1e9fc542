import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { metricsOf } from '../../../src/core/team/metrics.ts';
import type { TeamReport } from '../../../src/core/team/teamReport.ts';
import { collectorUrl, isReadableOnTheWay } from '../../../src/node/team/collector.ts';
import { sendReport } from '../../../src/node/team/otlp.ts';
import { repositoryRoot } from '../../launch/paths.ts';
import { CommandLine, type Said } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { contributionsFolder, team } from '../../support/teamFolder.ts';
import { teamNow, teamWindow, textsBelow } from '../../support/teamLedger.ts';

interface Received {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Sent;
}

/** OTLP/HTTP in JSON, as far as it is looked at here. */
interface Sent {
  readonly resourceMetrics: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeMetrics: readonly {
      readonly metrics: readonly {
        readonly name: string;
        readonly unit: string;
        readonly gauge?: {
          readonly dataPoints: readonly {
            readonly asDouble?: number;
            readonly asInt?: number;
            readonly attributes: readonly Attribute[];
          }[];
        };
      }[];
    }[];
  }[];
}
interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

/** A collector on a loopback address. */
class Collector {
  readonly received: Received[] = [];
  answer: { readonly status: number; readonly body: string } = { status: 200, body: '{}' };
  readonly #server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Sent;
      this.received.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(this.answer.status, { 'content-type': 'application/json' }).end(this.answer.body);
    });
  });

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Every figure that arrived, as `name{attributes} = value`. */
function figuresIn({ body }: Received): string[] {
  return body.resourceMetrics.flatMap(({ scopeMetrics }) =>
    scopeMetrics.flatMap(({ metrics }) =>
      metrics.flatMap(({ name, gauge }) =>
        (gauge?.dataPoints ?? []).map(({ asDouble, asInt, attributes }) =>
          line(
            name,
            asDouble ?? asInt ?? NaN,
            attributes.map(({ key, value }) => [key, value.stringValue ?? '']),
          ),
        ),
      ),
    ),
  );
}

function figuresOf(report: TeamReport): string[] {
  return metricsOf(report).flatMap(({ name, points }) =>
    points.map(({ value, attributes }) => line(name, value, Object.entries(attributes))),
  );
}

function line(name: string, value: number, attributes: readonly (readonly [string, string])[]): string {
  const sorted = attributes.map(([key, text]) => `${key}=${text}`).sort();
  return `${name}{${sorted.join()}} = ${String(value)}`;
}

describe('pairfolio team --otlp', () => {
  let collector: Collector;
  let lead: CommandLine;
  let out: string;
  let from: string;
  const reportIn = (): TeamReport =>
    JSON.parse(fs.readFileSync(path.join(out, 'team-report.json'), 'utf8')) as TeamReport;
  const release = (...more: string[]): Promise<Said> => lead.run(['team', from, '--out', out, ...more]);
  const only = (): Received => {
    const [one, ...others] = collector.received;
    assert.ok(one && others.length === 0, `${String(collector.received.length)} requests`);
    return one;
  };

  beforeEach(async () => {
    collector = new Collector();
    await collector.listen();
    lead = new CommandLine(teamNow);
    out = path.join(temporaryFolder(), 'out');
    from = contributionsFolder([...team(12, { cohort: 'pilot' }), ...team(9, { cohort: 'control' }, undefined, 20)]);
  });
  afterEach(() => collector.close());

  it('sends what the released report prints, figure by figure, and nothing else', async () => {
    const { code, err } = await release('--otlp', collector.url);
    assert.equal(code, 0);
    const received = only();
    assert.equal(received.path, '/v1/metrics');
    const sent = figuresIn(received);
    const report = reportIn();
    assert.deepEqual([...sent].sort(), figuresOf(report).sort());
    assert.ok(sent.includes(`pairfolio.team.members{pairfolio.mode=plain,pairfolio.window=${teamWindow}} = 21`));
    const printed = report.figures.flatMap(({ shares }) => Object.values(shares)).filter((share) => share !== null);
    assert.equal(sent.filter((words) => words.startsWith('pairfolio.team.share{')).length, printed.length);
    assert.ok(printed.length > 100);
    const [{ resource } = { resource: { attributes: [] } }] = received.body.resourceMetrics;
    assert.deepEqual(
      resource.attributes.map(({ key, value }) => [key, value.stringValue]),
      [
        ['service.name', 'pairfolio'],
        ['service.version', '0.0.0'],
      ],
    );
    assert.match(err.join('\n'), /To http:\/\/127\.0\.0\.1:\d+\/v1\/metrics: \d+ figures of the released report/);
    assert.match(err.join('\n'), /took the report/);
  });

  it('sends nothing without the option, and nothing of a report that is held', async () => {
    await release();
    from = contributionsFolder(team(4));
    out = path.join(temporaryFolder(), 'out');
    const { code, err } = await release('--otlp', collector.url);
    assert.equal(code, 1);
    assert.match(err.join('\n'), /Nothing was sent\./);
    assert.deepEqual(collector.received, []);
  });

  it('sends a report again that was released before, and only such a one', async () => {
    const again = (...more: string[]): Promise<Said> =>
      lead.run(['team', '--out', out, '--otlp', collector.url, ...more]);
    assert.match((await again()).out.join('\n'), /No report was released to/);
    await release();
    const before = textsBelow(out);
    assert.equal((await again('--window', teamWindow)).code, 0);
    assert.deepEqual(figuresIn(only()).sort(), figuresOf(reportIn()).sort());
    assert.deepEqual(textsBelow(out), before);
    assert.equal((await again('--window', '2026-W37..W40')).code, 1);
    // A report that was edited is none that was released.
    const file = path.join(out, 'team-report.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"members":21', '"members":22'));
    const { code, err } = await again();
    assert.equal(code, 1);
    assert.match(err.join('\n'), /not in releases\.jsonl/);
    assert.equal(collector.received.length, 1);
    assert.equal((await lead.run(['team', '--out', out])).code, 2);
  });

  it('lets no figure fall together with others, however many there are', async () => {
    const labels = Array.from({ length: 30 }, (_, index) => `c${String(index)}`);
    const report = { ...(await released()), cohorts: labels.map((cohort) => ({ cohort, members: 8 })) };
    const many = {
      ...report,
      figures: labels.flatMap((cohort) =>
        report.figures.filter((one) => one.cohort === null).map((one) => ({ ...one, cohort })),
      ),
    };
    await sendReport(many, collectorUrl(collector.url), { version: '1.2.3' });
    const sent = figuresIn(only());
    assert.ok(sent.length > 2500, String(sent.length));
    assert.deepEqual(sent.sort(), figuresOf(many).sort());
  });

  async function released(): Promise<TeamReport> {
    await release();
    return reportIn();
  }

  it('goes where it was told, whatever the environment says; only headers are taken from there', async () => {
    const elsewhere = new Collector();
    await elsewhere.listen();
    const settings = {
      OTEL_EXPORTER_OTLP_ENDPOINT: elsewhere.url,
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: elsewhere.url,
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      OTEL_EXPORTER_OTLP_CERTIFICATE: path.join(out, 'none.pem'),
      OTEL_RESOURCE_ATTRIBUTES: 'host.name=anna-laptop,service.name=not-ours',
      OTEL_SERVICE_NAME: 'not-ours',
      OTEL_LOG_LEVEL: 'debug',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc',
    };
    const before = { ...process.env };
    Object.assign(process.env, settings);
    try {
      const { code } = await release('--otlp', `${collector.url}/custom/path`);
      assert.equal(code, 0);
      assert.equal(process.env['OTEL_EXPORTER_OTLP_ENDPOINT'], elsewhere.url, 'the environment is as it was');
    } finally {
      for (const name of Object.keys(settings)) Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, before);
    }
    assert.deepEqual(elsewhere.received, []);
    await elsewhere.close();
    const { path: asked, headers, body } = only();
    assert.equal(asked, '/custom/path');
    assert.equal(headers['content-encoding'], undefined);
    assert.equal(headers.authorization, 'Bearer abc');
    assert.ok(!/anna-laptop|not-ours/.test(JSON.stringify(body)));
  });

  it('says in a sentence why a collector did not take it; the report stays released', async () => {
    collector.answer = { status: 401, body: 'secret of the server' };
    const { code, err } = await release('--otlp', collector.url);
    assert.equal(code, 1);
    assert.match(err.join('\n'), /did not take the report: it answered with HTTP 401\. It is released all the same/);
    assert.doesNotMatch(err.join('\n'), /secret of the server/);
    assert.equal(reportIn().members, 21);
    const report = reportIn();
    const failure = async (url: string): Promise<string> => {
      try {
        await sendReport(report, collectorUrl(url), { version: '1', patience: 300 });
        return 'sent';
      } catch (error) {
        assert.ok(error instanceof Error);
        return error.message;
      }
    };
    collector.answer = { status: 503, body: '' };
    assert.match(await failure(collector.url), /busy or out of order/);
    collector.answer = { status: 302, body: '' };
    assert.match(await failure(collector.url), /HTTP 302/);
    collector.answer = { status: 200, body: '{"partialSuccess":{"rejectedDataPoints":"3","errorMessage":"no"}}' };
    assert.match(await failure(collector.url), /took only part of the report/);
    collector.answer = { status: 200, body: '' };
    assert.equal(await failure(collector.url), 'sent');
    const { url } = collector;
    await collector.close();
    assert.match(await failure(url), /nothing answers there/);
  });

  it('takes addresses of collectors only', () => {
    for (const wrong of ['', 'collector', 'ftp://x', 'file:///etc/passwd', 'http://x#y'])
      assert.throws(() => collectorUrl(wrong), /is written like http:\/\/localhost:4318/);
    assert.throws(
      () => collectorUrl('https://user:pass@x'),
      (error: Error) => !error.message.includes('pass@'),
    );
    assert.equal(collectorUrl('https://x/').href, 'https://x/v1/metrics');
    assert.equal(collectorUrl('https://x/otlp/v1/metrics').href, 'https://x/otlp/v1/metrics');
    assert.ok(isReadableOnTheWay(collectorUrl('http://collector.example')));
    assert.ok(!isReadableOnTheWay(collectorUrl('https://collector.example')));
    assert.ok(!isReadableOnTheWay(collectorUrl('http://127.0.0.1:4318')));
  });

  it('works from a real process, which ends by itself', async () => {
    const run = promisify(execFile);
    const { stdout } = await run(
      process.execPath,
      [path.join(repositoryRoot, 'src/cli.ts'), 'team', from, '--out', out, '--otlp', collector.url, '--json'],
      { env: { PATH: process.env['PATH'], PAIRFOLIO_HOME: lead.ledger } },
    );
    const answer = JSON.parse(stdout) as { readonly released: boolean; readonly sent: boolean };
    assert.deepEqual([answer.released, answer.sent], [true, true]);
    assert.deepEqual(figuresIn(only()).sort(), figuresOf(reportIn()).sort());
  });
});
