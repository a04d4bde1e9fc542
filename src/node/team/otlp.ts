import { diag, DiagLogLevel, type DiagLogger } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { PairfolioError } from '../../core/shared/errors.ts';
import { metricsOf } from '../../core/team/metrics.ts';
import type { TeamReport } from '../../core/team/teamReport.ts';

// A bundle of its own (dist/otlp.js, see esbuild.js): it is loaded when a report is sent, and by nothing else.

/** What an organisation passes credentials in. Nothing else of its environment changes what is sent, or where to. */
const headersFrom = ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_METRICS_HEADERS'];

export interface SendOptions {
  /** Of Pairfolio. */
  readonly version: string;
  /** How long to try, in milliseconds. */
  readonly patience?: number | undefined;
}

/**
 * Sends a released report to an OpenTelemetry collector: once, as gauges, in JSON over HTTP.
 * @param url the full address, from `collectorUrl`
 * @throws PairfolioError `send-failed`
 */
export async function sendReport(
  report: TeamReport,
  url: URL,
  { version, patience = 10_000 }: SendOptions,
): Promise<void> {
  const said = new Warnings();
  diag.setLogger(said, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  try {
    const failed = await send(report, url, version, patience);
    if (failed !== undefined)
      throw new PairfolioError('send-failed', `The collector at ${url.origin} did not take the report: ${failed}.`);
    // The library takes an answer for a success that says part of it was rejected.
    const rejected = said.all.find((words) => words.includes('rejectedDataPoints'));
    if (rejected !== undefined)
      throw new PairfolioError('send-failed', `The collector at ${url.origin} took only part of the report.`);
  } finally {
    diag.disable();
  }
}

/** @returns why it was not taken; undefined where it was */
async function send(report: TeamReport, url: URL, version: string, patience: number): Promise<string | undefined> {
  const exporter = alone(
    () => new OTLPMetricExporter({ url: url.href, timeoutMillis: patience, httpAgentOptions: { keepAlive: false } }),
  );
  const reader = new Once();
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': 'pairfolio', 'service.version': version }),
    readers: [reader],
  });
  const meter = provider.getMeter('pairfolio.team', version);
  for (const { name, points, ...about } of metricsOf(report)) {
    const gauge = meter.createGauge(name, about);
    for (const { value, attributes } of points) gauge.record(value, attributes);
  }
  const { resourceMetrics } = await reader.collect();
  const failed = await new Promise<string | undefined>((resolve) => {
    // With every failure comes an error, and with nothing else.
    exporter.export(resourceMetrics, ({ error }) => resolve(error && reasonOf(error)));
  });
  await exporter.shutdown();
  await provider.shutdown();
  return failed;
}

/** Reads the gauges once, when it is asked. */
class Once extends MetricReader {
  constructor() {
    // Each figure is a series of its own; the library would fold all over two thousand into one.
    super({ cardinalitySelector: () => Number.MAX_SAFE_INTEGER });
  }

  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }

  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }
}

/** What the library has to say. It would write to the console otherwise. */
class Warnings implements DiagLogger {
  readonly all: string[] = [];
  readonly warn = (...words: unknown[]): void => void this.all.push(words.join(' '));
  readonly error = this.warn;
  readonly info = (): void => undefined;
  readonly debug = this.info;
  readonly verbose = this.info;
}

/**
 * Makes something of the library that would look for settings in the environment: other addresses, certificates,
 * compression, attributes. Who names an address here means that one.
 */
function alone<T>(make: () => T): T {
  const settings = Object.entries(process.env).filter(
    ([name]) => name.startsWith('OTEL_') && !headersFrom.includes(name),
  );
  for (const [name] of settings) Reflect.deleteProperty(process.env, name);
  try {
    return make();
  } finally {
    Object.assign(process.env, Object.fromEntries(settings));
  }
}

/** In words of ours: an answer of the collector may repeat what was sent, headers included. */
function reasonOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return `it answered with HTTP ${String(code)}`;
  if (code === 'ECONNREFUSED') return 'nothing answers there';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'there is no such host';
  if (error.message === 'Request timed out' || code === 'ETIMEDOUT') return 'it did not answer in time';
  if (typeof code === 'string') return `the connection failed (${code})`;
  return 'it is busy or out of order, also after some tries';
}
