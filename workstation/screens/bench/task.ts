import type { Schemas } from '../../api/client.ts';
import { normaliseCode } from '../../scanner/normalise.ts';

export type Task = Schemas['AssayTask'];
export type TaskItem = Task['items'][number];
export type Verdict = Schemas['DeterminationVerdict'];

export const needsMore = ({ verdict }: TaskItem): boolean => verdict.kind === 'need-more';

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
