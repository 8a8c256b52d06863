import type { TestVerdict } from '../../workflows/assay/test-verdict.ts';
import type { Verdict } from '../../workflows/conformity/types.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { DecimalString, Instant, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import type { Finding } from '../../workflows/kernel/finding.ts';
import type { PlantState } from '../../workflows/plant-unit/messages.ts';
import type { ViewStore } from '../storage/ports.ts';
import type { ConsignmentView } from './model.ts';
import { collections } from './projection.ts';

/**
 * What happened, one line each and found by its day: what shift reports and statistics are made of, so that neither reads the journal,
 * or every consignment there ever was. Lines name cargoes and codes of all stages: who may be told which is decided by who reads them.
 */
interface LogbookLines {
  /** Something entered at the bench. */
  readonly determination: {
    readonly item: string;
    readonly name: Bilingual;
    /** Which one of its round; null when the rule discarded all of the round with it. */
    readonly no: number | null;
    /** What the rule says of the round so far; `first`: it needs more before it says anything. */
    readonly verdict: TestVerdict['kind'] | 'first';
  };
  /** A run of a sampler or a preparation line that is over, or still is open. */
  readonly run: {
    readonly id: ProcessId;
    readonly voided: number;
    readonly bottles: number;
    readonly findings: readonly Finding[];
  };
  /** A person told a run to hold, resume, finish or abort. */
  readonly command: {
    readonly run: ProcessId;
    readonly unit: UnitId;
    readonly command: string;
    readonly reason: string;
    readonly by: string;
  };
  readonly handling: { readonly id: ProcessId };
  /** A certificate on its way; open until it is issued or void. */
  readonly drafted: {
    readonly id: ProcessId;
    readonly status: string;
    readonly kind: { readonly code: string; readonly title: Bilingual };
    readonly declarationNo: string;
  };
  readonly certificate: {
    readonly what: 'issued' | 'replaced' | 'withdrawn';
    readonly number: string;
    readonly kind: { readonly code: string; readonly title: Bilingual };
    readonly declarationNo: string;
    readonly by: string | null;
    /** Of an issued one, how many of its results have each verdict. */
    readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  };
  /** A consignment that is not closed is open. */
  readonly consignment: { readonly id: ProcessId };
  /** Something of quarantine was found. */
  readonly finding: {
    readonly declarationNo: string;
    readonly finding: string;
    readonly remark: string;
    readonly by: string;
    readonly settled: boolean;
  };
  /** A unit of a lot left a stage. */
  readonly stage: {
    readonly kind: ConsignmentView['kind'];
    readonly stage: string;
    readonly since: Instant;
    readonly next: string;
  };
  /** How one unit of a lot was sampled. */
  readonly sampling: {
    readonly kind: ConsignmentView['kind'];
    readonly unit: UnitId | null;
    readonly label: Bilingual;
    readonly planned: number;
    readonly taken: number;
    readonly missed: number | null;
    /** Absolute %; null where the commodity's standard has no such measure, or nothing was sampled. */
    readonly required: DecimalString | null;
    readonly reached: DecimalString | null;
    readonly validity: 'VALID' | 'SUSPECT' | 'INVALID';
  };
}

export type LogbookKind = keyof LogbookLines;
export type LogbookLine<Kind extends LogbookKind> = LogbookLines[Kind] & { readonly at: Instant };

/** Under what index lines of a day (UTC), or those of what is not over, are found. */
export const openLines = (kind: LogbookKind): string => `${kind}/open`;
export const linesOn = (kind: LogbookKind, day: string): string => `${kind}/${day}`;

/** A state of a unit of plant, from when it was told; kept so that the newest before any time is found at once. */
export interface UnitStateLine {
  readonly unit: UnitId;
  readonly at: Instant;
  /** Of the entry that told it. */
  readonly position: number;
  /** `unreachable`: nothing is known of it; null: its link is back and its state not told yet. */
  readonly state: PlantState | 'unreachable' | null;
}

/** Orders a unit's states from the newest to the oldest: what follows a key was told before. */
export const unitStateKey = (at: Instant, position: number): string =>
  `${newestFirst(Date.parse(at))}-${newestFirst(position)}`;
const newestFirst = (number: number): string => String(Number.MAX_SAFE_INTEGER - number).padStart(16, '0');
const day_ms = 86_400_000;

/** Lines of a kind whose time lies in [from, to), in the order of their keys. Takes as long as the days between have lines of it. */
export async function linesBetween<Kind extends LogbookKind>(
  views: ViewStore,
  kind: Kind,
  from: Instant,
  to: Instant,
): Promise<readonly LogbookLine<Kind>[]> {
  const days: string[] = [];
  for (let at = Date.parse(from.slice(0, 10)); at < Date.parse(to); at += day_ms)
    days.push(new Date(at).toISOString().slice(0, 10));
  const lines: LogbookLine<Kind>[] = [];
  for (const day of days) {
    const found = await views.find<LogbookLine<Kind>>(collections.logbook, { index: linesOn(kind, day) });
    lines.push(...found.filter(({ at }) => at >= from && at < to));
  }
  return lines;
}

/** Lines of a kind that are of what is not over. */
export const linesOfOpen = <Kind extends LogbookKind>(
  views: ViewStore,
  kind: Kind,
): Promise<readonly LogbookLine<Kind>[]> =>
  views.find<LogbookLine<Kind>>(collections.logbook, { index: openLines(kind) });

/** How many states of a unit are read at once. */
const statesPage = 200;

/** States of a unit told before `to`, the oldest first, beginning with the one it was in at `from` where that is known. */
export async function unitStates(
  views: ViewStore,
  unit: UnitId,
  from: Instant,
  to: Instant,
): Promise<readonly UnitStateLine[]> {
  const lines: UnitStateLine[] = [];
  for (let after = to, position = Number.MAX_SAFE_INTEGER; ;) {
    const afterKey = `${unit}/${unitStateKey(after, position)}`;
    const page = await views.find<UnitStateLine>(collections.unitStates, {
      index: unit,
      afterKey,
      limit: statesPage,
    });
    for (const line of page) {
      if (line.at < to) lines.unshift(line);
      if (line.at <= from) return lines;
    }
    const last = page.at(-1);
    if (!last) return lines;
    [after, position] = [last.at, last.position];
  }
}
