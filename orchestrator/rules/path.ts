import { ok, refuse, type Outcome } from '../../workflows/kernel/refusal.ts';
import type { RuleSource } from '../../workflows/kernel/source.ts';
import { isSource, membersOf } from './sources.ts';

/** A part of a pack, with the source that stands nearest around it. */
export interface Part {
  readonly value: unknown;
  readonly source: RuleSource | null;
}

/** `sampling`, `[0]` or `[item=Hg]` */
const oneStep = /\[[^\]]*\]|[^.[\]]+/g;

/**
 * The part of a pack's sections that a path names, as overrides name it: `sampling.minimumMass.rows[0]`,
 * `assay.items[item=Hg].decimals`. Refuses `RULE_PATH_UNKNOWN`, with the steps there are.
 */
export function partAt(sections: Readonly<Record<string, unknown>>, path: string): Outcome<Part> {
  let value: unknown = sections;
  let source: RuleSource | null = null;
  let reached = '';
  for (const step of path.match(oneStep) ?? []) {
    const next = memberAt(value, step);
    if (next === undefined) return refusePath(path, reached, step, value);
    value = next;
    source = sourceOf(value) ?? source;
    reached += reached === '' || step.startsWith('[') ? step : `.${step}`;
  }
  return ok({ value, source });
}

const sourceOf = (value: unknown): RuleSource | null => {
  const own: unknown = typeof value === 'object' && value !== null && 'source' in value ? value.source : undefined;
  return isSource(own) ? own : null;
};

function memberAt(value: unknown, step: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const [, key, wanted] = /^\[(\w+)=(.*)\]$/.exec(step) ?? [];
  if (Array.isArray(value)) {
    const entries = value as readonly unknown[];
    if (key !== undefined)
      return entries.find((entry) => typeof entry === 'object' && entry !== null && (entry as Record<string, unknown>)[key] === wanted);
    const index = /^\[?(\d+)\]?$/.exec(step)?.[1];
    return index === undefined ? undefined : entries[Number(index)];
  }
  return Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
}

function refusePath(path: string, reached: string, step: string, value: unknown) {
  const there = typeof value === 'object' && value !== null ? membersOf(value).map((member) => member.step) : [];
  return refuse({
    code: 'RULE_PATH_UNKNOWN',
    field: 'path',
    message: `${path}: there is no ${step} in ${reached === '' ? 'the pack' : reached}.`,
    remedy: there.length > 0 ? `There is: ${there.join(', ')}.` : `${reached} is a value; end the path there.`,
  });
}
