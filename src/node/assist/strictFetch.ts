// What leaves the machine is the question and the key, nothing else: no figures about the machine, nothing from
// environment variables, and never to another address than the one the developer named.

/** The status an answer gets that never came, because the certificate could not be trusted: no use in trying again. */
export const refusedCertificate = 495;

const allowed = new Set(['accept', 'content-type', 'authorization']);

/**
 * A `fetch` that follows no redirection and sends only the headers that are needed.
 * @param withKey whether there is a key to send
 */
export function strictFetch(withKey: boolean): (url: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (url, init = {}) => {
    const headers = new Headers({ 'user-agent': 'pairfolio' });
    new Headers(init.headers).forEach((value, name) => {
      if (allowed.has(name) && (withKey || name !== 'authorization')) headers.set(name, value);
    });
    try {
      return await fetch(url, { ...init, headers, redirect: 'manual' });
    } catch (error) {
      if (!isCertificateError(error)) throw error;
      return new Response(null, { status: refusedCertificate, headers: { 'x-should-retry': 'false' } });
    }
  };
}

/** Whether a connection failed because of the certificate of the other side. */
export function isCertificateError(error: unknown): boolean {
  for (let at = error, deep = 0; at instanceof Error && deep < 5; at = at.cause, deep += 1) {
    const code = 'code' in at ? String(at.code) : '';
    if (/CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ERR_TLS|ERR_SSL/.test(code)) return true;
  }
  return false;
}
