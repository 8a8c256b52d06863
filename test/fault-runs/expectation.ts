import type { AlarmCode } from '../../config/alarms/load.ts';
import type { AlarmView } from '../../orchestrator/views/model.ts';
import type { BenchPort } from '../support/bench-port/bench-port.ts';

/**
 * An alarm while the fault stands, and after it has gone: it is not there yet, it calls, or it is over; and how often it has called by
 * then, when not once. What is over still wants to be acknowledged.
 */
export type ExpectedAlarm = readonly [
  code: AlarmCode,
  priority: 1 | 2 | 3 | 4,
  standing: 'not yet' | 'calls' | 'over',
  after: 'calls' | 'over',
  calls?: number,
];

/** What one fault does to run, sample and alarm. */
export interface FaultRow {
  readonly name: string;
  /** Done to the port while the sampler cuts. */
  readonly begin: (port: BenchPort) => void;
  /** Puts it right. */
  readonly end: (port: BenchPort) => void;
  /** s of wall time. */
  readonly stands: number;
  /** State of the run while the fault stands, and after it has gone and before anybody did anything. */
  readonly run: readonly [standing: string, after: string];
  /** What a person has to do that the run goes on to its end. */
  readonly operator: 'nothing' | 'resume';
  /** Planned cuts are missed. */
  readonly misses: boolean;
  /** Codes of the doubts the run has of its sample, in the order in which they came. */
  readonly suspicions: readonly string[];
  readonly alarms: readonly ExpectedAlarm[];
}

const told = ({
  code,
  priority,
  state,
  occurrences,
}: Pick<AlarmView, 'code' | 'priority' | 'state' | 'occurrences'>) =>
  `${code} of priority ${priority}: ${state}, ${occurrences} time${occurrences === 1 ? '' : 's'}`;

/** Alarms of the port as they are, each in one line. */
export const alarmsOf = async (port: BenchPort): Promise<readonly string[]> =>
  (await port.alarms()).map(told).sort();

/** The same lines as they should be. */
export const expectedAlarms = (
  alarms: readonly ExpectedAlarm[],
  when: 'standing' | 'after' | 'end',
): readonly string[] =>
  alarms
    .filter(([, , standing]) => when !== 'standing' || standing !== 'not yet')
    .map(([code, priority, standing, after, times = 1]) => {
      const calls = when !== 'end' && (when === 'standing' ? standing : after) === 'calls';
      return told({
        code,
        priority,
        state: calls ? 'unacknowledged' : 'returned-unacknowledged',
        occurrences: when === 'standing' ? 1 : times,
      });
    })
    .sort();
