import type { ReviewState, ViewCommand } from '../core/reflect/messages.ts';
import { fill, type ReviewStrings } from '../core/reflect/strings.ts';
import { button, element } from './dom.ts';

/** What is shown when no decision is: what will appear here, that all is answered, or that more could be reviewed. */
export function emptyView(
  { more, started }: Pick<ReviewState, 'more' | 'started'>,
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
