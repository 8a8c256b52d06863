import type { Schemas } from '../../api/client.ts';
import type { OperationName } from '../../session/session.ts';

type Alarm = Pick<Schemas['Alarm'], 'unit' | 'process'>;

export interface Where {
  readonly kind: 'run' | 'sample' | 'handling' | 'setup';
  readonly to: string;
  /** Code of the sample where there is one. */
  readonly code: string;
}

const sampled: readonly string[] = ['coal-sampling', 'grain-sampling', 'petroleum-sampling', 'coal-preparation'];

/** Where to go from an alarm besides its unit: processes are named after what they are and the code they work under. */
export function whereOf({ unit, process }: Alarm, may: (operation: OperationName) => boolean): readonly Where[] {
  const [definition = '', code = ''] = process?.split('/') ?? [];
  const id = encodeURIComponent(process ?? '');
  const where: Where[] = [];
  if (sampled.includes(definition)) {
    if (unit !== null) where.push({ kind: 'run', to: `/units/${unit}?run=${id}`, code });
    if (may('getSampleJourney')) where.push({ kind: 'sample', to: `/samples/${code}`, code });
  }
  if (definition === 'sample-handling' && may('getHandling')) where.push({ kind: 'handling', to: `/work/handlings/${id}`, code });
  if (definition === 'setup-checks' && may('getSetup')) where.push({ kind: 'setup', to: `/work/setups/${id}`, code });
  return where;
}
