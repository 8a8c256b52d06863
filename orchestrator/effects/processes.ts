import { createHmac } from 'node:crypto';
import type { EffectParams } from '../../workflows/kernel/effects.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';
import { blindCodeFrom } from '../../workflows/custody/blind-code.ts';
import type { EffectExecutor } from '../engine/effect-runner.ts';
import type { Engine } from '../engine/engine.ts';
import type { SubmitResult } from '../engine/process-slots.ts';

function taken(result: SubmitResult): void {
  if (result.status === 'refused') throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
}

/** Messages between processes: the receiver's entry settles the effect, so nothing is answered. */
export function processExecutors(engine: Engine, clock: () => Instant): Record<'process.start' | 'process.send', EffectExecutor> {
  return {
    'process.start': async ({ process, effect }) => {
      const { definition, process: started, input } = effect.params as EffectParams['process.start'];
      taken(
        await engine.start(definition, started, {
          id: effect.id,
          at: clock(),
          actor: { kind: 'process', id: process.id },
          event: { type: 'process.start', input },
          answers: effect.id,
        }),
      );
      return null;
    },
    'process.send': async ({ process, effect }) => {
      const { to, event, ensure } = effect.params as EffectParams['process.send'];
      const actor = { kind: 'process' as const, id: process.id };
      if (ensure) {
        const start = { type: 'process.start', input: ensure.input };
        taken(await engine.start(ensure.definition, to, { id: `${effect.id}/ensure`, at: clock(), actor, event: start }));
      }
      taken(await engine.submit(to, { id: effect.id, at: clock(), actor, event: { ...event }, answers: effect.id }));
      return null;
    },
  };
}

/**
 * Draws blind codes as a keyed pseudo-random function of what they are for: opaque without the key, and the same when the effect is
 * carried out again.
 */
export function codeExecutor(key: Buffer): EffectExecutor {
  return async ({ process, effect }) => {
    const { stage, ref, count } = effect.params as EffectParams['custody.draw-codes'];
    const codes = Array.from({ length: count }, (_, index) =>
      blindCodeFrom(createHmac('sha256', key).update(`${process.id}/${stage}/${ref}/${index}`).digest().subarray(0, 8)),
    );
    return { type: 'codes.drawn', stage, ref, codes };
  };
}
