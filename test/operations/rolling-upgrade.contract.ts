import pino from 'pino';
import { assign, enqueueActions, setup, StateMachine } from 'xstate';
import { processExecutors } from '../../orchestrator/effects/processes.ts';
import { verifyJournal } from '../../orchestrator/engine/audit.ts';
import { DefinitionRegistry } from '../../orchestrator/engine/definitions.ts';
import { EffectRunner } from '../../orchestrator/engine/effect-runner.ts';
import { Engine } from '../../orchestrator/engine/engine.ts';
import { potDefinition, waitingTime } from '../../orchestrator/engine/testing/pot.ts';
import { eventually, input, testTime } from '../../orchestrator/engine/testing/workbench.ts';
import type { Journal } from '../../orchestrator/storage/ports.ts';
import { instant, processId } from '../../workflows/kernel/brand.ts';
import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import { effectActions, send } from '../../workflows/kernel/effects.ts';
import type { ProcessDefinition } from '../../workflows/kernel/process.ts';
import { leadershipDefinition } from '../../workflows/leadership/machine.ts';

export const begunBefore = processId('pot/before');
const [begunAfter, messenger] = [processId('pot/after'), processId('messenger/1')];
const everyPot = [begunBefore, begunAfter];

/** Passes on what it is told. */
const messengerDefinition: ProcessDefinition = {
  id: 'messenger',
  version: 1,
  machine: setup({
    types: { events: {} as { type: 'tell'; to: ProcessId; n: number } },
    actions: effectActions,
  }).createMachine({
    id: 'messenger',
    on: {
      tell: {
        actions: enqueueActions(({ event: { to, n }, enqueue }) =>
          enqueue(send(to, { type: 'add', n } as { type: string })),
        ),
      },
    },
  }),
};

/** The next version of the pot: it can be emptied, which the one before knows nothing of. */
function nextPot(): ProcessDefinition {
  const { machine, ...definition } = potDefinition(undefined, 2);
  const { on, ...config } = machine.config;
  const emptied = { empty: { actions: assign({ sum: 0 }) } };
  return {
    ...definition,
    machine: new StateMachine({ ...config, on: { ...on, ...emptied } }, machine.implementations),
  };
}

const builds = {
  older: [potDefinition(), messengerDefinition, leadershipDefinition],
  newer: [potDefinition(), nextPot(), messengerDefinition, leadershipDefinition],
} as const;

/** A server of one build at work on a journal. */
export class Build {
  readonly engine: Engine;
  readonly onHold: readonly string[];
  /** Effects carried out, by id; each may be carried out again, and is answered once. */
  readonly carriedOut: string[] = [];
  readonly #runner: EffectRunner;
  readonly #journal: Journal;

  private constructor(engine: Engine, runner: EffectRunner, journal: Journal, onHold: readonly string[]) {
    this.engine = engine;
    this.#runner = runner;
    this.#journal = journal;
    this.onHold = onHold;
  }

  /** What starts a server: reads what is open, and carries out what nobody answered. `answering`: whether asked questions are answered. */
  static async start(
    name: keyof typeof builds,
    journal: Journal,
    now: Instant,
    answering: boolean,
  ): Promise<Build> {
    const log = pino({ level: 'silent' });
    const clock = () => now;
    const engine = new Engine({ journal, registry: new DefinitionRegistry(builds[name]), clock, log });
    const carriedOut: string[] = [];
    const runner = new EffectRunner(
      engine,
      {
        ...processExecutors(engine, clock),
        'test.rang': async () => ({ type: 'answered', what: 'rang' }),
        'test.ask': async ({ effect, signal }) => {
          carriedOut.push(effect.id);
          if (!answering)
            await new Promise((_, reject) =>
              signal.addEventListener('abort', () => reject(new Error('stopped'))),
            );
          return { type: 'answered', what: String(effect.params['what']) };
        },
      },
      clock,
      log,
      // A try again follows at once, but never in a circle that lets nothing else in.
      () => new Promise((resolve) => setTimeout(resolve, 5)),
    );
    const { onHold } = await engine.recover();
    const build = new Build(
      engine,
      runner,
      journal,
      onHold.map(({ id, hold }) => `${id}: ${hold?.code ?? ''}`),
    );
    build.carriedOut.push(...carriedOut);
    return build;
  }

  async start(process: ProcessId, definition = 'pot'): Promise<void> {
    const event = { type: 'process.start', input: {} };
    await this.engine.start(definition, process, input(`${process} begins`, event));
  }

  async of(process: ProcessId) {
    const live = await this.engine.find(process);
    return {
      definition: live?.definitionKey,
      hold: live?.hold ?? null,
      context: live?.state?.snapshot.context as unknown,
    };
  }

  async submit(
    process: ProcessId,
    id: string,
    event: { readonly type: string },
    mode: 'fact' | 'request' = 'fact',
  ) {
    return this.engine.submit(process, input(id, event), mode);
  }

  failures(): number {
    return this.#runner.load().get('process.send')?.failures ?? 0;
  }

  async stop(): Promise<void> {
    await this.#runner.stop();
    await this.engine.stop();
    await this.#journal.close();
  }
}

/** A journal that the next server writes, whether the one before was stopped or not. */
export interface Succession {
  /** Opens it for the next writer; `former` is the server that wrote it before. */
  readonly next: (former: Build | null) => Promise<Journal>;
  readonly read: () => Promise<{
    readonly journal: Pick<Journal, 'tail' | 'read'>;
    readonly close: () => Promise<void>;
  }>;
}

/** After the waiting pot has waited. */
const later = instant(new Date(Date.parse(testTime) + waitingTime).toISOString());

/** What upgrade and rollback keep to, with processes in flight. */
export function itUpgrades(name: string, begin: () => Promise<Succession>): void {
  it(`${name}: what runs goes on as it was begun, what begins is of the new version, and the way back loses nothing`, async () => {
    const { next, read } = await begin();
    const older = await Build.start('older', await next(null), testTime, false);
    await older.start(begunBefore);
    await older.start(messenger, 'messenger');
    await older.submit(begunBefore, 'b1', { type: 'add', n: 1 } as { type: string });
    await older.submit(begunBefore, 'b2', { type: 'ask', what: 'mass' } as { type: string });
    await older.submit(begunBefore, 'b3', { type: 'wait' });

    // The newer build: the timer is due, the question unanswered.
    const newer = await Build.start('newer', await next(older), later, true);
    expect(newer.onHold).toEqual([]);
    await newer.start(begunAfter);
    await eventually(async () => answersOf(await newer.of(begunBefore)).length === 2);
    expect(await newer.of(begunBefore)).toMatchObject({ definition: 'pot@1', context: { sum: 1, rang: 1 } });
    expect(answersOf(await newer.of(begunBefore))).toEqual(['mass', 'rang']);
    expect(await newer.submit(begunBefore, 'b4', { type: 'empty' }, 'request')).toMatchObject({
      status: 'refused',
      refusal: { code: 'NOT_POSSIBLE_NOW' },
    });
    expect((await newer.of(begunAfter)).definition).toBe('pot@2');
    await newer.submit(begunAfter, 'a1', { type: 'add', n: 5 } as { type: string });
    expect(await newer.submit(begunAfter, 'a2', { type: 'empty' }, 'request')).toMatchObject({
      status: 'accepted',
    });
    await newer.submit(begunAfter, 'a3', { type: 'wait' });

    // The older build again: what it cannot read stands still, what it can goes on.
    const again = await Build.start('older', await next(newer), later, true);
    expect(again.onHold).toEqual([`${begunAfter}: DEFINITION_UNKNOWN`]);
    for (const mode of ['fact', 'request'] as const)
      expect(
        await again.submit(begunAfter, 'a4', { type: 'add', n: 7 } as { type: string }, mode),
      ).toMatchObject({
        status: 'refused',
        refusal: {
          code: 'PROCESS_ON_HOLD',
          message: expect.stringContaining('pot@2'),
          remedy: expect.stringContaining('Install'),
        },
      });
    await again.submit(messenger, 'm1', { type: 'tell', to: begunAfter, n: 3 } as { type: string });
    await again.submit(messenger, 'm2', { type: 'tell', to: begunBefore, n: 4 } as { type: string });
    await eventually(async () => ((await again.of(begunBefore)).context as { sum: number }).sum === 5);
    await eventually(() => again.failures() >= 2);

    // And forward once more: the message that waited arrives, once, and the timer rings.
    const last = await Build.start(
      'newer',
      await next(again),
      instant(new Date(Date.parse(later) + waitingTime).toISOString()),
      true,
    );
    expect(last.onHold).toEqual([]);
    await eventually(async () => answersOf(await last.of(begunAfter)).length === 1);
    await eventually(async () => ((await last.of(begunAfter)).context as { sum: number }).sum === 3);
    expect(await last.of(begunAfter)).toMatchObject({ definition: 'pot@2', context: { sum: 3, rang: 1 } });
    expect(await last.submit(begunAfter, 'a4', { type: 'add', n: 7 } as { type: string })).toMatchObject({
      status: 'accepted',
    });
    await last.stop();

    const { journal, close } = await read();
    expect(await verifyJournal(journal)).toMatchObject({ intact: true });
    const inputs = await Promise.all(
      everyPot.map(async (pot) => (await journal.read(pot)).map(({ inputId }) => inputId)),
    );
    expect(
      inputs.map((ids) => ids.filter((id) => id === 'messenger/1#2.0' || id === 'messenger/1#3.0')),
    ).toEqual([['messenger/1#3.0'], ['messenger/1#2.0']]);
    expect(new Set(inputs[0]).size).toBe(inputs[0]?.length);
    await close();
  });
}

const answersOf = ({ context }: Awaited<ReturnType<Build['of']>>): string[] =>
  [...(context as { readonly answers: readonly string[] }).answers].sort();
