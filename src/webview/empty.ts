import type { ReviewState, Standstill, ViewCommand } from '../core/reflect/messages.ts';
import { fill, type ReviewStrings } from '../core/reflect/strings.ts';
import { button, element } from './dom.ts';

/** What to say where nothing is recorded, and what to do about it. */
const standing: Readonly<
  Record<Standstill, readonly [keyof ReviewStrings, keyof ReviewStrings, keyof ReviewStrings, ViewCommand]>
> = {
  paused: ['standstillPaused', 'standstillPausedBody', 'standstillPausedNext', 'resume'],
  untrusted: ['standstillUntrusted', 'standstillUntrustedBody', 'standstillUntrustedNext', 'manage-trust'],
  off: ['standstillOff', 'standstillOffBody', 'standstillOffNext', 'privacy-settings'],
};

/**
 * What is shown when no decision is: why none can come, what will appear here, that all is answered, or that more could
 * be reviewed.
 */
export function emptyView(
  { more, started, standstill }: Pick<ReviewState, 'more' | 'started' | 'standstill'>,
  answered: boolean,
  strings: ReviewStrings,
  run: (command: ViewCommand) => void,
): HTMLElement {
  const review = button(strings.reviewMore, () => run('review-more'), { class: 'primary' });
  const box = element('section', { class: 'empty', tabindex: '-1', 'aria-labelledby': 'empty-title' });
  const title = (text: string): HTMLElement => element('h2', { id: 'empty-title' }, text);
  if (answered || more > 0) {
    if (more > 0)
      box.append(
        title(fill(answered ? strings.doneMore : strings.waiting, more)),
        element('div', { class: 'buttons' }, review),
      );
    else {
      const show = button(strings.exportPortfolio, () => run('export-portfolio'), { class: 'primary' });
      box.append(title(strings.done), element('p', {}, strings.idleBody), element('div', { class: 'buttons' }, show));
    }
    return box;
  }
  if (standstill) {
    const [what, body, next, command] = standing[standstill];
    box.append(
      title(strings[what]),
      element('p', {}, strings[body]),
      element(
        'div',
        { class: 'buttons' },
        button(strings[next], () => run(command), { class: 'primary' }),
        button(strings.howItWorks, () => run('how-it-works')),
      ),
    );
    return box;
  }
  const links = element(
    'div',
    { class: 'buttons' },
    button(strings.importHistory, () => run('import-history'), { class: started ? '' : 'primary' }),
    button(strings.howItWorks, () => run('how-it-works')),
    ...(started ? [button(strings.exportPortfolio, () => run('export-portfolio'))] : []),
  );
  if (started) box.append(title(strings.idleTitle), element('p', {}, strings.idleBody));
  else
    box.append(title(strings.emptyTitle), element('p', {}, strings.emptyBody), element('p', {}, strings.emptyPrivate));
  box.append(links);
  return box;
}
