import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { decodeBody } from '../engine/entry.ts';
import type { EntryBody } from '../engine/entry.ts';
import type { JournalEntry } from '../storage/ports.ts';
import { chapterOf } from './journey-tellers.ts';
import type { Details, Seen } from './journey-told.ts';
import type { JourneyStage, JourneyStep } from './journey-words.ts';

/** One thing that happened, as the journal has it. */
export interface JourneyEvent {
  readonly step: JourneyStep;
  readonly stage: JourneyStage;
  readonly at: Instant;
  readonly by: Actor;
  readonly process: ProcessId;
  /** Of the entry in the journal. */
  readonly position: number;
  readonly details: Details;
}

/** What of the entries of one process belongs to the journey of a sample, oldest first. */
export function eventsOf(entries: readonly JournalEntry[]): readonly JourneyEvent[] {
  const events: JourneyEvent[] = [];
  let previous: EntryBody['snapshot'] = null;
  for (const { body, position, process } of entries) {
    const { definition, input, snapshot } = decodeBody(body);
    if (!snapshot) continue;
    const seen: Seen<object> = {
      type: input.event.type,
      event: input.event,
      before: previous?.context ?? null,
      now: snapshot.context,
      valueBefore: previous && String(previous.value),
      value: String(snapshot.value),
      begins: previous === null,
      ends: snapshot.status === 'done' && previous?.status !== 'done',
    };
    const { at, actor: by } = input;
    const chapter = chapterOf(definition.split('@')[0] ?? '');
    if (chapter)
      for (const [step, details = {}] of chapter.tell(seen))
        events.push({ step, stage: chapter.stage, at, by, process, position, details });
    previous = snapshot;
  }
  return withoutMiddleCuts(events);
}

/** Of the increments the first and the last; how many there were is in the end of the sampling. */
function withoutMiddleCuts(events: readonly JourneyEvent[]): readonly JourneyEvent[] {
  const last = events.findLast(({ step }) => step === 'last-cut');
  return events.filter((event) => event.step !== 'last-cut' || event === last);
}
