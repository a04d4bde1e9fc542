import assert from 'node:assert/strict';
import { ClaudeSession } from '../../support/claudeSession.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { cart, discount, ownDiscount } from '../../support/followUpScene.ts';
import { GitRepository } from '../../support/gitRepository.ts';

const names = ['adapted', 'back', 'fixed', 'own', 'rewritten', 'stands'] as const;
const file = (name: (typeof names)[number]): string => `src/server/${name}.ts`;

/** An agent's turn, a human who went over it before committing, and what came later. */
function history(): { readonly repository: GitRepository; readonly session: ClaudeSession } {
  const repository = new GitRepository();
  for (const name of names) repository.write(file(name), cart);
  repository.commit('Start', '2026-07-01T09:00:00Z');
  const session = new ClaudeSession({ cwd: repository.root }).prompt('Add a discount everywhere');
  for (const name of names) session.edit(file(name), '  return sum;\n}\n', `  return sum;\n}\n\n${discount}\n`);
  for (const name of ['own', 'back'] as const) repository.write(file(name), `${cart}\n${ownDiscount}\n`);
  repository.change(file('adapted'), (text) => text.replace('percent > 100', 'percent > limit(total)'));
  repository.commit('feat: discounts', '2026-09-01T11:00:00Z');
  repository.write(file('rewritten'), `${cart}\n${ownDiscount}\n`);
  repository.commit('Work with fractions', '2026-09-04T10:00:00Z');
  repository.write(file('back'), `${cart}\n${discount}\n`);
  repository.commit('Have it otherwise', '2026-09-05T10:00:00Z');
  repository.change(file('fixed'), (text) => text.replace('percent > 100', 'percent >= 100'));
  repository.commit('Fix #7', '2026-09-09T10:00:00Z');
  return { repository, session };
}

describe('pairfolio import, fourteen days later', () => {
  it('says at once what an agent’s old suggestions proved to be, and says it once', async () => {
    const { session } = history();
    const line = new CommandLine('2026-12-01T08:00:00Z');
    session.save(line.home);
    const said = await line.run(['import']);
    assert.equal(said.code, 0);
    assert.ok(
      said.out.includes(
        'Fourteen days later, of 6 looked at now: 2 trusted and later rewritten or fixed, 1 overrode and the own version stood, ' +
          '1 overrode and came back to the suggestion, 2 without any of these.',
      ),
      said.out.join('\n'),
    );
    const log = await line.log();
    assert.deepEqual(
      Object.fromEntries(log.map((one) => [one.file?.split(/[/.]/)[2], [one.verdict.label, one.followUp?.outcome]])),
      {
        adapted: ['adapted', null],
        back: ['overrode', 'under-reliance'],
        fixed: ['trusted', 'over-reliance'],
        own: ['overrode', 'good-override'],
        rewritten: ['trusted', 'over-reliance'],
        stands: ['trusted', null],
      },
    );
    for (const one of log) {
      assert.equal(one.followUp?.days, 14);
      assert.deepEqual([one.kind, one.domain], ['feature', 'back-end']);
      assert.equal(one.survival.filter(({ at }) => at === '14d').length, 1);
    }
    const again = await line.run(['import', '--json']);
    const summary = JSON.parse(again.out[0] ?? '') as { followUp: { due: number; followed: number } };
    assert.deepEqual([summary.followUp.due, summary.followUp.followed], [0, 0]);
    assert.deepEqual(await line.log(), log);
  });

  it('says nothing of it before fourteen days have passed', async () => {
    const { session } = history();
    const line = new CommandLine('2026-09-10T08:00:00Z');
    session.save(line.home);
    const said = await line.run(['import']);
    assert.ok(!said.out.some((one) => one.includes('Fourteen')));
    assert.ok((await line.log()).every(({ followUp }) => followUp === null));
    line.clock.set('2026-09-20T08:00:00Z');
    await line.run(['import']);
    assert.ok((await line.log()).every(({ followUp }) => followUp !== null));
  });
});
