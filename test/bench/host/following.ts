import { acceptAtEnd, suggestion } from './accepting.ts';
import { code, openNew, typeAt } from './document.ts';
import type { WindowResults } from './shared.ts';

const suggestions = 50;
const keys = 250;

/** 50 suggestions accepted with Tab, then keys before all of them and inside one. */
export async function benchFollowing(results: WindowResults): Promise<void> {
  const editor = await openNew('bench-following.ts', code(5000));
  results.accepts.push(...(await acceptAtEnd(editor, suggestions)));
  await typeAt('typing before all', editor, 0, keys);
  const middle = suggestion(suggestions / 2);
  const inside = editor.document.getText().indexOf(middle) + middle.indexOf('items');
  await typeAt('typing inside', editor, inside, keys);
}
