import type { AlarmCatalogue } from '../../config/alarms/load.ts';
import type { UnitDisplay } from '../../config/site/display.ts';
import type { TagMap } from '../../plc-adapters/tag-map/parse.ts';
import type { UnitSnapshot } from '../../plc-adapters/unit-driver.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { PlantUnitContext, UnitCertificate } from '../../workflows/plant-unit/machine.ts';
import { faultName } from '../views/alarm-conditions/unit.ts';

/** A unit as its site file, tag map and display describe it. */
export interface DescribedUnit {
  readonly display: UnitDisplay;
  readonly title: Bilingual;
  /** Where it stands; null where the site file does not say. */
  readonly place: Bilingual | null;
  readonly tagMap: Pick<TagMap, 'timing' | 'capacity'>;
}

interface Worded {
  readonly tag: string;
  /** Null when it is not known now. */
  readonly value: string | null;
  readonly title: Bilingual | null;
}

/** What a unit is like now, in words. */
export interface UnitCondition {
  readonly state: Worded;
  readonly mode: Worded;
  /** Null while the unit is not live. */
  readonly fault: {
    readonly code: number;
    readonly class: number;
    readonly title: Bilingual | null;
    readonly classTitle: Bilingual | null;
    readonly firstOut: number;
    readonly firstOutTitle: Bilingual | null;
  } | null;
  readonly interlocks: {
    readonly wordTag: string;
    readonly firstOutTag: string;
    readonly bits: readonly {
      readonly bit: number;
      readonly title: Bilingual;
      readonly set: boolean | null;
      readonly firstOut: boolean;
    }[];
  };
  readonly watchdogs: {
    readonly plc: { readonly tag: string; readonly everyMs: number; readonly lostAfterMs: number };
    /** `seen`: whether the PLC sees our heartbeat; null when that is not known. */
    readonly ours: { readonly tag: string; readonly everyMs: number; readonly seen: boolean | null };
    readonly clockDrift_s: number;
    readonly certificates: readonly UnitCertificate[];
  };
}

const stateTag = 'Sts.StateCurrent';
const modeTag = 'Sts.UnitModeCurrent';
const interlockTag = 'Sts.IntlkWord';
const firstOutTag = 'Sts.IntlkFirstOut';
const plcHeartbeatTag = 'Sts.PlcHeartbeat';
const oursSeenTag = 'Sts.OrchAlive';
const faultClassTag = 'Sts.FaultClass';

/** Reads a unit's condition off its newest values. What is stale or bad is not known. */
export function conditionOf(
  { display, tagMap: { timing } }: DescribedUnit,
  snapshot: Pick<UnitSnapshot, 'live' | 'readings'>,
  context: Pick<PlantUnitContext, 'clockDrift' | 'certificates'> | null,
  catalogue: AlarmCatalogue,
): UnitCondition {
  const tags = new Map(display.stages.flatMap((stage) => stage.tags.map((tag) => [tag.name, tag] as const)));
  const current = (tag: string) => {
    const reading = snapshot.readings[tag];
    return snapshot.live && reading?.quality === 'good' ? reading.value : null;
  };
  const numberOf = (tag: string): number | null => {
    const value = current(tag);
    return typeof value === 'number' ? value : null;
  };
  const titleOf = (tag: string, value: number | null): Bilingual | null =>
    value === null
      ? null
      : (tags.get(tag)?.values.find((word) => word.value === String(value))?.title ?? null);
  const worded = (tag: string, value: string | null): Worded => ({
    tag,
    value,
    title: titleOf(tag, numberOf(tag)),
  });
  const state = titleOf(stateTag, numberOf(stateTag))?.en ?? null;
  const mode = numberOf(modeTag);
  const [code, faultClass, firstOut] = [
    numberOf('Sts.FaultCode'),
    numberOf(faultClassTag),
    numberOf('Sts.FaultFirstOut'),
  ];
  const faultTitle = (fault: number) => (fault === 0 ? null : faultName(fault, catalogue));
  const word = numberOf(interlockTag);
  const first = numberOf(firstOutTag);
  const seen = current(oursSeenTag);
  return {
    state: worded(stateTag, state),
    mode: worded(modeTag, mode === null ? null : String(mode)),
    fault:
      code === null || faultClass === null || firstOut === null
        ? null
        : {
            code,
            class: faultClass,
            title: faultTitle(code),
            classTitle: titleOf(faultClassTag, faultClass),
            firstOut,
            firstOutTitle: faultTitle(firstOut),
          },
    interlocks: {
      wordTag: interlockTag,
      firstOutTag,
      bits: display.interlocks.map(({ bit, title }) => ({
        bit,
        title,
        // Shifted without sign: bit 31 of a UInt32 is one like the others.
        set: word === null ? null : ((word >>> bit) & 1) === 1,
        firstOut: first === bit + 1,
      })),
    },
    watchdogs: {
      plc: {
        tag: plcHeartbeatTag,
        everyMs: timing.plcHeartbeatMs,
        lostAfterMs: timing.plcHeartbeatMs * timing.plcHeartbeatLostAfter,
      },
      ours: {
        tag: oursSeenTag,
        everyMs: timing.orchestratorHeartbeatMs,
        seen: typeof seen === 'boolean' ? seen : null,
      },
      clockDrift_s: context?.clockDrift ?? 0,
      certificates: context?.certificates ?? [],
    },
  };
}
