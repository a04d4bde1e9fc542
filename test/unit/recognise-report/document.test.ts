import assert from 'node:assert/strict';
import { recognitionDocument, rows } from '../../host/recognise/document.ts';
import { score, type Observation } from '../../host/recognise/score.ts';

const accept: Observation = {
  row: 'part of an inline suggestion',
  name: 'one word',
  actions: 1,
  accepted: 1,
  found: [{ surface: 'inline', suggested: 'abc' }],
  probably: 0,
};
const typing: Observation = { row: 'typing', name: 'code', actions: 1000, accepted: 0, found: [], probably: 0 };
const written = (observations: readonly Observation[]): string =>
  recognitionDocument(score(observations, rows), { vscode: '1.139.1', steps: 90 });

describe('docs/recognition.md', () => {
  it('has a line for each kind, with its interval', () => {
    const text = written([accept, { ...accept, found: [] }, typing]);
    assert.match(text, /^\| part of an inline suggestion \| 2 \| 1 \| 1 \| 50 % \(9\.45–90\.55\) \| 1 of 1 \| – \|$/m);
    assert.match(text, /^\| typing \| 1,000 \| 0 \| 0 % \(0–0\.38\) \|$/m);
  });

  it('says precision and recall, of how many', () => {
    const text = written([accept, { ...accept, found: [] }, typing]);
    assert.match(text, /\*\*Precision\*\*.*: 100 % \(20\.65–100\), 1 of 1\.$/m);
    assert.match(text, /\*\*Recall\*\*.*: 50 % \(9\.45–90\.55\), 1 of 2\.$/m);
  });

  it('names the version of VS Code and the number of steps', () => {
    assert.match(written([accept]), /VS Code 1\.139\.1/);
    assert.match(written([accept]), /among them 90 different steps/);
  });

  it('shows "probably" apart, or says that there was none', () => {
    assert.match(written([typing]), /nothing was recorded as probably/);
    const text = written([{ ...typing, probably: 2 }]);
    assert.match(text, /^\| typing \| 1,000 \| 2 \|$/m);
    assert.match(text, /^\| typing \| 1,000 \| 0 \| 0 %/m, 'it counts nowhere else');
  });

  it('has no blank table where nothing was measured', () => {
    assert.match(written([]), /nothing to tell from/);
  });
});
