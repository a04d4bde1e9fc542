import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { readAddress } from '../../../src/core/assist/address.ts';
import { wholeAnswer, type Question } from '../../../src/core/assist/model.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { endpointModel, modelsAt, type EndpointOptions } from '../../../src/node/assist/endpoint.ts';
import {
  breaksOff,
  completion,
  ModelServer,
  neverAnswers,
  refuses,
  says,
  saysAtOnce,
  type Behaviour,
} from '../../support/modelServer.ts';

const question: Question = { instructions: 'Say something.', material: 'the private material' };
const never = new AbortController().signal;

describe('a model at an endpoint', () => {
  let server: ModelServer;
  before(async () => {
    server = await ModelServer.start();
  });
  after(() => server.stop());

  const ask = async (options: Partial<EndpointOptions> = {}, signal = never): Promise<string> => {
    const model = endpointModel({ address: readAddress(server.url), model: 'm', key: null, retries: 0, ...options });
    return wholeAnswer(model.ask(question, signal));
  };
  const reasonOf = async (work: Promise<unknown>): Promise<string> => {
    try {
      return `answered ${JSON.stringify(await work)}`;
    } catch (error) {
      assert.ok(PairfolioError.is(error), String(error));
      assert.ok(!error.message.includes('private'), 'the sentence quotes what was asked');
      return error.reason;
    }
  };

  it('is asked with the question and the key, and with nothing about this machine', async () => {
    const mine = {
      OPENAI_API_KEY: 'sk-of-another-program',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/',
      OPENAI_ORG_ID: 'org-x',
    };
    const more = { OPENAI_PROJECT_ID: 'proj-x', OPENAI_CUSTOM_HEADERS: 'X-Other: 1', OPENAI_LOG: 'debug' };
    const before = { ...process.env };
    Object.assign(process.env, mine, more);
    try {
      server.does(says('Hello, “world” \u{1F600}'));
      assert.equal(await ask({ key: 'my-key', model: 'small' }), 'Hello, “world” \u{1F600}');
      assert.equal(await ask(), 'Hello, “world” \u{1F600}');
    } finally {
      for (const name of Object.keys({ ...mine, ...more })) Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, before);
    }
    const [first, second] = server.asked;
    assert.deepEqual([first?.method, first?.path], ['POST', '/v1/chat/completions']);
    assert.deepEqual(JSON.parse(first?.body ?? ''), {
      model: 'small',
      stream: true,
      messages: [
        { role: 'system', content: question.instructions },
        { role: 'user', content: question.material },
      ],
    });
    assert.equal(first?.headers.authorization, 'Bearer my-key');
    const transport = ['host', 'connection', 'content-length', 'accept-encoding', 'accept-language', 'sec-fetch-mode'];
    assert.deepEqual(
      Object.keys(second?.headers ?? {})
        .filter((name) => !transport.includes(name))
        .sort(),
      ['accept', 'content-type', 'user-agent'],
    );
    assert.equal(second?.headers['user-agent'], 'pairfolio');
  });

  it('gives the answer of a server that does not stream', async () => {
    server.does(saysAtOnce(completion('all at once')));
    assert.equal(await ask(), 'all at once');
  });

  const failures: readonly (readonly [what: string, does: Behaviour, reason: string])[] = [
    ['a page instead of the protocol', saysAtOnce('<html>Sign in</html>', { type: 'text/html' }), 'model-answer'],
    ['a page that calls itself JSON', saysAtOnce('<html>Sign in</html>'), 'model-answer'],
    ['JSON of another protocol', saysAtOnce('{"hello": 1}'), 'model-answer'],
    ['a stream that breaks off', breaksOff('half an ans', 'gone'), 'model-unreachable'],
    ['a stream that ends too early', breaksOff('half an ans', 'ends'), 'model-answer'],
    ['an answer the server cut off', says('half an ans', 'length'), 'model-answer'],
    ['an answer without end', says('x'.repeat(30_000)), 'model-answer'],
    ['a stream of something else', saysAtOnce('data: <html>\n\n', { type: 'text/event-stream' }), 'model-answer'],
    [
      'an error within a stream',
      saysAtOnce('data: {"error":{"message":"no","code":"x"}}\n\n', { type: 'text/event-stream' }),
      'model-failed',
    ],
    ['a key that is refused', refuses(401, 'invalid_api_key'), 'model-refused'],
    ['a key that may not do this', refuses(403, 'forbidden'), 'model-refused'],
    ['no such model', refuses(404, 'model_not_found'), 'model-missing'],
    ['a used up quota', refuses(429, 'insufficient_quota'), 'model-quota'],
    ['a bill not paid', refuses(402, 'payment_required'), 'model-quota'],
    ['a request it does not like', refuses(400, 'bad_request'), 'model-failed'],
    ['a fault of the server', refuses(500, 'oops'), 'model-failed'],
    ['a proxy that gave up', refuses(504, 'timeout'), 'model-slow'],
  ];
  for (const [what, does, reason] of failures)
    it(`says plainly what is wrong: ${what}`, async () => {
      server.does(does);
      assert.equal(await reasonOf(ask()), reason);
      assert.equal(server.asked.length, 1);
    });

  it('notices a server that does not begin to answer, and one that stops in the middle', async () => {
    server.does(neverAnswers);
    assert.equal(await reasonOf(ask({ firstAnswer: 50 })), 'model-slow');
    server.does(breaksOff('half an ans', 'hangs'));
    assert.equal(await reasonOf(ask({ betweenParts: 50 })), 'model-slow');
  });

  it('notices that nobody is there, or nobody of that name', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    assert.equal(
      await reasonOf(ask({ address: readAddress(`http://127.0.0.1:${String(port)}/v1`) })),
      'model-unreachable',
    );
    assert.equal(await reasonOf(ask({ address: readAddress('http://nobody.invalid/v1') })), 'model-unreachable');
  });

  it('sends nothing where the certificate cannot be trusted, and does not insist', async () => {
    const secure = await ModelServer.start(true);
    try {
      assert.equal(await reasonOf(ask({ address: readAddress(secure.url), retries: 2 })), 'model-certificate');
      assert.deepEqual(secure.asked, []);
    } finally {
      await secure.stop();
    }
  });

  it('follows no redirection: what was meant for one address does not go to another', async () => {
    const other = await ModelServer.start();
    try {
      server.does(saysAtOnce('', { status: 307, location: `${other.url}/chat/completions` }));
      assert.equal(await reasonOf(ask({ key: 'my-key' })), 'model-unreachable');
      assert.deepEqual(other.asked, []);
    } finally {
      await other.stop();
    }
  });

  it('tries again after a passing fault, and not after another one', async () => {
    server.does(refuses(503, 'overloaded', { 'retry-after-ms': '1' }), says('at last'));
    assert.equal(await ask({ retries: 2 }), 'at last');
    assert.equal(server.asked.length, 2);
    server.does(refuses(429, 'rate_limit_exceeded', { 'retry-after-ms': '1' }));
    assert.equal(await reasonOf(ask({ retries: 2 })), 'model-quota');
    assert.equal(server.asked.length, 3);
  });

  it('stops when it is told to: before it is asked, while it is waited for, and in the middle', async () => {
    server.does(neverAnswers);
    assert.equal(await reasonOf(ask({}, AbortSignal.abort())), 'cancelled');
    assert.equal(server.asked.length, 0);
    for (const [does, when] of [
      [neverAnswers, 'asked'],
      [breaksOff('half', 'hangs'), 'answered'],
    ] as const) {
      const stop = new AbortController();
      server.does((response, asked) => {
        does(response, asked);
        if (when === 'asked') stop.abort();
      });
      const model = endpointModel({ address: readAddress(server.url), model: 'm', key: null });
      const work = async (): Promise<void> => {
        for await (const part of model.ask(question, stop.signal)) {
          assert.equal(part, 'half');
          stop.abort();
        }
      };
      assert.equal(await reasonOf(work()), 'cancelled');
    }
  });

  it('keeps the key from an address where others can read it', () => {
    assert.deepEqual(readAddress('http://models.example:8080/v1/'), {
      url: 'http://models.example:8080/v1',
      host: 'models.example:8080',
      local: false,
      open: true,
    });
    for (const here of ['http://localhost:1/v1', 'http://127.0.0.1/v1', 'http://[::1]:8080/v1'])
      assert.deepEqual([readAddress(here).local, readAddress(here).open], [true, false], here);
    assert.equal(readAddress('https://models.example/v1/chat/completions').url, 'https://models.example/v1');
    for (const none of [
      '',
      'models.example/v1',
      'ftp://a/v1',
      'https://me:pw@a/v1',
      'https://a/v1?key=1',
      'file:///a',
      'http://127.0.0.1.evil@x',
    ])
      assert.throws(() => readAddress(none), /The address of the model/, none);
    assert.equal(readAddress('http://localhost.evil.test/v1').local, false);
  });

  it('lists what an endpoint offers', async () => {
    const options = { address: readAddress(server.url), key: null };
    server.does(saysAtOnce(JSON.stringify({ object: 'list', data: [{ id: 'b' }, { id: 'a' }, { no: 1 }] })));
    assert.deepEqual(await modelsAt(options, never), ['a', 'b']);
    assert.deepEqual([server.asked[0]?.method, server.asked[0]?.path], ['GET', '/v1/models']);
    server.does(saysAtOnce('<html>', { type: 'text/html' }));
    assert.match(await reasonOf(modelsAt(options, never)), /^model-/);
  });
});
