import { faultsOf } from '../plc-adapters/simulator/fault-catalogue.ts';
import { UNIT_NAMES, unitNamed } from '../plc-adapters/simulator/unit-names.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { aligned } from './rules/words.ts';

/** `quaylab simulator`: the virtual PLCs by themselves, and what can go wrong with them. */

type Print = (line: string) => void;

/**
 * Runs the virtual port until it is told to end; deeds come through standard input, a schedule or chance.
 * @param args its own options, as `--help` lists them.
 */
export async function simulator(args: readonly string[]): Promise<void> {
  const { virtualPortCommand } = await import('../plc-adapters/simulator/command.ts');
  await virtualPortCommand('quaylab simulator').parseAsync(args, { from: 'user' });
}

export interface FaultsOptions {
  /** Only this unit's. */
  readonly unit?: string;
  readonly json?: boolean;
}

/** Lists every fault with the lines that begin and end it. Refuses `UNIT_UNKNOWN`. */
export function simulatorFaults({ unit, json }: FaultsOptions, print: Print): void {
  const faults = unitsOf(unit).flatMap(faultsOf);
  if (json) return print(JSON.stringify(faults, null, 2));
  const rows = faults.map(({ unit: name, name: fault, code, words, begin }) => [
    name,
    fault,
    code === null ? '' : String(code),
    words,
    JSON.stringify(begin),
  ]);
  const heads = ['装置 unit', '故障 fault', '代码 code', '内容 what', '标准输入 standard input'];
  for (const line of aligned([heads, ...rows])) print(line);
}

function unitsOf(wanted: string | undefined): typeof UNIT_NAMES | readonly [(typeof UNIT_NAMES)[number]] {
  if (wanted === undefined) return UNIT_NAMES;
  const known = unitNamed(wanted);
  if (known) return [known];
  throw new RefusedError({
    code: 'UNIT_UNKNOWN',
    field: '--unit',
    message: `The simulator has no unit ${wanted}.`,
    remedy: `Name one of ${UNIT_NAMES.join(', ')}.`,
  });
}
