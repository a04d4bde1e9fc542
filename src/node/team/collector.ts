import { PairfolioError } from '../../core/shared/errors.ts';

/** Where the metrics of a collector are posted to, if its address has no path of its own (OTLP/HTTP). */
const metricsPath = '/v1/metrics';

/**
 * Reads the address of a collector: `http://localhost:4318`, or with the path metrics are posted to.
 * @throws PairfolioError `usage`
 */
export function collectorUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hash !== '')
    throw new PairfolioError('usage', 'The address of a collector is written like http://localhost:4318.');
  if (url.username !== '' || url.password !== '')
    throw new PairfolioError(
      'usage',
      'Leave user and password out of the address, which others can see; put a header into OTEL_EXPORTER_OTLP_HEADERS.',
    );
  if (url.pathname === '/') url.pathname = metricsPath;
  return url;
}

/** Whether others on the way could read what is sent. */
export function isReadableOnTheWay({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
