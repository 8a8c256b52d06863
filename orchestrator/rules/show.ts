import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Part } from './path.ts';
import { isSource, membersOf } from './sources.ts';
import { both, sourceLines } from './words.ts';

/** Longest list printed in one line, characters. */
const longestInline = 100;

/** A part of a pack as people read it: values by name, each source below what it is the source of. */
export function partLines({ value, source }: Part): readonly string[] {
  if (typeof value !== 'object' || value === null) return [String(value), ...(source ? sourced(source) : [])];
  const own = 'source' in value && isSource(value.source);
  return [...nodeLines(value), ...(own || source === null || isSource(value) ? [] : sourced(source))];
}

function nodeLines(value: object): readonly string[] {
  if (isSource(value)) return sourced(value);
  if (isBilingual(value)) return [both(value)];
  const members = membersOf(value);
  // The source last: values first, then where they come from.
  const ordered = [...members.filter(({ member }) => !isSource(member)), ...members.filter(({ member }) => isSource(member))];
  return ordered.flatMap(({ step, member }) => memberLines(step, member));
}

function memberLines(step: string, member: unknown): readonly string[] {
  if (typeof member !== 'object' || member === null) return [`${step}: ${String(member)}`];
  if (isSource(member)) return step === 'source' ? sourced(member) : [`${step}:`, ...sourced(member).map(indented)];
  if (isBilingual(member)) return [`${step}: ${both(member)}`];
  const inline = inlined(member);
  return inline === null ? [`${step}:`, ...nodeLines(member).map(indented)] : [`${step}: ${inline}`];
}

/** Lists and objects of a few plain values in one line, null where they are more than that. */
function inlined(value: object): string | null {
  const members = membersOf(value);
  if (members.some(({ member }) => typeof member === 'object' && member !== null)) return null;
  const text = members.map(({ step, member }) => (Array.isArray(value) ? String(member) : `${step} ${String(member)}`)).join(', ');
  return text.length <= longestInline ? text : null;
}

function sourced(source: Parameters<typeof sourceLines>[0]): readonly string[] {
  const [first = '', ...rest] = sourceLines(source);
  return [`依据 source: ${first}`, ...rest.map(indented)];
}

const isBilingual = (value: object): value is Bilingual =>
  Object.keys(value).sort().join() === 'en,zh' && Object.values(value).every((text) => typeof text === 'string');

const indented = (line: string): string => `  ${line}`;
