import * as vscode from 'vscode';
import type { Pattern } from '../../core/shared/words.ts';
import type { Later } from '../later.ts';

/** Votes of each pattern in a vector, in the core's order; undefined where no decision has any. */
export function patternsIn({ votesOf }: Later, vector: readonly number[]): readonly number[] | undefined {
  return votesOf(vector).get('pattern');
}

/** The shares in words: those with any, the largest first. */
export function describePatterns({ patterns }: Later, votes: readonly number[]): string {
  return patterns
    .map((name, index) => ({ name, votes: votes[index] ?? 0 }))
    .filter((pattern) => pattern.votes > 0)
    .sort((a, b) => b.votes - a.votes)
    .map((pattern) => `${patternName(pattern.name)} ${String(percent(pattern.votes))} %`)
    .join(' · ');
}

/**
 * Asks what the shares really were; what was derived is rough.
 * @returns counts in the core's order, `derived` to go back to those, undefined when the member turned back
 */
export async function askPatterns(
  later: Later,
  votes: readonly number[],
): Promise<readonly number[] | 'derived' | undefined> {
  const { patterns, parsePatterns } = later;
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('How the work was shared'),
    value: patterns.map((name, index) => `${name}=${String(votes[index] ?? 0)}`).join(', '),
    prompt: vscode.l10n.t(
      'Any whole numbers; only their shares count. directive: handed over whole; feedback-loop: repeated until a check passed; iteration: written together; learning: used to learn; validation: own work checked. Empty: as derived from your record.',
    ),
    ignoreFocusOut: true,
    validateInput: (text) => (isEmpty(text) ? undefined : told(later, text)),
  });
  if (answer === undefined) return undefined;
  return isEmpty(answer) ? 'derived' : parsePatterns(answer);
}

/** The share of work done together and of work handed over, while the member types. */
function told({ parsePatterns, patternVotes }: Later, text: string): vscode.InputBoxValidationMessage {
  try {
    const votes = new Map(patternVotes(parsePatterns(text)));
    const [together = 0, handedOver = 0] = votes.get('collaboration') ?? [];
    return {
      message: vscode.l10n.t(
        'Done together (augmentation) {0} %, handed over (automation) {1} %',
        percent(together),
        percent(handedOver),
      ),
      severity: vscode.InputBoxValidationSeverity.Info,
    };
  } catch {
    return {
      message: vscode.l10n.t(
        'Write it like directive=3, iteration=7: each name once, whole numbers, at least one above 0.',
      ),
      severity: vscode.InputBoxValidationSeverity.Error,
    };
  }
}

function patternName(pattern: Pattern): string {
  switch (pattern) {
    case 'directive':
      return vscode.l10n.t('directive');
    case 'feedback-loop':
      return vscode.l10n.t('feedback loop');
    case 'iteration':
      return vscode.l10n.t('iteration');
    case 'learning':
      return vscode.l10n.t('learning');
    case 'validation':
      return vscode.l10n.t('validation');
  }
}

function isEmpty(text: string): boolean {
  return text.trim() === '';
}

/** Of twenty votes. */
function percent(votes: number): number {
  return votes * 5;
}
