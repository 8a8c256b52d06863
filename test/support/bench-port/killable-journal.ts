import { MemoryJournal } from '../../../orchestrator/engine/testing/memory-journal.ts';
import type { EntryDraft, JournalHead } from '../../../orchestrator/storage/ports.ts';

/** `before` a commit, so that what was decided is lost; or `after` it, before anything was done about it. */
export type Moment = 'before' | 'after';

/** A journal whose server can be killed at one of its commits; what is in it stays, and the next server goes on with it. */
export class KillableJournal extends MemoryJournal {
  #dead = false;
  #death: { commits: number; readonly moment: Moment } | null = null;

  get isDead(): boolean {
    return this.#dead;
  }

  /** @param commits how many from now on, 1 for the next one. */
  dieAt(commits: number, moment: Moment): void {
    this.#death = { commits, moment };
  }

  /** Nothing is written any more. */
  die(): void {
    this.#dead = true;
  }

  /** A new server has it. */
  revive(): void {
    this.#dead = false;
    this.#death = null;
  }

  override async append(batch: readonly EntryDraft[]): Promise<readonly JournalHead[]> {
    if (this.#death) this.#death.commits -= 1;
    const moment = this.#death?.commits === 0 ? this.#death.moment : null;
    if (moment === 'before') this.die();
    if (this.#dead) throw new Error('the server was killed');
    const heads = await super.append(batch);
    if (moment !== 'after') return heads;
    this.die();
    throw new Error('the server was killed');
  }
}
