import { createHash } from 'node:crypto';
import { StateMachine } from 'xstate';
import { definitionKey } from '../../workflows/kernel/process.ts';
import type { ProcessDefinition } from '../../workflows/kernel/process.ts';
import type { DefinitionInUse } from './entry.ts';

/**
 * How many transitions one input may cause. XState has no limit of its own, so a cycle of `always` transitions would hang the
 * server; with one it throws and the process goes on hold. The longest chain of our definitions is below ten.
 */
const longestChain = 1000;

function withLimitedChain(definition: ProcessDefinition): ProcessDefinition {
  const { config, implementations } = definition.machine;
  const options = { maxIterations: longestChain, ...config.options };
  return { ...definition, machine: new StateMachine({ ...config, options }, implementations) };
}

/** SHA-256 over the machine's configuration. Bodies of guards and actions do not show in it: changing one needs a new version. */
export function definitionHash(definition: ProcessDefinition): string {
  const config = JSON.stringify(definition.machine.config, (_, value: unknown) =>
    typeof value === 'function' ? `function ${value.name}` : value,
  );
  return createHash('sha256').update(config).digest('hex').slice(0, 16);
}

/** All definitions this server can run, by `id@version`; `latest` is what new processes are started with. */
export class DefinitionRegistry {
  readonly #byKey = new Map<string, DefinitionInUse>();
  readonly #latest = new Map<string, DefinitionInUse>();

  constructor(definitions: readonly ProcessDefinition[]) {
    for (const definition of definitions) {
      const key = definitionKey(definition);
      if (this.#byKey.has(key)) throw new Error(`definition ${key} is registered twice`);
      const inUse = { definition: withLimitedChain(definition), hash: definitionHash(definition) };
      this.#byKey.set(key, inUse);
      const newest = this.#latest.get(definition.id);
      if (!newest || newest.definition.version < definition.version) this.#latest.set(definition.id, inUse);
    }
  }

  byKey(key: string): DefinitionInUse | undefined {
    return this.#byKey.get(key);
  }

  /** Whether this server can run processes of `id@version`. */
  readonly isKnown = (key: string): boolean => this.#byKey.has(key);

  latest(id: string): DefinitionInUse | undefined {
    return this.#latest.get(id);
  }
}
