import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readAddress } from '../../../src/core/assist/address.ts';
import { wholeAnswer } from '../../../src/core/assist/model.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { ModelServer, refuses, says, saysAtOnce } from '../../support/modelServer.ts';

type Endpoint = typeof import('../../../src/node/assist/endpoint.ts');

describe('the bundle that asks an endpoint, without what it does not use', () => {
  const { endpointModel, modelsAt } = createRequire(import.meta.url)(
    path.join(import.meta.dirname, '../../../dist/endpoint.js'),
  ) as Endpoint;
  const never = new AbortController().signal;

  it('streams an answer, lists models, tries again and says what is wrong', async () => {
    const server = await ModelServer.start();
    try {
      const address = readAddress(server.url);
      const ask = (retries = 0): Promise<string> =>
        wholeAnswer(
          endpointModel({ address, model: 'm', key: 'k', retries }).ask({ instructions: 'a', material: 'b' }, never),
        );
      server.does(says('streamed to its end'));
      assert.equal(await ask(), 'streamed to its end');
      server.does(refuses(503, 'overloaded', { 'retry-after-ms': '1' }), says('at last'));
      assert.equal(await ask(1), 'at last');
      server.does(refuses(401, 'invalid_api_key'));
      await assert.rejects(ask(), (error) => PairfolioError.is(error, 'model-refused'));
      server.does(saysAtOnce('{"data": [{"id": "a"}]}'));
      assert.deepEqual(await modelsAt({ address, key: null }, never), ['a']);
    } finally {
      await server.stop();
    }
  });
});
