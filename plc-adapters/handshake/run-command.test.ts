import { instant, unitId } from '../../workflows/kernel/brand.ts';
import { LiveGate } from '../driver/live-gate.ts';
import type { CommandConnection, RejectedWrite } from '../opcua/command-client.ts';
import { MemoryPlantLog } from '../simulator/log.ts';
import { VolatileMemory } from '../simulator/retentive-memory.ts';
import { VirtualPlant } from '../simulator/virtual-plant.ts';
import type { PlantMemory } from '../simulator/virtual-plant.ts';
import { micros } from '../simulator/world/plant-time.ts';
import { tagMap } from '../testing/tag-maps.ts';
import type { TagMap } from '../tag-map/parse.ts';
import type { Reading, UnitCommand, UnitSnapshot } from '../unit-driver.ts';
import type { TagValue } from './payload.ts';
import { CommandRunner } from './run-command.ts';
import type { PlantAccess } from './run-command.ts';

/**
 * The handshake against the virtual plant's own program, with the wire in between made to fail at chosen points:
 * what real TCP does too rarely to be tested.
 */

/** Short limits, so that running into one takes no time. */
const limits = { ackWithinMs: 300, doneWithinMs: 400, sendWithinMs: 500 };

function shortTempered(): TagMap {
  const map = tagMap();
  return { ...map, timing: { ...map.timing, ...limits } };
}

/** What the wire does with a write: loses it, loses only the answer, or answers with a bad status. */
type Mishap = 'request-lost' | 'answer-lost' | { readonly status: string };

class Wire implements PlantAccess {
  readonly log = new MemoryPlantLog();
  readonly gate = new LiveGate();
  /** Mishaps of the next writes, by the tag they contain. */
  readonly mishaps = new Map<string, Mishap>();
  /** Called after a write has landed, with the tags it wrote. */
  landed: (tags: readonly string[]) => void = () => undefined;
  /** False: the PLC is in STOP. */
  scanning = true;
  /** Plant seconds a scan; 0: the program runs, but nothing in the plant gets anywhere. */
  pace = 0.5;
  private readonly plant: VirtualPlant;
  private beat = 0;
  private readonly timer: NodeJS.Timeout;

  constructor() {
    const options = { seed: 3, parcelTonnes: 100, flow: { nominal: 1500, maximum: 2000 } };
    this.plant = new VirtualPlant(options, new VolatileMemory<PlantMemory>(), this.log, Date.now());
    this.gate.set(true);
    this.timer = setInterval(() => this.scan(), 10);
  }

  private scan(): void {
    if (!this.scanning) return;
    this.image.set('Cmd.OrchHeartbeat', ++this.beat);
    this.plant.step(micros(this.pace), Date.now());
  }

  get image() {
    const sampler = this.plant.units[0];
    if (!sampler) throw new Error('no sampler');
    return sampler.image;
  }

  /** What the PLC made of commands: `reset accepted`, `hold refused 2`. */
  get history(): readonly string[] {
    return this.log.lines.flatMap(({ event }) => {
      if (event.event === 'command') return [`${event['name']} accepted`];
      if (event.event === 'command-refused') return [`${event['name']} refused ${event['ackResult']}`];
      return [];
    });
  }

  stop(): void {
    clearInterval(this.timer);
    this.gate.stop();
  }

  live = () => this.gate.passed();
  isLive = () => this.gate.open;

  read = async (tags: readonly string[]): Promise<ReadonlyMap<string, Reading>> => {
    if (!this.gate.open) throw new Error('link down');
    return new Map(
      tags.map((tag) => [tag, { value: this.image.get(tag), quality: 'good', sourceTime: null }]),
    );
  };

  snapshot = (): UnitSnapshot => ({
    unit: unitId('CS-01'),
    readAt: instant(new Date().toISOString()),
    live: this.gate.open,
    reason: null,
    readings: {},
  });
  readAll = async () => this.snapshot();

  commandConnection = async <T>(use: (connection: CommandConnection) => Promise<T>): Promise<T> =>
    use({ read: this.read, write: this.write });

  private write = async (values: readonly TagValue[]): Promise<readonly RejectedWrite[]> => {
    if (!this.gate.open) throw new Error('link down');
    const struck = values.find(([tag]) => this.mishaps.has(tag));
    const mishap = struck && this.mishaps.get(struck[0]);
    if (struck) this.mishaps.delete(struck[0]);
    if (mishap === 'request-lost') throw new Error('connection broke');
    if (typeof mishap === 'object') return [{ tag: struck?.[0] ?? '', status: mishap.status }];
    for (const [tag, value] of values) this.image.set(tag, value);
    this.landed(values.map(([tag]) => tag));
    if (mishap === 'answer-lost') throw new Error('connection broke');
    return [];
  };
}

const command = (
  seq: number,
  name: UnitCommand['command'],
  settings: UnitCommand['settings'] = {},
): UnitCommand => ({
  commandId: `test/${seq}`,
  seq,
  command: name,
  jobId: 'J',
  lotId: 'L',
  sampleId: 'S',
  recipeId: 'R',
  settings,
  params: [],
});
const start = (seq: number) =>
  command(seq, 'start', {
    'Set.Basis': 2,
    'Set.IncrementInterval': 20,
    'Set.CutterSpeed': 0.6,
    'Set.IncrementsPlanned': 5,
    'Set.TargetContainer': 0,
  });

const ignore = () => undefined;
const silent = { info: ignore, warn: ignore, error: ignore };
const clock = { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('carrying a command through the handshake', () => {
  let wire: Wire;
  let runner: CommandRunner;
  beforeEach(() => {
    wire = new Wire();
    runner = new CommandRunner(shortTempered(), wire, clock, silent);
  });
  afterEach(() => wire.stop());

  it.each<[what: string, tag: string, mishap: Mishap]>([
    ['the payload is lost', 'Cmd.Code', 'request-lost'],
    ['only the answer to the payload is lost', 'Cmd.Code', 'answer-lost'],
    ['the sequence number is lost', 'Cmd.Seq', 'request-lost'],
    ['only the answer to the sequence number is lost', 'Cmd.Seq', 'answer-lost'],
    ['the server could not tell about the sequence number', 'Cmd.Seq', { status: 'BadTimeout' }],
  ])('is executed once when %s', async (_what, tag, mishap) => {
    wire.mishaps.set(tag, mishap);
    let accepted = 0;
    expect((await runner.run(command(1, 'reset'), () => accepted++)).outcome).toBe('done');
    expect(accepted).toBe(1);
    expect(wire.history).toEqual(['reset accepted']);
  });

  it.each([
    ['Set.Basis', 'BadUserAccessDenied'],
    ['Cmd.Seq', 'BadNotWritable'],
  ])('fails without being given when the server rejects %s', async (tag, status) => {
    await runner.run(command(1, 'reset'), ignore);
    wire.mishaps.set(tag, { status });
    const outcome = await runner.run(start(2), ignore);
    expect(outcome).toMatchObject({
      outcome: 'failed',
      code: 'WRITE_REJECTED',
      message: expect.stringContaining(tag),
    });
    expect(wire.history).toEqual(['reset accepted']);
  });

  it('fails with STALE_TOKEN when the token was rolled in between, and works with a new number', async () => {
    wire.landed = (tags) => {
      if (tags.includes('Cmd.Token')) wire.image.set('Cmd.Token', 12);
      wire.landed = ignore;
    };
    expect(await runner.run(command(1, 'reset'), ignore)).toMatchObject({
      outcome: 'failed',
      code: 'STALE_TOKEN',
    });
    expect((await runner.run(command(2, 'reset'), ignore)).outcome).toBe('done');
    expect(wire.history).toEqual(['reset refused 6', 'reset accepted']);
  });

  it('is unknown when it is written and the program does not take it up', async () => {
    wire.scanning = false;
    expect(await runner.run(command(1, 'reset'), ignore)).toMatchObject({
      outcome: 'unknown',
      code: 'ACK_TIMEOUT',
    });
    // The program runs again: the same command is adopted, not given again.
    wire.scanning = true;
    expect((await runner.run(command(1, 'reset'), ignore)).outcome).toBe('done');
    expect(wire.history).toEqual(['reset accepted']);
  });

  it('is unknown when it is accepted and never done', async () => {
    wire.pace = 0;
    let accepted = 0;
    const outcome = await runner.run(command(1, 'reset'), () => accepted++);
    expect(outcome).toMatchObject({ outcome: 'unknown', code: 'DONE_TIMEOUT' });
    expect(accepted).toBe(1);
  });

  it('waits through an outage and reconciles, however long it lasts', async () => {
    const running = runner.run(command(1, 'reset'), ignore);
    wire.landed = (tags) => {
      if (tags.includes('Cmd.Seq')) wire.gate.set(false);
    };
    await pause(limits.ackWithinMs + limits.doneWithinMs + limits.sendWithinMs);
    expect(wire.gate.open).toBe(false);
    wire.landed = ignore;
    wire.gate.set(true);
    expect((await running).outcome).toBe('done');
    expect(wire.history).toEqual(['reset accepted']);
  });

  it('is not given any more when the link was away for too long', async () => {
    wire.gate.set(false);
    const running = runner.run(command(1, 'reset'), ignore);
    await pause(limits.sendWithinMs + 100);
    wire.gate.set(true);
    expect(await running).toMatchObject({ outcome: 'failed', code: 'NOT_SENT' });
    expect(wire.history).toEqual([]);
  });

  it('is not given when what it was for was settled while the link was away, and adopted when it had been given before', async () => {
    let isWanted = true;
    const asked = { ...command(1, 'reset'), isWanted: async () => isWanted };
    wire.gate.set(false);
    const running = runner.run(asked, ignore);
    isWanted = false;
    wire.gate.set(true);
    expect(await running).toMatchObject({ outcome: 'failed', code: 'NOT_SENT' });
    expect(wire.history).toEqual([]);
    expect((await runner.run({ ...asked, isWanted: async () => true }, ignore)).outcome).toBe('done');
    expect((await runner.run(asked, ignore)).outcome).toBe('done');
    expect(wire.history).toEqual(['reset accepted']);
  });

  it('does not put its payload under a number the PLC has yet to take up', async () => {
    wire.scanning = false;
    wire.image.set('Cmd.Seq', 3);
    expect(await runner.run(command(4, 'abort'), ignore)).toMatchObject({
      outcome: 'failed',
      code: 'NOT_SENT',
    });
    expect(wire.image.number('Cmd.Code')).toBe(0);
    expect(wire.image.number('Cmd.Seq')).toBe(3);
  });

  /** Gives a start that does not get beyond Starting, and resolves when it is accepted. */
  async function hangingStart() {
    await runner.run(command(1, 'reset'), ignore);
    wire.pace = 0;
    let starting: ReturnType<CommandRunner['run']> | undefined;
    await new Promise<void>((resolve) => (starting = runner.run(start(2), resolve)));
    return { starting };
  }

  it('keeps two commands at once apart: the later is refused as busy, the earlier goes on', async () => {
    const { starting } = await hangingStart();
    expect(await runner.run(command(3, 'hold'), ignore)).toMatchObject({ outcome: 'failed', code: 'BUSY' });
    wire.pace = 0.5;
    expect((await starting)?.outcome).toBe('done');
    expect(wire.history).toEqual(['reset accepted', 'start accepted', 'hold refused 7']);
  });

  it('fails with ABORTED when a stop breaks it off', async () => {
    const { starting } = await hangingStart();
    const stopping = runner.run(command(3, 'stop'), () => (wire.pace = 0.5));
    expect(await starting).toMatchObject({ outcome: 'failed', code: 'ABORTED' });
    expect((await stopping).outcome).toBe('done');
  });

  it('turns those away who wait when the driver stops', async () => {
    wire.gate.set(false);
    const running = runner.run(command(1, 'reset'), ignore);
    wire.gate.stop();
    await expect(running).rejects.toMatchObject({ refusal: { code: 'DRIVER_STOPPED' } });
  });
});
