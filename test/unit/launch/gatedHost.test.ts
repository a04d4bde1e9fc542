import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { withGate } from '../../launch/gatedHost.ts';

const open = 'function Oe(i,t){return!0}';
const complains = 'function M(i,t){if(!Oe(i,t))throw new Error(`Extension`)}';

describe('the gate of proposed API', () => {
  it('lets an extension have what its manifest declares, and nothing else', () => {
    const code = `function other(a,b){return!0}${withGate(`${open}${complains}`)};Oe`;
    const isEnabled = runInNewContext(code) as (extension: { enabledApiProposals?: string[] }, name: string) => boolean;
    assert.equal(isEnabled({ enabledApiProposals: ['a'] }, 'a'), true);
    assert.equal(isEnabled({ enabledApiProposals: ['a'] }, 'b'), false);
    assert.equal(isEnabled({}, 'a'), false);
  });

  it('is not restored by guessing', () => {
    assert.throws(() => withGate('function Oe(i,t){return!0}'), /found 0 places/);
    assert.throws(() => withGate(`${open}${complains}${open}${complains}`), /found 2 places/);
  });
});
