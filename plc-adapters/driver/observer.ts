import type { Instant } from '../../workflows/kernel/brand.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { UnitObservation } from '../unit-driver.ts';
import type { Readings } from './readings.ts';

/** Event times of the PLC go into certificates as they are; two seconds are less than any interval between cuts. */
const largestDriftSeconds = 2;
const secondsPerMillisecond = 0.001;

type StateObservation = Extract<UnitObservation, { kind: 'state' }>;

/**
 * Turns readings into observations by comparing with what was last told. After a (re)connect `forget` makes the next
 * look tell state and stream again, changed or not; boot counter and program are kept, since their change is what one wants to notice.
 */
export class Observer {
  private readonly map: TagMap;
  private toldState: string | null = null;
  private toldFlowing: boolean | null = null;
  private bootCounter: number | null = null;
  private recipeCrc: number | null = null;
  private toldDrift = 0;

  constructor(map: TagMap) {
    this.map = map;
  }

  forget(): void {
    this.toldState = null;
    this.toldFlowing = null;
  }

  /** Boot, program and state, in this order. */
  look(readings: Readings, at: Instant): readonly UnitObservation[] {
    return [...this.boot(readings, at), ...this.program(readings, at), ...this.state(readings, at)];
  }

  /**
   * The PLC's clock against ours; only right after it was read, because the value ages. When between `asked` and `at` the PLC told it nobody
   * knows, so that only a time outside both is off: an answer that waited for us on a busy machine is no fault of the PLC.
   */
  clock(readings: Readings, at: Instant, asked: Instant = at): readonly UnitObservation[] {
    const plcTime = Date.parse(readings.text('Sts.PlcTime'));
    if (Number.isNaN(plcTime)) return [];
    const [ahead, behind] = [plcTime - Date.parse(at), plcTime - Date.parse(asked)];
    const seconds = Math.round((ahead > 0 ? ahead : Math.min(behind, 0)) * secondsPerMillisecond);
    const driftSeconds = Math.abs(seconds) > largestDriftSeconds ? seconds : 0;
    // Told when it leaves, turns around or comes back; not at every second it drifts further.
    if (Math.sign(driftSeconds) === Math.sign(this.toldDrift)) return [];
    this.toldDrift = driftSeconds;
    return [{ kind: 'clock', driftSeconds, at }];
  }

  /** Whether the flow has crossed its threshold since last told: then flow and total are worth reading together. */
  streamTurned(readings: Readings): boolean {
    const flowing = this.flowing(readings);
    return flowing !== null && flowing !== this.toldFlowing;
  }

  /** The stream, from flow and total read together. */
  stream(readings: Readings, at: Instant): readonly UnitObservation[] {
    const flowing = this.flowing(readings);
    const total = this.map.stream ? readings.number(this.map.stream.total) : null;
    if (flowing === null || total === null || flowing === this.toldFlowing) return [];
    this.toldFlowing = flowing;
    return [{ kind: 'stream', flowing, total, at }];
  }

  private flowing(readings: Readings): boolean | null {
    const { stream } = this.map;
    const flow = stream ? readings.number(stream.flow) : null;
    return stream && flow !== null ? flow > stream.flowingAbove : null;
  }

  private boot(readings: Readings, at: Instant): readonly UnitObservation[] {
    const bootCounter = readings.number('Sts.BootCounter');
    const previous = this.bootCounter;
    if (bootCounter === null || bootCounter === previous) return [];
    this.bootCounter = bootCounter;
    return previous === null ? [] : [{ kind: 'boot', bootCounter, previous, at }];
  }

  private program(readings: Readings, at: Instant): readonly UnitObservation[] {
    const crc = readings.number('Sts.RecipeCrc');
    const previous = this.recipeCrc;
    if (crc === null || crc === previous) return [];
    this.recipeCrc = crc;
    return previous === null ? [] : [{ kind: 'program', crc, previous, at }];
  }

  private state(readings: Readings, at: Instant): readonly UnitObservation[] {
    const number = readings.number('Sts.StateCurrent');
    const state = number === null ? undefined : this.map.states[String(number)];
    const mode = readings.number('Sts.UnitModeCurrent');
    const faultCode = readings.number('Sts.FaultCode');
    const faultClass = readings.number('Sts.FaultClass');
    const faultFirstOut = readings.number('Sts.FaultFirstOut');
    // A state the map does not know is not guessed: nothing is told until it is one we know.
    if (state === undefined || mode === null || faultCode === null || faultClass === null || faultFirstOut === null) return [];
    const told = [state, mode, faultCode, faultClass, faultFirstOut].join();
    if (told === this.toldState) return [];
    this.toldState = told;
    const observation: StateObservation = {
      kind: 'state',
      state,
      mode,
      faultCode,
      faultClass,
      faultFirstOut,
      jobSampleId: readings.text(this.map.jobSampleId),
      at,
    };
    return [observation];
  }
}
