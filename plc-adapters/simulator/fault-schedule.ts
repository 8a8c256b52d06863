import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { deedSchema, type Deed } from './deeds.ts';
import { UNIT_NAMES } from './unit-names.ts';
import type { VirtualPlant } from './virtual-plant.ts';

/** Deeds that come by themselves; asked once a scan. */
export interface FaultSource {
  /** What is to be done now, in order; each deed is given out once. */
  due(plant: VirtualPlant): readonly Deed[];
}

const scheduleSchema = z.array(
  z.union([
    z.strictObject({ at: z.number().min(0), deed: deedSchema }),
    z.strictObject({ unit: z.enum(UNIT_NAMES), cut: z.int().min(1), deed: deedSchema }),
  ]),
);
export type Appointment = z.infer<typeof scheduleSchema>[number];

/** Plant seconds since the source was first asked; a power cycle sets the plant's own time back to 0, not this one. */
export class PlantStopwatch {
  #before = 0;
  #last: number | null = null;

  read(plant: VirtualPlant): number {
    const now = plant.now;
    if (this.#last === null) this.#before = -now;
    else if (now < this.#last) this.#before += this.#last;
    this.#last = now;
    return this.#before + now;
  }
}

/** Deeds at an instant of plant time, s, or at a unit's nth planned cut, both counted from the first scan asked about. */
export class FaultSchedule implements FaultSource {
  readonly #watch = new PlantStopwatch();
  readonly #cutsBefore = new Map<string, number>();
  #waiting: readonly Appointment[];

  constructor(appointments: readonly Appointment[]) {
    this.#waiting = appointments;
  }

  due(plant: VirtualPlant): readonly Deed[] {
    const now = this.#watch.read(plant);
    const isDue = (each: Appointment): boolean =>
      'at' in each ? each.at <= now : this.#cutsSince(plant, each.unit) >= each.cut;
    const due = this.#waiting.filter(isDue);
    if (due.length > 0) this.#waiting = this.#waiting.filter((each) => !due.includes(each));
    return due.map(({ deed }) => deed);
  }

  /** 0 for a unit that does not run: its appointments wait for ever. */
  #cutsSince(plant: VirtualPlant, unit: string): number {
    if (!plant.units.some((each) => each.unit === unit)) return 0;
    const cuts = plant.cuts(unit);
    const before = this.#cutsBefore.get(unit);
    if (before === undefined) this.#cutsBefore.set(unit, cuts);
    return cuts - (before ?? cuts);
  }
}

/**
 * A JSON file with a list of `{"at": s, "deed": {…}}` and `{"unit": …, "cut": n, "deed": {…}}`.
 * @throws RefusedError SCHEDULE_UNREADABLE when it cannot be read or says anything else.
 */
export function readSchedule(path: string): readonly Appointment[] {
  const refuse = (message: string): never => {
    throw new RefusedError({
      code: 'SCHEDULE_UNREADABLE',
      field: '--schedule',
      message: `${path}: ${message}`,
      remedy: 'Give a JSON list of {"at":…,"deed":{…}} or {"unit":…,"cut":…,"deed":{…}}.',
    });
  };
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const parsed = scheduleSchema.safeParse(content);
  return parsed.success ? parsed.data : refuse(z.prettifyError(parsed.error));
}
