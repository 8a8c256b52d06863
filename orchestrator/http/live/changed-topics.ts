import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import type { Caller } from '../../services/contract.ts';
import { collections } from '../../views/projection.ts';
import type { ProjectedEntry } from '../../views/projector.ts';
import { isOneOf, maySee, watchesOver } from '../operator/stage-sight.ts';
import { operationRoles } from '../operation-roles.ts';
import { ofStages, readBy, topicsOfDefinition, topicsOfView } from './topics.ts';
import type { Topic } from './topics.ts';

/** When a topic last changed for those who may see processes of one definition. */
interface Mark {
  readonly topic: Topic;
  /** One process of the definition; null for what only those learn of who watch over everything. */
  readonly about: ProcessId | null;
  readonly position: number;
}

const topicsByName = new Map(
  (Object.keys(collections) as (keyof typeof collections)[]).map((view) => [collections[view] as string, topicsOfView[view]]),
); // prettier-ignore

/**
 * Which topics changed since which position of the journal, from `since` on. Of each it keeps the newest change only, so that it stays
 * as small as the list of topics however long it goes on.
 */
export class ChangedTopics {
  readonly since: number;
  #position: number;
  readonly #marks = new Map<string, Mark>();

  constructor(since: number) {
    this.since = since;
    this.#position = since;
  }

  get position(): number {
    return this.#position;
  }

  /** Takes entries with what was projected of them, in order of the journal. */
  note(entries: readonly ProjectedEntry[]): void {
    for (const { entry, puts } of entries) {
      this.#position = entry.position;
      for (const topic of topicsOfDefinition[entry.definition] ?? []) this.#mark(topic, entry.process);
      for (const { collection, doc } of puts)
        for (const topic of topicsByName.get(collection) ?? [])
          this.#mark(topic, subjectOf(topic, doc, entry.process));
    }
  }

  /** What changed after a position of those topics that the caller may read. */
  after(position: number, caller: Caller): readonly Topic[] {
    const changed = [...this.#marks.values()].filter(
      (mark) => mark.position > position && isTold(caller, mark),
    );
    return [...new Set(changed.map(({ topic }) => topic))];
  }

  #mark(topic: Topic, about: ProcessId | null): void {
    const definition = about === null ? '' : about.slice(0, about.indexOf('/'));
    this.#marks.set(`${topic} ${definition}`, { topic, about, position: this.#position });
  }
}

/** An alarm is about the process that it names, whoever acknowledges it. */
const subjectOf = (topic: Topic, doc: object, process: ProcessId): ProcessId | null =>
  topic === 'alarms' && 'process' in doc ? (doc.process as ProcessId | null) : process;

function isTold(caller: Caller, { topic, about }: Mark): boolean {
  if (!isOneOf(caller, operationRoles[readBy[topic]])) return false;
  if (!ofStages.has(topic)) return true;
  return about === null ? watchesOver(caller) : maySee(caller, about);
}
