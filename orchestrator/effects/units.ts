import type { UnitDriver, UnitSnapshot } from '../../plc-adapters/unit-driver.ts';
import type { Instant, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import type { EffectParams, UnitCommandParams } from '../../workflows/kernel/effects.ts';
import { plantUnitProcess } from '../../workflows/plant-unit/messages.ts';
import type { CommandEvent, PlantValue, ReadingsEvent } from '../../workflows/plant-unit/messages.ts';
import type { PlantUnitContext, UnitCommandRecord } from '../../workflows/plant-unit/machine.ts';
import { wait as waitReally } from '../engine/effect-runner.ts';
import type { EffectExecutor, Wait } from '../engine/effect-runner.ts';
import type { Engine } from '../engine/engine.ts';

const valueOf = (snapshot: UnitSnapshot, tag: string): PlantValue => {
  const reading = snapshot.readings[tag];
  return reading?.quality === 'good' ? reading.value : null;
};
const numberOf = (snapshot: UnitSnapshot, tag: string): number | null => {
  const value = valueOf(snapshot, tag);
  return typeof value === 'number' ? value : null;
};

/** Rejects as soon as the server stops: what was sent is reconciled after the next start. */
function untilStopped<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error('the server is stopping'));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** How often an executor looks whether its unit is live again, ms. */
const lookEvery = 100;

/** Waits until the unit is live: nothing is read from, or written to, a plant we cannot see. */
async function whenLive(driver: UnitDriver, wait: Wait, signal: AbortSignal): Promise<void> {
  while (!driver.snapshot().live) await wait(lookEvery, signal);
}

export interface UnitExecutorDeps {
  readonly engine: Engine;
  readonly drivers: ReadonlyMap<UnitId, UnitDriver>;
  readonly clock: () => Instant;
  readonly wait?: Wait;
}

/** Commands to units and readings from them. A command's sequence number is in the unit's journal before the PLC sees it. */
export function unitExecutors({ engine, drivers, clock, wait = waitReally }: UnitExecutorDeps): Record<'unit.command' | 'unit.read', EffectExecutor> {
  /** What waits at a unit for its turn, the newest. */
  const turns = new Map<UnitId, Promise<unknown>>();
  const inTurn = <T>(unit: UnitId, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(unit) ?? Promise.resolve()).then(work, work);
    turns.set(unit, turn);
    return turn;
  };

  const tell = async (unit: UnitId, id: string, event: { readonly type: string }) => {
    const result = await engine.submit(plantUnitProcess(unit), { id, at: clock(), actor: { kind: 'system', id: 'unit.command' }, event: { ...event } });
    if (result.status === 'refused') throw new Error(result.refusal.message);
  };
  const unitContext = async (unit: UnitId) => (await engine.find(plantUnitProcess(unit)))?.state?.snapshot.context as PlantUnitContext | undefined;

  const orderAtHand = async (process: ProcessId): Promise<number | undefined> => {
    const context = (await engine.find(process))?.state?.snapshot.context as { readonly orders?: readonly { readonly no: number }[] } | undefined;
    return context?.orders?.[0]?.no;
  };

  async function allocate(effect: string, process: UnitCommandRecord['process'], params: UnitCommandParams, driver: UnitDriver): Promise<UnitCommandRecord> {
    const { unit, command } = params;
    const known = (await unitContext(unit))?.commands.find((record) => record.effect === effect);
    if (known) return known;
    const before = await driver.read();
    const lastSeq = (await unitContext(unit))?.lastSeq ?? 0;
    const seq = 1 + Math.max(lastSeq, numberOf(before, 'Cmd.Seq') ?? 0, numberOf(before, 'Sts.AckSeq') ?? 0);
    const totalBefore = driver.totalTag === null ? null : numberOf(before, driver.totalTag);
    await tell(unit, `${effect}/sent`, { type: 'command.sent', effect, command, process, seq, totalBefore } as { type: string });
    return { effect, command, process, seq, totalBefore, status: 'sent', code: null };
  }

  return {
    'unit.command': async ({ process, effect, signal }): Promise<CommandEvent> => {
      const params = effect.params as UnitCommandParams;
      const { unit, command } = params;
      const driver = drivers.get(unit);
      if (!driver) return { type: 'command.failed', command, code: 'UNIT_UNKNOWN', message: `this server drives no unit ${unit}` };
      await whenLive(driver, wait, signal);
      const { jobId, lotId, sampleId, recipeId, settings, params: values, order } = params;
      /** A person may have settled what it is for while the unit was out of reach. */
      const isWanted = async () => order === undefined || (await orderAtHand(process.id)) === order;
      // One allocation of a sequence number at a time, so that no two commands get the same.
      const give = () => allocate(effect.id, process.id, params, driver);
      const carryOut = ({ seq }: UnitCommandRecord) =>
        untilStopped(
          driver.execute({ commandId: effect.id, seq, command, jobId, lotId, sampleId, recipeId, settings, params: values, isWanted }, () => {
            tell(unit, `${effect.id}/accepted`, { type: 'command.accepted', effect: effect.id } as { type: string }).catch(() => {
              // Only for the screen: what counts is the outcome, which is told again after a crash.
            });
          }),
          signal,
        );
      // Several runs command a unit they share: each is answered before the next is written, or the PLC's one place for an answer would
      // show the later number only. A run with a unit to itself may overtake its own command, as an abort does.
      const isShared = (driver.capacity ?? 1) > 1;
      const { record, outcome } = isShared
        ? await inTurn(unit, async () => {
            const given = await give();
            return { record: given, outcome: await carryOut(given) };
          })
        : await inTurn(unit, give).then(async (given) => ({ record: given, outcome: await carryOut(given) }));
      const code = outcome.outcome === 'done' ? null : outcome.code;
      await tell(unit, `${effect.id}/closed`, { type: 'command.closed', effect: effect.id, outcome: outcome.outcome, code } as { type: string });
      return outcome.outcome === 'done'
        ? { type: 'command.done', command, totalBefore: record.totalBefore }
        : { type: `command.${outcome.outcome}`, command, code: outcome.code, message: outcome.message };
    },
    'unit.read': async ({ effect, signal }): Promise<ReadingsEvent> => {
      const { unit, tags } = effect.params as EffectParams['unit.read'];
      const driver = drivers.get(unit);
      if (!driver) throw new Error(`this server drives no unit ${unit}`);
      await whenLive(driver, wait, signal);
      const snapshot = await untilStopped(driver.read(), signal);
      return { type: 'unit.readings', readings: Object.fromEntries(tags.map((tag) => [tag, valueOf(snapshot, tag)])) };
    },
  };
}
