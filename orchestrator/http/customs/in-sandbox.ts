import type { CustomsHouse } from '../deps.ts';
import { HttpRefusal } from '../http-refusal.ts';
import type { Operation } from '../operation.ts';

/**
 * Lets a sandbox client have each operation from a house of its own instead of the real one. What such a house has not is refused, not
 * handed on: nothing that is added later can reach the real one by being forgotten here.
 */
export function inSandbox(
  sandboxOf: (clientId: string) => CustomsHouse,
  operationsOf: (house: CustomsHouse) => readonly Operation[],
): (operation: Operation) => Operation {
  const byClient = new Map<string, ReadonlyMap<string, Operation>>();
  const ofClient = (clientId: string) => {
    const known =
      byClient.get(clientId) ??
      new Map(operationsOf(sandboxOf(clientId)).map((operation) => [operation.id, operation]));
    byClient.set(clientId, known);
    return known;
  };
  return (operation) => ({
    ...operation,
    async run(req, res, who) {
      if (who.kind !== 'customs' || !who.client.sandbox) return operation.run(req, res, who);
      res.set('Quaylab-Sandbox', 'true');
      const own = ofClient(who.client.clientId).get(operation.id);
      if (!own) throw new HttpRefusal(notOffered(operation.id));
      await own.run(req, res, who);
    },
  });
}

const notOffered = (id: string) => ({
  code: 'SANDBOX_NOT_PERMITTED',
  message: `The sandbox has no ${id}.`,
  remedy: 'Ask the laboratory for a client that is not in the sandbox.',
});
