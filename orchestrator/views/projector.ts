import { EventEmitter, once } from 'node:events';
import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import type { ProcedureLookup } from '../../workflows/assay/procedure.ts';
import { decodeBody } from '../engine/entry.ts';
import type { Committed } from '../engine/engine.ts';
import type { Journal, JournalEntry, ViewPut, ViewStore } from '../storage/ports.ts';
import { projectAlarms } from './alarm-view.ts';
import type { StoredAlarm } from './alarm-view.ts';
import { projectAssay } from './assay-view.ts';
import { projectAuditIndex } from './audit-index.ts';
import { projectBlindControl, projectBlindSample } from './blind-control-view.ts';
import { projectCertificate } from './certificate-view.ts';
import { projectIssued } from './issued-certificate.ts';
import { ChangeFeed } from './change-feed.ts';
import { projectConsignment } from './consignment-view.ts';
import { projectCustomsClient } from './customs-client-view.ts';
import { projectEvidence } from './evidence-view.ts';
import { projectHandling } from './handling-view.ts';
import { projectHeld } from './held-view.ts';
import type { HeldProcess } from './held-view.ts';
import { projectInspectionOrder } from './inspection-order-view.ts';
import { projectInstrumentFile } from './instrument-file-view.ts';
import { projectNomination } from './nomination-view.ts';
import { projectSetup } from './setup-view.ts';
import { projectJournalRoot } from './journal-root-view.ts';
import { projectLabel } from './journey-labels.ts';
import { projectLaboratoryComparison } from './laboratory-comparison-view.ts';
import { projectLogbook } from './logbook-view.ts';
import { collections } from './projection.ts';
import type { Projected, Projection } from './projection.ts';
import { projectPull } from './pull-view.ts';
import { projectRun } from './run-view.ts';
import { projectRunTrail } from './run-trail.ts';
import { projectStoredBottle } from './storage-view.ts';
import { projectCarriage } from './transport-view.ts';
import { projectWebhook } from './webhook-view.ts';

const catchUpPage = 500;
/** Raised when views are projected otherwise than before: those of an older version are thrown away and projected again. */
const projectionVersion = 13;

/** What the views say of how they were made. */
interface ProjectionNote {
  readonly version: number;
  /** Definitions (`id@version`) of entries that the program could not read when it came past them: after a rollback. */
  readonly foreign?: readonly string[];
}

/** Whether this program knows a definition (`id@version`). */
export type DefinitionKnown = (definition: string) => boolean;

/** An entry and the documents that were made of it. */
export interface ProjectedEntry {
  readonly entry: Projected;
  readonly puts: readonly ViewPut[];
}

/** Keeps the views in step with the journal: entry by entry in order, and from where it left off after a start. */
export class Projector {
  readonly #views: ViewStore;
  readonly #journal: Journal;
  readonly #proceduresOf: ProcedureLookup;
  readonly #alarms: AlarmCatalogue;
  readonly #isKnown: DefinitionKnown;
  readonly #foreign = new Set<string>();
  readonly #events = new EventEmitter().setMaxListeners(0);
  #projections: readonly Projection[] = [];
  #position = 0;

  /** `isKnown`: entries of other definitions are not shown, but found by an auditor; without it all are known. */
  constructor(
    views: ViewStore,
    journal: Journal,
    proceduresOf: ProcedureLookup,
    alarms: AlarmCatalogue,
    isKnown: DefinitionKnown = () => true,
  ) {
    this.#views = views;
    this.#journal = journal;
    this.#proceduresOf = proceduresOf;
    this.#alarms = alarms;
    this.#isKnown = isKnown;
  }

  /** Projects what was committed while no projector ran, or could not be projected then. Resolves to how many entries that were. */
  async catchUp(): Promise<number> {
    await this.#startAnewIfOutdated();
    const feed = new ChangeFeed(await this.#views.count(collections.changes));
    const held = await this.#views.find<HeldProcess>(collections.heldProcesses, { index: 'held' });
    const openAlarms = await this.#views.find<StoredAlarm>(collections.alarms, { index: 'open' });
    this.#projections = [
      projectConsignment,
      projectRun,
      projectRunTrail,
      projectAssay(this.#proceduresOf),
      projectInstrumentFile,
      projectCertificate,
      projectIssued,
      projectPull,
      projectWebhook,
      projectCustomsClient,
      projectHandling,
      projectSetup,
      projectStoredBottle,
      projectCarriage,
      projectEvidence,
      projectLabel,
      projectLaboratoryComparison,
      projectBlindSample,
      projectBlindControl,
      projectNomination,
      projectInspectionOrder,
      projectJournalRoot,
      projectLogbook(this.#proceduresOf),
      projectAuditIndex,
      projectHeld(held),
      projectAlarms(openAlarms, this.#alarms),
      (entry) => feed.project(entry),
    ];
    this.#position = await this.#views.position();
    for (let done = 0; ; ) {
      const page = await this.#journal.tail(this.#position, catchUpPage);
      if (page.length === 0) return done;
      await this.#put(page.map((entry) => this.#fromJournal(entry)));
      done += page.length;
    }
  }

  async #startAnewIfOutdated(): Promise<void> {
    const stored = await this.#views.get<ProjectionNote>(collections.meta, 'projection');
    const foreign = stored?.foreign ?? [];
    this.#foreign.clear();
    if (stored?.version === projectionVersion && !foreign.some(this.#isKnown)) {
      for (const definition of foreign) this.#foreign.add(definition);
      return;
    }
    await this.#views.clear();
    await this.#views.put([this.#note()], 0);
  }

  #note(): ViewPut {
    const doc: ProjectionNote = { version: projectionVersion, ...(this.#foreign.size > 0 && { foreign: [...this.#foreign] }) };
    return { collection: collections.meta, key: 'projection', doc };
  }

  #fromJournal(entry: JournalEntry): Projected {
    const { definition, input, snapshot, hold, effects } = decodeBody(entry.body);
    const { process, seq, position } = entry;
    const projected = { process, definition: nameOf(definition), seq, position, input, snapshot, hold: hold ?? null, effects };
    if (this.#isKnown(definition)) return projected;
    this.#foreign.add(definition);
    return { ...projected, isForeign: true };
  }

  async committed(batch: readonly Committed[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    // A batch before this one could not be projected: the journal has it.
    if (first.entry.position !== this.#position + 1) await this.catchUp();
    else await this.#put(batch.map(fromCommit));
    this.#events.emit('projected');
  }

  /** How far the journal has been projected. */
  get position(): number {
    return this.#position;
  }

  /** Tells of all that is projected from now on, in order of the journal, once it is stored. */
  follow(listener: (entries: readonly ProjectedEntry[]) => void): void {
    this.#events.on('stored', listener);
  }

  /** Resolves at the next projected batch, or when the signal says so. */
  async next(signal: AbortSignal): Promise<void> {
    await once(this.#events, 'projected', { signal }).catch(() => {});
  }

  async #put(entries: readonly Projected[]): Promise<void> {
    const made = entries.map((entry): ProjectedEntry => {
      const projections = entry.isForeign ? [projectAuditIndex] : this.#projections;
      return { entry, puts: projections.flatMap((project) => project(entry)) };
    });
    const position = entries.at(-1)?.position ?? this.#position;
    // Noted in the same write: a program that can read them makes the views anew.
    const note = entries.some(({ isForeign }) => isForeign) ? [this.#note()] : [];
    await this.#views.put([...made.flatMap(({ puts }) => puts), ...note], position);
    this.#position = position;
    this.#events.emit('stored', made);
  }
}

const nameOf = (definition: string): string => definition.split('@')[0] ?? definition;

function fromCommit({ entry, input, process, effects }: Committed): Projected {
  const { definitionKey, state, hold } = process;
  const { seq, position } = entry;
  return { process: process.id, definition: nameOf(definitionKey), seq, position, input, snapshot: state?.snapshot ?? null, hold, effects };
}
