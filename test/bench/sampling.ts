import { coalSamplingDefinition } from '../../workflows/coal-sampling/machine.ts';
import { plannedOrder } from '../../workflows/coal-sampling/order.ts';
import { blindCode, decimalString, instant, processId, unitId } from '../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { Input } from '../../workflows/kernel/process.ts';
import type { SamplerOrder } from '../../workflows/sampler-run/run.ts';
import type { Subject } from './subject.ts';

const input = (process: string, id: string, event: Input['event']): Input => ({
  id: `${process}/${id}`,
  at: instant('2026-01-01T00:00:00.000Z'),
  actor: { kind: 'plant', id: 'CS-01' },
  event,
});

function startInput(process: ProcessId): Input {
  const plan = {
    basis: 'time',
    interval: decimalString('461'),
    incrementsPerUnit: 39,
    unitMass: decimalString('10000'),
    units: 1,
  } as const;
  const order: SamplerOrder = {
    parent: processId('consignment/021520261000004821.1'),
    sampler: unitId('CS-01'),
    lotId: blindCode('47K9HBN982Z3DS'),
    sampleId: blindCode('B2QKN9043ZQR70'),
    ...plannedOrder({ plan, unitNo: 1, cutterSpeed: 4.5, quantityTolerance: decimalString('0.01') }),
  };
  return input(process, 'start', { type: 'process.start', input: { order } });
}

/** What brings a run to cutting: the sampler is granted, found idle, and started. */
const untilCutting = (process: ProcessId): readonly Input[] => [
  input(process, 'granted', { type: 'unit.granted', unit: 'CS-01' }),
  input(process, 'idle', { type: 'unit.readings', readings: { 'Sts.StateCurrent': 4, 'Act.CutCount': 0, 'Act.BeltTotal': 0 } }),
  input(process, 'started', { type: 'command.done', command: 'start', totalBefore: 0 }),
];

const increment = (process: ProcessId, no: number): Input =>
  input(process, `record/${no}`, {
    type: 'record.increment',
    idx: no,
    no,
    mass: 31.25,
    flow: 1500,
    total: no * 0.001,
    kept: 1.5625,
    time: '2026-01-01T00:00:00.000Z',
  });

/** The process a port runs most: the sampling of a coal lot, increment by increment. */
export const sampling: Subject = {
  name: 'coal sampling',
  definition: coalSamplingDefinition,
  opening: (process) => [startInput(process), ...untilCutting(process)],
  next: increment,
};
