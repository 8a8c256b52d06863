import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { EntryBody } from '../engine/entry.ts';
import type { JourneyStep } from './journey-words.ts';

/** What those who tell of the way of a sample are given, and what they say. */

/** By name; masses in kg; what has a name of its own in both languages. Of the words that people typed only places, carriers and seals: reasons may tell of the cargo. */
export type Details = Readonly<Record<string, string | number | Bilingual>>;
export type Told = readonly [JourneyStep, Details?];

/** An entry and what the process knew before it. */
export interface Seen<Context> {
  readonly type: string;
  readonly event: EntryBody['input']['event'];
  readonly before: Context | null;
  readonly now: Context;
  readonly valueBefore: string | null;
  readonly value: string;
  readonly begins: boolean;
  readonly ends: boolean;
}

export type Teller<Context> = (seen: Seen<Context>) => readonly Told[];

/** What is in a list now and was not before. */
export const added = <Item>(before: readonly Item[] | undefined, now: readonly Item[]): readonly Item[] =>
  now.slice(before?.length ?? 0);

export const nameOf = ({ name, id }: Actor): string => name ?? id;
