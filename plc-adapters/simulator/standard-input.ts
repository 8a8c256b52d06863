import { createInterface } from 'node:readline';
import { z } from 'zod';
import { PREPARATION_UNIT, SAMPLER_UNIT } from './virtual-plant.ts';
import type { VirtualPort } from './virtual-port.ts';

const unit = z.enum([SAMPLER_UNIT, PREPARATION_UNIT]);

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
  z.strictObject({ do: z.literal('replace-container'), position: z.int().min(1).max(8) }),
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
    perform(port, deed);
    answer(JSON.stringify({ done: deed.do }));
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

function perform(port: VirtualPort, deed: Deed): void {
  switch (deed.do) {
    case 'fault':
      return port.plant.raiseFault(deed.unit, deed.code, deed.class);
    case 'clear-fault':
      return port.plant.clearFault(deed.unit, deed.code);
    case 'mode':
      return port.plant.turnModeKey(deed.unit, deed.mode);
    case 'estop':
      return port.plant.emergencyStop(deed.unit, deed.pressed, deed.reset);
    case 'freeze':
      return port.freeze(deed.frozen);
    case 'drop-connections':
      return port.dropConnections();
    case 'replace-container':
      return port.plant.replaceContainer(deed.position);
    case 'purge':
      return port.plant.purgePreparation();
  }
}
