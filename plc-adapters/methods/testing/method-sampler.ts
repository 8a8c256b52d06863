import { ringTag } from '../../tag-map/parse.ts';
import type { TagMap } from '../../tag-map/parse.ts';
import type { TagType } from '../../tag-map/schema.ts';
import { TRANSITIONS, STATE } from '../../simulator/plc/packml.ts';
import type { PackMlCommand, StateName } from '../../simulator/plc/packml.ts';

/** The program of a sampler that takes commands as method calls: states, tasks and ring; no physics. Times in ms. */

type Refusal =
  | 'BadResourceUnavailable'
  | 'BadNotExecutable'
  | 'BadInvalidState'
  | 'BadOutOfRange'
  | 'BadRequestNotAllowed';

interface Answer {
  /** Name of a status code. */
  readonly status: 'Good' | Refusal;
  readonly runId: string;
}

type Value = number | string | boolean;

const actingFor = 150;
const cutEvery = 100;
const beltFlow = 1500;
const result = { ok: 1, brokenOff: 3 };

export class MethodSampler {
  /** Task ids in the order they were carried out. */
  readonly executed: string[] = [];
  /** While true, whatever moves does not get anywhere. */
  stuck = false;
  private readonly map: TagMap;
  private readonly values = new Map<string, Value>();
  private acting: { readonly command: PackMlCommand; readonly until: number } | null = null;
  private runs = 0;
  private cutAt = 0;

  constructor(map: TagMap) {
    this.map = map;
    this.put('Sts.UnitModeCurrent', 1);
    this.put('Sts.RecipeCrc', 4711);
    this.put('Act.BeltFlow', beltFlow);
    this.boot();
  }

  /** Power was off: what was under way is broken off; tasks, ring and counters are kept. */
  boot(): void {
    this.put('Sts.BootCounter', this.number('Sts.BootCounter') + 1);
    this.end(result.brokenOff);
    this.state = 'Stopped';
  }

  get(tag: string, type: TagType): Value {
    return this.values.get(tag) ?? (type === 'String' ? '' : type === 'Bool' ? false : 0);
  }

  put(tag: string, value: Value): void {
    this.values.set(tag, value);
  }

  /**
   * A method was called; refused calls leave no trace. A task it has just had, it does not carry out again.
   * @param settings of a start, by tag name
   */
  call(
    command: PackMlCommand,
    jobId: string,
    taskId: string,
    now: number,
    start?: { sampleId: string; settings: ReadonlyMap<string, string> },
  ): Answer {
    for (const slot of ['Current', 'Last']) {
      if (this.text(`Job.${slot}TaskId`) === taskId)
        return { status: 'Good', runId: this.text(`Job.${slot}RunId`) };
    }
    const refusal = this.refusal(command, start?.settings);
    if (refusal) return { status: refusal, runId: '' };
    this.end(result.brokenOff);
    if (command === 'start') {
      this.put('Job.SampleId', start?.sampleId ?? '');
      this.put('Act.CutCount', 0);
      this.runs++;
    }
    const runId = command === 'reset' ? '' : `RUN-${this.runs}`;
    this.put('Job.CurrentJobId', jobId);
    this.put('Job.CurrentTaskId', taskId);
    this.put('Job.CurrentRunId', runId);
    this.state = TRANSITIONS[command].through;
    this.acting = { command, until: now + actingFor };
    this.executed.push(taskId);
    return { status: 'Good', runId };
  }

  scan(now: number): void {
    this.put('Sts.PlcHeartbeat', Math.floor(now / 500) % 1_000_000);
    if (this.acting && !this.stuck && now >= this.acting.until) {
      this.state = TRANSITIONS[this.acting.command].to;
      if (this.state === 'Execute') this.cutAt = now + cutEvery;
      this.end(result.ok);
    }
    if (this.state !== 'Execute' || now < this.cutAt) return;
    this.cutAt += cutEvery;
    this.cut(now);
  }

  private refusal(command: PackMlCommand, settings?: ReadonlyMap<string, string>): Refusal | null {
    const overtakes = command === 'stop' || command === 'abort';
    if (this.acting && !overtakes) return 'BadResourceUnavailable';
    if (this.number('Sts.UnitModeCurrent') !== 1 && !overtakes) return 'BadNotExecutable';
    if (!TRANSITIONS[command].from.includes(this.state)) return 'BadInvalidState';
    if (command === 'start' && !(Number(settings?.get('Set.IncrementInterval')) > 0)) return 'BadOutOfRange';
    return command === 'start' && this.number('Sts.IntlkWord') !== 0 ? 'BadRequestNotAllowed' : null;
  }

  /** The task under way has ended and is now the last. */
  private end(how: number): void {
    this.acting = null;
    if (this.text('Job.CurrentTaskId') === '') return;
    for (const id of ['JobId', 'TaskId', 'RunId']) {
      this.put(`Job.Last${id}`, this.text(`Job.Current${id}`));
      this.put(`Job.Current${id}`, '');
    }
    this.put('Job.LastResult', how);
  }

  private cut(now: number): void {
    const idx = this.number(this.map.ring.writeIdx) + 1;
    const no = this.number('Act.CutCount') + 1;
    this.put('Act.CutCount', no);
    const fields = {
      Idx: idx,
      Time: Date.now(),
      Type: 1,
      SampleId: this.text('Job.SampleId'),
      No: no,
      V1: 30,
      V2: beltFlow,
      V3: now / 1000,
      V4: 3,
    };
    for (const [field, value] of Object.entries(fields))
      this.put(ringTag(this.map, (idx - 1) % this.map.ring.size, field), value);
    this.put(this.map.ring.writeIdx, idx);
  }

  private get state(): StateName {
    const number = this.number('Sts.StateCurrent');
    return (Object.keys(STATE) as StateName[]).find((name) => STATE[name] === number) ?? 'Stopped';
  }

  private set state(name: StateName) {
    this.put('Sts.StateCurrent', STATE[name]);
  }

  private number(tag: string): number {
    return Number(this.values.get(tag) ?? 0);
  }

  private text(tag: string): string {
    return String(this.values.get(tag) ?? '');
  }
}
