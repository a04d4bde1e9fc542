import {
  readPageMessage,
  type DraftField,
  type HostMessage,
  type ListQuery,
  type PageMessage,
} from '../../core/portfolio/chooser/messages.ts';
import { chooserStrings } from '../../core/portfolio/chooser/strings.ts';
import { fill, reviewStrings } from '../../core/reflect/strings.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { BuiltPortfolio, ExportStep } from '../../node/portfolio/build.ts';
import type { ExportResult } from '../../node/portfolio/export.ts';
import { Asked } from '../assist/asked.ts';
import { PageRefresh } from '../pageRefresh.ts';
import type { DraftUse } from '../assist/assistPort.ts';
import type { Builder, ChooserParts } from './chooserParts.ts';
import { ChooserSession } from './chooserSession.ts';

/** What the page needs of the editor around it. */
export interface ChooserEditor {
  send(message: HostMessage): void;
  /** BCP 47 tag of the display language. */
  readonly locale: string;
  /** Asks for the folder to write into; undefined when the author turned back. */
  pickFolder(): Promise<string | undefined>;
  confirmOverwrite(names: readonly string[]): Promise<boolean>;
  /** A preview was built, or (null) is gone. */
  previewed(built: BuiltPortfolio | null): void;
  open(name: string, rendered: boolean): Promise<void>;
  written(result: ExportResult, out: string): Promise<void>;
  /** Asks about a group in the review view. */
  sayWhy(group: string): void;
  importHistory(): void;
  /** Something failed that has no sentence for people. */
  unexpected(error: unknown): void;
}

/** What others write in one go is looked at once, so long after the first (ms). */
const settle = 300;

/** What drafts a field. */
const useOf = { title: 'title', note: 'reason' } as const satisfies Record<DraftField, DraftUse>;
const draftName = ({ id, field }: { readonly id: string; readonly field: DraftField }): string => `${field} ${id}`;

/** The words for people who do not program, among what is drafted. */
const plainName = 'plain';

/** Steps of a preview, in their order. */
const steps: readonly ExportStep[] = ['reading the record', 'choosing cases', 'proving them'];

/** Answers one open page. */
export class ChooserHost implements Disposable {
  readonly #parts: ChooserParts;
  readonly #editor: ChooserEditor;
  readonly #session: ChooserSession;
  readonly #store = new DisposableStore();
  readonly #closed = new AbortController();
  #listing = new AbortController();
  /** Drafts a model is asked for now, by case and field. */
  readonly #drafting = new Asked();
  readonly #refresh: PageRefresh;
  #out: string | null;
  /** The case whose words the page shows. */
  #shown: string | null = null;

  /** @param out where the files go without a question; null to be asked */
  constructor(parts: ChooserParts, builder: Builder, editor: ChooserEditor, out: string | null) {
    this.#parts = parts;
    this.#editor = editor;
    this.#out = out;
    this.#session = new ChooserSession(parts, builder);
    this.#refresh = this.#store.add(new PageRefresh(parts.clock, settle, () => this.#guard(() => this.#lookAgain())));
    this.#store.add(parts.ledger.onDidAppend(() => this.lookSoon()));
    if (parts.assist)
      this.#store.add(parts.assist.onDidChange(() => this.#refresh.opened && this.#guard(() => this.#update())));
  }

  /** The command was run again, perhaps with another folder. */
  writeTo(out: string | null): void {
    if (out === null || out === this.#out) return;
    this.#out = out;
    if (this.#refresh.opened) this.#update();
  }

  /** Something may have been recorded, here or in another window. */
  lookSoon(): void {
    this.#refresh.soon();
  }

  /** Whether the page is seen. */
  set visible(visible: boolean) {
    this.#refresh.visible = visible;
  }

  /** What the page said; nothing it says makes this fail. */
  async receive(value: unknown): Promise<void> {
    const message = readPageMessage(value);
    if (!message) return;
    try {
      await this.#handle(message);
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      this.#fail(error);
      if (this.#refresh.opened) this.#guard(() => this.#update());
    }
  }

  /** The page was closed: what was typed last is recorded. */
  dispose(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#listing.abort();
    this.#drafting.dispose();
    this.#store.dispose();
    this.#session.cancelPreview();
    this.#editor.previewed(null);
    if (this.#refresh.opened) this.#session.saveDrafts();
  }

  async #handle(message: PageMessage): Promise<void> {
    const session = this.#session;
    switch (message.type) {
      case 'ready':
        await this.#open();
        return;
      case 'list':
        await this.#list(message);
        return;
      case 'detail':
        this.#shown = message.id;
        this.#sendDetail();
        return;
      case 'words':
        if (message.save) this.#saveWords(message);
        else session.draft(message.id, message.words);
        return;
      case 'draft':
        await this.#draft(message);
        return;
      case 'draft-stop':
        this.#drafting.stop(draftName(message));
        return;
      case 'draft-show':
        await this.#parts.assist?.showOutgoing({ ids: [message.id] }, useOf[message.field]);
        return;
      case 'plain-draft':
        await this.#draftPlain();
        return;
      case 'plain-draft-stop':
        this.#drafting.stop(plainName);
        return;
      case 'plain-draft-show':
        await this.#parts.assist?.showOutgoingOf('summary', session.subject());
        return;
      case 'open':
        await this.#editor.open(message.name, message.rendered);
        return;
      case 'say-why': {
        const group = session.groupOf(message.id);
        if (group !== undefined) this.#editor.sayWhy(group);
        return;
      }
      case 'import-history':
        this.#editor.importHistory();
        return;
      case 'cancel':
        session.cancelPreview();
        return;
      case 'preview':
        await this.#preview();
        break;
      case 'write':
        await this.#write();
        break;
      default:
        this.#change(message);
    }
    this.#update();
  }

  /** What changes the choice. */
  #change(message: PageMessage): void {
    const session = this.#session;
    switch (message.type) {
      case 'pick':
        session.pick(message.id);
        return;
      case 'unpick':
        session.unpick(message.id);
        return;
      case 'move':
        session.move(message.id, message.by);
        return;
      case 'case-code':
        session.setCaseCode(message.id, message.code);
        return;
      case 'options': {
        const { code, period, workspace, names, about, plain, plainDrafted, sign } = message;
        session.setOptions({ code, period, workspace, names, about, plain, plainDrafted, sign });
        return;
      }
      case 'undo':
        this.#undo();
        return;
      default:
    }
  }

  async #open(): Promise<void> {
    const dropped = await this.#session.open(this.#closed.signal);
    this.#refresh.open();
    this.#update();
    this.#tellDropped(dropped);
    await this.#session.findWorkspaces(this.#closed.signal);
    this.#update();
  }

  #lookAgain(): void {
    this.#tellDropped(this.#session.refresh());
    this.#sendDetail();
    this.#update();
  }

  async #list(query: ListQuery): Promise<void> {
    this.#listing.abort();
    const listing = new AbortController();
    this.#listing = listing;
    try {
      const { entries, total } = await this.#session.list(query, listing.signal);
      this.#send({ type: 'list', query: query.query, from: query.from, entries, total });
    } catch (error) {
      if (!listing.signal.aborted) throw error;
    }
  }

  /** Asks for a draft; whatever comes of it, the page hears of it. */
  async #draft({ id, field }: Extract<PageMessage, { type: 'draft' }>): Promise<void> {
    await this.#drafting.ask(
      draftName({ id, field }),
      (signal) => this.#parts.assist?.draft({ ids: [id] }, useOf[field], signal),
      (reply) => {
        const draft = reply && { text: reply.text, by: reply.by, problem: reply.problem };
        this.#send({ type: 'draft', id, field, draft });
      },
    );
  }

  async #draftPlain(): Promise<void> {
    await this.#drafting.ask(
      plainName,
      (signal) => this.#parts.assist?.draftOf('summary', this.#session.subject(), signal),
      (reply) => {
        const draft = reply && { text: reply.draft.summary, by: reply.by, problem: reply.problem };
        this.#send({ type: 'plain-draft', draft });
      },
    );
  }

  #saveWords({ id, words }: Extract<PageMessage, { type: 'words' }>): void {
    const saved = this.#session.saveWords(id, words);
    if (!saved) return;
    this.#update();
    this.#send({ type: 'saved', id, words: saved });
  }

  #undo(): void {
    const undone = this.#session.undo();
    if (!undone) return;
    if (undone.id !== null) {
      this.#shown = undone.id;
      this.#sendDetail();
    }
    this.#tell('said', fill(this.#say('undone'), undone.words));
  }

  async #preview(): Promise<void> {
    const words: Readonly<Partial<Record<ExportStep, string>>> = {
      'reading the record': this.#say('stepReading'),
      'choosing cases': this.#say('stepChoosing'),
      'proving them': this.#say('stepProving'),
    };
    try {
      const built = await this.#session.preview((step) => {
        const at = steps.indexOf(step) + 1;
        this.#send({ type: 'progress', text: words[step] ?? step, step: Math.max(at, 1), steps: steps.length });
      });
      this.#tell('said', fill(this.#say('previewed'), built.files.length));
    } finally {
      this.#send({ type: 'progress', text: null, step: 0, steps: 0 });
    }
  }

  async #write(): Promise<void> {
    if (!this.#session.canWrite) return;
    const out = this.#out ?? (await this.#editor.pickFolder());
    if (out === undefined) return;
    const mayOverwrite = (names: readonly string[]): Promise<boolean> => this.#editor.confirmOverwrite(names);
    const result = await this.#session.write({ out, mayOverwrite });
    this.#tell('said', fill(this.#say('written'), out));
    await this.#editor.written(result, out);
  }

  #tellDropped(dropped: number): void {
    if (dropped > 0) this.#tell('said', fill(this.#say(dropped === 1 ? 'droppedOne' : 'dropped'), dropped));
  }

  #sendDetail(): void {
    const detail = this.#shown === null ? undefined : this.#session.detail(this.#shown);
    if (detail) this.#send({ type: 'detail', detail });
  }

  #update(): void {
    this.#editor.previewed(this.#session.built);
    const english = Object.entries({ ...reviewStrings, ...chooserStrings });
    this.#send({
      type: 'state',
      ...this.#session.state(),
      locale: this.#editor.locale,
      strings: Object.fromEntries(english.map(([key, text]) => [key, this.#parts.translate(text)])),
      out: this.#out,
      assist: this.#parts.assist?.on ?? false,
    });
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (PairfolioError.is(error, 'cancelled')) this.#tell('said', this.#say('cancelled'));
    else if (PairfolioError.is(error)) this.#tell('error', error.message);
    else {
      this.#editor.unexpected(error);
      this.#tell('error', this.#say('failed'));
    }
  }

  #tell(kind: 'said' | 'error', text: string): void {
    this.#send({ type: 'notice', kind, text });
  }

  #send(message: HostMessage): void {
    if (!this.#closed.signal.aborted) this.#editor.send(message);
  }

  #say(key: keyof typeof chooserStrings): string {
    return this.#parts.translate(chooserStrings[key]);
  }
}
