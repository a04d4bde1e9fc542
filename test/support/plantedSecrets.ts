import { createHash } from 'node:crypto';

// Secrets that are none: drawn here, in the form their issuers publish, and put together only when a test runs, so that
// no scanner takes this file for a leak.

/** A line somebody may have written, and the part of it that must never be seen. */
export interface Planted {
  readonly kind: string;
  readonly line: string;
  readonly secret: string;
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const alphabets = {
  alnum: lower + lower.toUpperCase() + '0123456789',
  upper: lower.toUpperCase() + '234567',
  hex: '0123456789abcdef',
  base64: lower + lower.toUpperCase() + '0123456789+/',
} as const;

let drawn = 0;

/** So many characters of an alphabet, the same in every run. */
function draw(alphabet: keyof typeof alphabets, length: number): string {
  const from = alphabets[alphabet];
  const bytes = createHash('shake256', { outputLength: length })
    .update(`planted ${String((drawn += 1))}`)
    .digest();
  return Array.from(bytes, (byte) => from[byte % from.length] ?? '').join('');
}

/** One of each kind. */
export function plantedSecrets(): Planted[] {
  drawn = 0;
  const planted: Planted[] = [];
  /** `@` in the line stands for the secret, which begins with what is not secret in it. */
  const plant = (kind: string, line: string, secret: string, head = ''): void => {
    planted.push({ kind, line: line.replace('@', head + secret), secret });
  };
  const named = (kind: string, head: string, body: string): void => {
    plant(kind, 'const it = use("@");', body, head);
  };
  named('aws key id', 'AK' + 'IA', draw('upper', 16));
  plant('aws secret key', 'aws_secret_access_key = @', draw('base64', 40));
  named('github token', 'gh' + 'p_', draw('alnum', 36));
  named('github fine-grained token', 'github' + '_pat_', `${draw('alnum', 22)}_${draw('alnum', 59)}`);
  named('gitlab token', 'gl' + 'pat-', draw('alnum', 20));
  named('slack token', 'xox' + 'b-', `1234567890-1234567890123-${draw('alnum', 24)}`);
  plant('slack webhook', 'post("@")', `T0${draw('upper', 9)}/B0${draw('upper', 9)}/${draw('alnum', 24)}`, 'https://hooks.' + 'slack.com/services/'); // prettier-ignore
  plant('discord webhook', 'post("@")', draw('alnum', 68), 'https://' + 'discord.com/api/webhooks/123456789012345678/');
  named('discord bot token', 'M' + 'T', `${draw('alnum', 22)}.${draw('alnum', 6)}.${draw('alnum', 38)}`);
  named('stripe key', 'sk_' + 'live_', draw('alnum', 24));
  named('npm token', 'np' + 'm_', draw('alnum', 36));
  named('pypi token', 'pypi-' + 'AgEIcHlwaS5vcmc', draw('alnum', 60));
  named('docker token', 'dckr' + '_pat_', draw('alnum', 27));
  named('sendgrid key', 'S' + 'G.', `${draw('alnum', 22)}.${draw('alnum', 43)}`);
  named('twilio key', 'S' + 'K', draw('hex', 32));
  plant('twilio auth token', 'TWILIO_AUTH_TOKEN=@', draw('hex', 32));
  named('openai key', 'sk-' + 'proj-', draw('alnum', 48));
  named('anthropic key', 'sk-' + 'ant-api03-', draw('alnum', 80));
  named('hugging face token', 'h' + 'f_', draw('alnum', 34));
  plant('telegram token', 'const bot = "@";', draw('alnum', 33), '1234567890:' + 'AA');
  plant(
    'azure sas',
    'fetch("https://x.blob.core.windows.net/c/f?sv=2024-01-01&sr=c&sig=@")',
    `${draw('alnum', 40)}%3D`,
  );
  plant('azure connection string', 'DefaultEndpointsProtocol=https;AccountName=me;AccountKey=@;', `${draw('base64', 86)}==`); // prettier-ignore
  plant('service account', '{"type": "service_account", "private_key": "-----BEGIN PRI' + 'VATE KEY-----\\n@\\n-----END PRIVATE KEY-----\\n"}', `${draw('base64', 64)}\\n${draw('base64', 64)}`); // prettier-ignore
  plant('ssh key', '-----BEGIN OPENSSH PRI' + 'VATE KEY-----\n@\n-----END OPENSSH PRIVATE KEY-----', `${draw('base64', 70)}\n${draw('base64', 70)}`); // prettier-ignore
  plant('rsa key behind comment marks', '// -----BEGIN RSA PRI' + 'VATE KEY-----\n// @', draw('base64', 64));
  plant('jwt', 'const session = "@";', `${draw('alnum', 40)}.eyJ${draw('alnum', 60)}.${draw('alnum', 43)}`, 'ey' + 'J');
  plant('password in a URL', 'connect("https://admin:@@db.example.org/x")', draw('alnum', 18));
  plant('database connection', 'postgresql://app:@@10.0.0.7:5432/shop', draw('alnum', 20));
  plant('sql server connection', 'Server=db;Database=shop;User Id=sa;Password=@;Encrypt=true', draw('alnum', 18));
  plant('netrc', 'machine api.example.org login me password @', draw('alnum', 20));
  plant('pgpass', 'db.example.org:5432:shop:app:@', draw('alnum', 20));
  plant('basic auth header', 'Authorization: Basic @', `${draw('alnum', 38)}==`);
  plant('bearer header', 'curl -H "Authorization: Bearer @" x', draw('alnum', 40));
  plant('password in code', 'const password = "@";', draw('alnum', 16));
  plant('token of no known shape', 'call("@");', draw('alnum', 40));
  plant('cookie', 'Cookie: session=@; theme=dark', draw('alnum', 40));
  plant('presigned address', 'get("https://b.s3.amazonaws.com/f?X-Amz-Signature=@")', draw('hex', 64));
  // Known to the library's rules alone.
  named('vercel token', 'vc' + 'p_', draw('hex', 24));
  named('vault token', 'hv' + 's.', draw('alnum', 28));
  named('digitalocean token', 'dop' + '_v1_', draw('hex', 64));
  named('supabase key', 'sb' + 'p_', draw('hex', 40));
  named('tailscale key', 'tskey-' + 'auth-', `${draw('alnum', 12)}-${draw('alnum', 30)}`);
  named('google key', 'AI' + 'za', draw('alnum', 35));
  plant('google oauth', 'const secret = "@";', draw('alnum', 28), 'GOC' + 'SPX-');
  plant('wireguard key', 'PrivateKey = @', `${draw('base64', 43)}=`);
  plant('password hash', 'admin:@', draw('alnum', 53), '$2' + 'b$12$');
  plant(
    'putty key',
    'PuTTY-User-Key-' + 'File-3: ssh-ed25519\nPrivate-Lines: 1\n@\nPrivate-MAC: 0a',
    draw('base64', 48),
  );
  return planted;
}
