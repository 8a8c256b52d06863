import { Command, InvalidArgumentError, Option } from 'commander';
import { setDebugLogger, setErrorLogger, setWarningLogger } from 'node-opcua';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { GRAIN_CARGO } from './installations/grain-berth.ts';
import { PETROLEUM_CARGO, RECEIVER_LITRES } from './installations/jetty.ts';
import { FaultSchedule, readSchedule, type FaultSource } from './fault-schedule.ts';
import { FilePlantLog, MemoryPlantLog } from './log.ts';
import { RandomFaults } from './random-faults.ts';
import { FileMemory, VolatileMemory } from './retentive-memory.ts';
import { obeyStandardInput } from './standard-input.ts';
import { DEFAULT_UNITS, UNIT_NAMES, unitNamed, type UnitName } from './unit-names.ts';
import type { PlantMemory } from './virtual-plant.ts';
import { startVirtualPort, type VirtualPort } from './virtual-port.ts';

interface RandomMix {
  readonly seed: string;
  readonly perHour: number;
}

interface Arguments {
  readonly port: number;
  readonly timeFactor: number;
  readonly seed: number;
  readonly state?: string;
  readonly log?: string;
  readonly parcelTonnes: number;
  readonly flow: number;
  readonly lotsMaxFlow: number;
  readonly units: readonly UnitName[];
  readonly grainTonnes: number;
  readonly grainFlow: number;
  readonly grainMaxFlow: number;
  readonly oilVolume: number;
  readonly oilFlow: number;
  readonly oilMaxFlow: number;
  readonly oilReceiver: number;
  readonly watchdog: number;
  readonly pki?: string;
  readonly user?: string;
  readonly faultyLink: boolean;
  readonly schedule?: string;
  readonly faults?: RandomMix;
  readonly withParent: boolean;
}

/** More than one a second would be no fault but noise, an hour. */
const MOST_FAULTS = 3600;

const number =
  (low: number, high: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && value >= low && value <= high) return value;
    throw new InvalidArgumentError(`A number from ${low} to ${high} is expected.`);
  };

/** `random:7:20` → seed 7, 20 faults an hour. */
function randomFaults(text: string): RandomMix {
  const [, seed, rate] = /^random:([^:]+):([^:]+)$/.exec(text) ?? [];
  const perHour = Number(rate);
  if (seed !== undefined && perHour > 0 && perHour <= MOST_FAULTS) return { seed, perHour };
  throw new InvalidArgumentError(
    `random:<seed>:<rate> is expected, with a rate above 0 and at most ${MOST_FAULTS}.`,
  );
}

/** `CS-01,CP-01` → names, each once. */
function unitList(text: string): readonly UnitName[] {
  const wanted = new Set<UnitName>();
  for (const name of text.split(',')) {
    const unit = unitNamed(name.trim());
    if (!unit)
      throw new InvalidArgumentError(`There is no ${name.trim()}; there are ${UNIT_NAMES.join(', ')}.`);
    wanted.add(unit);
  }
  return [...wanted];
}

const option = (flags: string, description: string, low: number, high: number, fallback: number): Option =>
  new Option(flags, description).argParser(number(low, high)).default(fallback);

/** The options of a virtual port by itself; its action ends when the port is stopped. */
export const virtualPortCommand = (name: string): Command =>
  new Command(name)
    .description(
      'A port that speaks OPC UA, simulated: coal sampler CS-01 with preparation line CP-01, coal falling-stream ' +
        'sampler CF-01, grain diverter GD-01, petroleum in-line sampler PI-01, coal sampler CS-02 on a second belt, ' +
        'storage cabinet SC-01, pneumatic tube PT-01.',
    )
    .addOption(option('--port <n>', 'TCP port on 127.0.0.1, 0 = a free one', 0, 65_535, 0))
    .addOption(option('--time-factor <n>', 'plant seconds in a second', 0.01, 10_000, 1))
    .addOption(option('--seed <n>', 'which of all possible plants', 0, Number.MAX_SAFE_INTEGER, 1))
    .option('--state <file>', 'retentive memory; without it every start is a new plant')
    .option('--log <file>', 'what really happened, JSON Lines, appended')
    .addOption(
      new Option('--units <names>', 'which units run, with commas')
        .argParser(unitList)
        .default(DEFAULT_UNITS, DEFAULT_UNITS.join(',')),
    )
    .addOption(option('--parcel-tonnes <t>', 'coal unloaded for each new sample', 0.001, 1_000_000, 5000))
    .addOption(option('--flow <t/h>', 'mean belt rate', 1, 10_000, 1500))
    .addOption(option('--lots-max-flow <t/h>', 'belt rate that is never exceeded', 1, 10_000, 2000))
    .addOption(
      option(
        '--grain-tonnes <t>',
        'grain unloaded for each new sample',
        0.001,
        1_000_000,
        GRAIN_CARGO.parcel,
      ),
    )
    .addOption(option('--grain-flow <t/h>', 'mean grain rate', 1, 10_000, GRAIN_CARGO.flow.nominal))
    .addOption(
      option(
        '--grain-max-flow <t/h>',
        'grain rate that is never exceeded',
        1,
        10_000,
        GRAIN_CARGO.flow.maximum,
      ),
    )
    .addOption(
      option('--oil-volume <m3>', 'oil pumped for each new sample', 0.001, 1_000_000, PETROLEUM_CARGO.parcel),
    )
    .addOption(option('--oil-flow <m3/h>', 'mean oil rate', 1, 50_000, PETROLEUM_CARGO.flow.nominal))
    .addOption(
      option(
        '--oil-max-flow <m3/h>',
        'oil rate that is never exceeded',
        1,
        50_000,
        PETROLEUM_CARGO.flow.maximum,
      ),
    )
    .addOption(option('--oil-receiver <L>', 'what each receiver of oil takes', 0.5, 100, RECEIVER_LITRES))
    .addOption(option('--watchdog <s>', 'how long the PLCs go on without the orchestrator', 1, 3600, 10))
    .option('--pki <dir>', 'keys and certificates; without it new ones at every start')
    .option('--user <name>', 'the only user let in; its password comes from QUAYLAB_PLANT_PASSWORD')
    .option('--faulty-link', 'lets the deed "link" disturb the connection', false)
    .option('--schedule <file>', 'deeds at plant times or cuts, JSON')
    .addOption(
      new Option('--faults <kind>', 'random:<seed>:<faults an hour of plant time>').argParser(randomFaults),
    )
    .option('--with-parent', 'end when standard input or the IPC channel closes', false)
    .action((given: Arguments) => run(given).catch(fail));

/** What comes by itself: the schedule's deeds, then those of chance. */
function faultSource({ schedule, faults, units }: Arguments): FaultSource | null {
  const sources: readonly FaultSource[] = [
    ...(schedule === undefined ? [] : [new FaultSchedule(readSchedule(schedule))]),
    ...(faults ? [new RandomFaults(faults.seed, faults.perHour, units)] : []),
  ];
  return sources.length === 0 ? null : { due: (plant) => sources.flatMap((source) => source.due(plant)) };
}

/** Standard output carries JSON lines only; the OPC UA library would write its remarks there. */
function sendLibraryRemarksToStandardError(): void {
  const toStandardError = (...remark: readonly unknown[]): void => {
    process.stderr.write(`${remark.filter((part) => typeof part === 'string').join(' ')}
`);
  };
  for (const setLogger of [setDebugLogger, setErrorLogger, setWarningLogger]) setLogger(toStandardError);
}

async function run(given: Arguments): Promise<void> {
  sendLibraryRemarksToStandardError();
  const faults = faultSource(given);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const port = await startVirtualPort({
    port: given.port,
    timeFactor: given.timeFactor,
    seed: given.seed,
    parcelTonnes: given.parcelTonnes,
    flow: { nominal: given.flow, maximum: given.lotsMaxFlow },
    grain: { parcel: given.grainTonnes, flow: { nominal: given.grainFlow, maximum: given.grainMaxFlow } },
    petroleum: { parcel: given.oilVolume, flow: { nominal: given.oilFlow, maximum: given.oilMaxFlow } },
    receiverLitres: given.oilReceiver,
    units: given.units,
    watchdogMs: given.watchdog * 1000,
    memory:
      given.state === undefined
        ? new VolatileMemory<PlantMemory>()
        : new FileMemory<PlantMemory>(given.state, 1),
    log: given.log === undefined ? new MemoryPlantLog() : new FilePlantLog(given.log),
    ...(given.pki !== undefined && { pki: given.pki }),
    ...(given.user !== undefined && { user: { name: given.user, password: plantPassword() } }),
    ...(faults && { faults }),
    faultyLink: given.faultyLink,
    faultHappened: (deed, refusal) =>
      say(JSON.stringify(refusal === null ? { happened: deed } : { happened: deed, refused: refusal })),
  });
  endWith(port, given.withParent);
  obeyStandardInput(port, process.stdin, say);
  say(JSON.stringify({ ready: true, endpoint: port.endpoint }));
}

/** Not an option of the command line, which others see. */
function plantPassword(): string {
  const password = process.env['QUAYLAB_PLANT_PASSWORD'];
  if (password) return password;
  throw new RefusedError({
    code: 'PASSWORD_MISSING',
    field: '--user',
    message: 'No password is given for the user.',
    remedy: 'Put it into the environment variable QUAYLAB_PLANT_PASSWORD.',
  });
}

function endWith(port: VirtualPort, withParent: boolean): void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    port.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (!withParent) return;
  process.stdin.on('end', end);
  process.stdin.on('close', end);
  process.on('disconnect', end);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof RefusedError ? error.message : String(error)}\n`);
  process.exit(1);
}
