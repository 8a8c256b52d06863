import { z } from 'zod';
import { LINK_STATES, type LinkState } from './faulty-link.ts';
import { PREPARATION_UNIT, SAMPLER_UNIT, UNIT_NAMES } from './unit-names.ts';
import type { VirtualPlant } from './virtual-plant.ts';

const unit = z.enum(UNIT_NAMES);
/** No PLC's clock is off by more than a battery's life, s. */
const LONGEST_JUMP = 10 * 365 * 86_400;

/** What can be done to the plant: by people on the spot, by chance, by whoever pulls a cable. One JSON object each. */
export const deedSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('fault'),
    unit,
    code: z.int().min(1),
    class: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  }),
  z.strictObject({ do: z.literal('clear-fault'), unit, code: z.int().optional() }),
  z.strictObject({ do: z.literal('mode'), unit, mode: z.int().min(1).max(3) }),
  z.strictObject({ do: z.literal('estop'), unit, pressed: z.boolean(), reset: z.boolean().optional() }),
  z.strictObject({ do: z.literal('freeze'), frozen: z.boolean() }),
  z.strictObject({ do: z.literal('freeze-heartbeat'), unit, frozen: z.boolean() }),
  z.strictObject({
    do: z.literal('jump-clock'),
    unit,
    seconds: z.number().min(-LONGEST_JUMP).max(LONGEST_JUMP),
  }),
  z.strictObject({ do: z.literal('power-cycle') }),
  z.strictObject({ do: z.literal('download'), unit }),
  z.strictObject({ do: z.literal('certificate'), expired: z.boolean() }),
  z.strictObject({ do: z.literal('drop-connections') }),
  z.strictObject({ do: z.literal('link'), state: z.enum(LINK_STATES) }),
  z.strictObject({ do: z.literal('disturb'), unit, what: z.string(), stands: z.boolean() }),
  z.strictObject({
    do: z.literal('replace-container'),
    unit: unit.default(SAMPLER_UNIT),
    position: z.int().min(1),
  }),
  z.strictObject({
    do: z.literal('put-container'),
    unit,
    position: z.int().min(1),
    sampleId: z.string().min(1),
    mass: z.number().positive(),
  }),
  z.strictObject({ do: z.literal('purge') }),
]);
export type Deed = z.infer<typeof deedSchema>;

/** What deeds are done to. */
export interface DeedScene {
  readonly plant: VirtualPlant;
  freeze(frozen: boolean): void;
  dropConnections(): void;
  /** All PLCs lose their power and boot again; a boot that fails ends the process, as nothing could go on. */
  powerCycle(): unknown;
  /** The OPC UA server boots again with an expired certificate, or with its good one. */
  showExpiredCertificate(shown: boolean): unknown;
  /** False when the port has no link of its own to disturb. */
  setLink(state: LinkState): boolean;
}

/** The deed in a JSON text, or why it is none. */
export function parseDeed(line: string): Deed | string {
  try {
    const parsed = deedSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : z.prettifyError(parsed.error);
  } catch {
    return 'Not a JSON object on one line.';
  }
}

/** Null when it was done, else why it could not be. */
export function perform(scene: DeedScene, deed: Deed): string | null {
  const { plant } = scene;
  const concerned = deed.do === 'purge' ? PREPARATION_UNIT : 'unit' in deed ? deed.unit : null;
  if (concerned !== null && !plant.units.some(({ unit: name }) => name === concerned)) {
    return `${concerned} does not run here.`;
  }
  switch (deed.do) {
    case 'fault':
      plant.raiseFault(deed.unit, deed.code, deed.class);
      return null;
    case 'clear-fault':
      plant.clearFault(deed.unit, deed.code);
      return null;
    case 'mode':
      plant.turnModeKey(deed.unit, deed.mode);
      return null;
    case 'estop':
      plant.emergencyStop(deed.unit, deed.pressed, deed.reset);
      return null;
    case 'freeze-heartbeat':
      plant.freezeHeartbeat(deed.unit, deed.frozen);
      return null;
    case 'jump-clock':
      plant.jumpClock(deed.unit, deed.seconds * 1000);
      return null;
    case 'download':
      plant.download(deed.unit);
      plant.keep();
      scene.powerCycle();
      return null;
    case 'power-cycle':
      plant.keep();
      scene.powerCycle();
      return null;
    case 'certificate':
      plant.keep();
      scene.showExpiredCertificate(deed.expired);
      return null;
    case 'link':
      return scene.setLink(deed.state)
        ? null
        : 'This port has no link to disturb; start it with --faulty-link.';
    case 'disturb':
      if (plant.disturb(deed.unit, deed.what, deed.stands)) return null;
      return `${deed.unit} knows only: ${plant.disturbances(deed.unit).join(', ') || 'no disturbance'}.`;
    case 'freeze':
      scene.freeze(deed.frozen);
      return null;
    case 'drop-connections':
      scene.dropConnections();
      return null;
    case 'replace-container':
      return plant.replaceContainer(deed.position, deed.unit)
        ? null
        : `${deed.unit} has no place ${deed.position}.`;
    case 'put-container':
      return plant.putContainer(deed.unit, deed.position, deed.sampleId, deed.mass)
        ? null
        : `${deed.unit} has no empty place ${deed.position}.`;
    case 'purge':
      plant.purgePreparation();
      return null;
  }
}
