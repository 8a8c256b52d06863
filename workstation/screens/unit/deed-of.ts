import type { paths } from '../../api/paths.ts';
import { portInstant } from '../../i18n/port-day.ts';
import { normaliseNumber } from '../../scanner/normalise.ts';

type Body = paths['/api/v1/runs/{id}/interventions']['post']['requestBody']['content']['application/json'];
export type Deed = Body['deed'];

export const contentsOfContainer = ['kept', 'discarded', 'none'] as const;

/** What the dialog has fields for, as typed. */
export interface DeedDraft {
  readonly kind: Deed['kind'];
  readonly increment: string;
  readonly contents: (typeof contentsOfContainer)[number];
  readonly position: string;
  readonly mass: string;
  readonly seal: string;
  readonly amount: string;
  /** Day and time at the port, as `<input type="datetime-local">` gives them. */
  readonly takenAt: string;
  readonly stage: string;
  /** Digests of the photos of an increment taken by hand. */
  readonly evidence: readonly string[];
}

export type DraftField = Exclude<keyof DeedDraft, 'kind' | 'evidence'>;

/** The fields a deed wants, in the order they are asked. */
export function fieldsOf({ kind, contents }: Pick<DeedDraft, 'kind' | 'contents'>): readonly DraftField[] {
  switch (kind) {
    case 'void-increment':
      return ['increment'];
    case 'replace-container':
      return contents === 'kept' ? ['contents', 'position', 'mass', 'seal'] : ['contents', 'position'];
    case 'begin-manual':
      return [];
    case 'manual-increment':
      return ['amount', 'takenAt'];
    case 'manual-container':
      return ['position', 'mass', 'seal'];
    case 'skip-stage':
      return ['stage'];
  }
}

/** Coal may pass these unprocessed; without a division or a packing there is nothing to test. */
export const skippableStages = ['Crusher6', 'Dryer', 'Crusher3', 'Pulveriser'] as const;

const isFilled = (value: string): boolean => value.trim() !== '';

/** The deed as the server takes it; null while something is missing. What is wrong with a value the server says. */
export function deedOf(draft: DeedDraft, timeZone: string): Deed | null {
  if (!fieldsOf(draft).every((field) => isFilled(draft[field]))) return null;
  const number = (typed: string) => Number(normaliseNumber(typed));
  const { kind, contents } = draft;
  const position = number(draft.position);
  const mass = normaliseNumber(draft.mass);
  const seal = draft.seal.trim();
  switch (kind) {
    case 'void-increment':
      return { kind, increment: number(draft.increment) };
    case 'replace-container':
      return contents === 'kept' ? { kind, contents, position, mass, seal } : { kind, contents, position };
    case 'begin-manual':
      return { kind };
    case 'manual-increment': {
      const [day = '', time = ''] = draft.takenAt.split('T');
      const takenAt = portInstant(day, time, timeZone);
      return { kind, amount: normaliseNumber(draft.amount), takenAt, evidence: [...draft.evidence] };
    }
    case 'manual-container':
      return { kind, position, mass, seal };
    case 'skip-stage': {
      const stage = skippableStages.find((each) => each === draft.stage);
      return stage ? { kind, stage } : null;
    }
  }
}
