import { readFile } from 'node:fs/promises';

/** A sealed container as it really stands at the virtual plant. */
export interface FilledContainer {
  readonly unit: string;
  /** Its place at the sampler. */
  readonly place: number;
  readonly seal: string;
  readonly kilograms: number;
  /** What grabs of oil brought into it, mL; 0 for solids. */
  readonly millilitres: number;
}

interface LoggedRecord {
  readonly event: string;
  readonly unit?: string;
  readonly sampleId?: string;
  readonly idx?: number;
  readonly no?: number;
  /** mL of a grab, else kg. */
  readonly mass?: number;
}

/**
 * The containers of one sample in the order they were sealed, out of the plant's own log: a balance shows what really is in them, and
 * no screen tells the people who weigh.
 */
export async function containersOf(plantLog: string, sampleId: string): Promise<readonly FilledContainer[]> {
  const containers: FilledContainer[] = [];
  let millilitres = 0;
  for (const line of (await readFile(plantLog, 'utf8')).split('\n')) {
    if (!line.includes(sampleId)) continue;
    const { event, unit = '', idx = 0, no = 0, mass = 0, ...record } = JSON.parse(line) as LoggedRecord;
    if (record.sampleId !== sampleId) continue;
    if (event === 'grab') millilitres += mass;
    if (event !== 'container') continue;
    containers.push({ unit, place: no, seal: `${unit}-${idx}`, kilograms: mass, millilitres });
    millilitres = 0;
  }
  return containers;
}
