import { blindCode, processId, unitId } from '../kernel/brand.ts';
import type { Actor } from '../kernel/process.ts';
import { Rehearsal } from '../kernel/testing/rehearsal.ts';
import type { Told } from '../kernel/testing/rehearsal.ts';
import { pneumaticTubeDefinition } from './tube.ts';
import type { TubeContext } from './tube-orders.ts';
import { carrierState } from './tube-unit.ts';

/** Tube T-1 from the line over the office to the laboratory, whose unit PT-01 takes commands, and a carriage that wants to be sent. */

export type Tube = Rehearsal<TubeContext>;

export const stations = ['line', 'office', 'laboratory'];
export const carriage = processId('transport/1');
export const byCarriage: Actor = { kind: 'process', id: carriage };
export const wanted: Told = { type: 'tube.send', code: blindCode('C-1'), carrier: 'carrier 7', from: 'line', to: 'laboratory' };

export const begunTube = (): Tube =>
  Rehearsal.begin<TubeContext>(pneumaticTubeDefinition, 'pneumatic-tube/T-1', { tube: 'T-1', stations, unit: unitId('PT-01') });

export const departedAt = '2026-03-05T08:00:01.000Z';
export const arrivedAt = '2026-03-05T08:00:02.000Z';

/** What the PLC shows: the carrier stands at station 1 and has never left, unless said otherwise. */
export const seen = (more: Readonly<Record<string, number | string | null>> = {}): Told => ({
  type: 'unit.readings',
  readings: {
    'Sts.StateCurrent': 4,
    'Act.CarrierState': carrierState.atStation,
    'Act.CarrierPos': 1,
    'Act.CarrierIdRead': 'carrier 7',
    'Act.SampleIdRead': 'C-1',
    'Act.Transfers': 0,
    'Act.DepartedAt': '1970-01-01T00:00:00.000Z',
    'Act.ArrivedAt': '1970-01-01T00:00:00.000Z',
    'Act.StationState[1]': 1,
    'Act.StationState[2]': 0,
    'Act.StationState[3]': 0,
    ...more,
  },
});
const gone = { 'Act.Transfers': 1, 'Act.DepartedAt': departedAt, 'Act.CarrierPos': 0, 'Act.StationState[1]': 0 };
/** It has left, and is on its way, lost or stuck. */
export const inPipe = (state: 'underWay' | 'lost' | 'stuck' = 'underWay'): Told => seen({ ...gone, 'Act.CarrierState': carrierState[state] });
export const there = (more: Readonly<Record<string, number | string | null>> = {}): Told =>
  seen({ ...gone, 'Act.CarrierState': carrierState.arrived, 'Act.CarrierPos': 3, 'Act.StationState[3]': 1, 'Act.ArrivedAt': arrivedAt, ...more });

export const done = (command = 'send'): Told => ({ type: 'command.done', command, totalBefore: null });
export const failed = (code: string, command = 'send'): Told => ({ type: 'command.failed', command, code, message: 'said so' });
export const unknown: Told = { type: 'command.unknown', command: 'send', code: 'DONE_TIMEOUT', message: 'it may be going on' };
