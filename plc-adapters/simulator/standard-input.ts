import { createInterface } from 'node:readline';
import { z } from 'zod';
import { PREPARATION_UNIT, SAMPLER_UNIT, UNIT_NAMES } from './unit-names.ts';
import type { VirtualPort } from './virtual-port.ts';

const unit = z.enum(UNIT_NAMES);

/** What the people on the spot can do, one JSON object a line. */
const deedSchema = z.discriminatedUnion('do', [
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
  z.strictObject({ do: z.literal('drop-connections') }),
  z.strictObject({ do: z.literal('disturb'), unit, what: z.string(), stands: z.boolean() }),
  z.strictObject({
    do: z.literal('replace-container'),
    unit: unit.default(SAMPLER_UNIT),
    position: z.int().min(1),
  }),
  z.strictObject({ do: z.literal('purge') }),
]);
type Deed = z.infer<typeof deedSchema>;

/** Carries out the deeds that come in; answers each line with `{"done":…}` or `{"refused":…}`. */
export function obeyStandardInput(
  port: VirtualPort,
  input: NodeJS.ReadableStream,
  answer: (line: string) => void,
): void {
  createInterface({ input }).on('line', (line) => {
    if (line.trim() === '') return;
    const deed = parseDeed(line);
    if (typeof deed === 'string') return answer(JSON.stringify({ refused: deed }));
    const refusal = perform(port, deed);
    answer(JSON.stringify(refusal === null ? { done: deed.do } : { refused: refusal }));
  });
}

function parseDeed(line: string): Deed | string {
  try {
    const parsed = deedSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : z.prettifyError(parsed.error);
  } catch {
    return 'Not a JSON object on one line.';
  }
}

/** Null when it was done, else why it could not be. */
function perform({ plant, ...port }: VirtualPort, deed: Deed): string | null {
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
    case 'disturb':
      if (plant.disturb(deed.unit, deed.what, deed.stands)) return null;
      return `${deed.unit} knows only: ${plant.disturbances(deed.unit).join(', ') || 'no disturbance'}.`;
    case 'freeze':
      port.freeze(deed.frozen);
      return null;
    case 'drop-connections':
      port.dropConnections();
      return null;
    case 'replace-container':
      return plant.replaceContainer(deed.position, deed.unit)
        ? null
        : `${deed.unit} has no place ${deed.position}.`;
    case 'purge':
      plant.purgePreparation();
      return null;
  }
}
