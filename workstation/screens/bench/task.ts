import type { Schemas } from '../../api/client.ts';
import type { Bilingual } from '../../i18n/language.ts';
import { normaliseCode } from '../../scanner/normalise.ts';

export type Task = Schemas['AssayTask'];
export type TaskItem = Task['items'][number];
export type Verdict = Schemas['DeterminationVerdict'];

export const needsMore = ({ verdict }: TaskItem): boolean => verdict.kind === 'need-more';

interface Awaited {
  readonly definition: Pick<TaskItem['definition'], 'rule'>;
  readonly determinations: readonly Pick<TaskItem['determinations'][number], 'analyst'>[];
  readonly verdict: Pick<Verdict, 'kind'>;
}

/** Whether more is wanted of this person: observers answer each for themselves, once. */
export const awaits = ({ definition, determinations, verdict }: Awaited, user: string): boolean =>
  verdict.kind === 'need-more' &&
  (definition.rule !== 'observation' || determinations.every(({ analyst }) => analyst !== user));

type Named = Pick<TaskItem['definition'], 'item' | 'name' | 'rule'>;
type Telling = (name: Bilingual) => string;

/** What an item is called by in short: its symbol; an observation has none but its name. */
export const symbolOf = ({ item, name, rule }: Named, told: Telling): string =>
  rule === 'observation' ? told(name) : item;

/** Symbol and name of an item. */
export const nameOfItem = (named: Named, told: Telling): string =>
  named.rule === 'observation' ? told(named.name) : `${named.item} ${told(named.name)}`;

/** Codes as they are compared: labels and scanners may group them with hyphens. */
export const bareCode = (code: string): string => normaliseCode(code).replaceAll(/[^0-9A-Z]/g, '');

/** The task a scanned label is of. */
export const taskOf = (tasks: readonly Task[], scanned: string): Task | undefined =>
  tasks.find(({ code }) => bareCode(code) === bareCode(scanned));

/** Verdicts that nobody but a reviewer can move on, by returning the item. */
export const isOpen = ({ kind }: Verdict): boolean =>
  kind === 'reviewer-chooses' ||
  kind === 'no-agreement' ||
  kind === 'discard-all' ||
  kind === 'observers-disagree';
