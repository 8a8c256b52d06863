import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { customsScopes, roles } from '../services/contract.ts';
import { customsOperations } from './customs/operations.ts';
import { operatorOperations } from './operator/operations.ts';
import { operationRoles } from './operation-roles.ts';
import { assayCode } from './testing/assay.fixture.ts';
import { certificateId, consignmentId } from './testing/consignment.fixture.ts';
import { alarm, preparationRunId, samplingRunId } from './testing/plant.fixture.ts';
import { controlId } from './testing/blind-control.fixture.ts';
import { handlingId } from './testing/handling.fixture.ts';
import { instrumentId } from './testing/instrument.fixture.ts';
import { inspectionOrder } from './testing/nomination.fixture.ts';
import { bottleId, carriageId } from './testing/storage.fixture.ts';
import { openSender } from './testing/fuzz-sender.ts';
import type { Sender } from './testing/fuzz-sender.ts';
import { roleTables } from './testing/role-tables.ts';
import { setupId } from './testing/setup.fixture.ts';
import { createTestEdge, password } from './testing/test-edge.ts';
import type { TestEdge } from './testing/test-edge.ts';
import type { Operation } from './operation.ts';

/** A path of an operation with ids that exist. */
const pathOf = ({ path }: Operation, role: string) => {
  const ids: Record<string, string> = {
    consignments: consignmentId,
    certificates: certificateId,
    alarms: alarm.id,
    handlings: handlingId,
    setups: setupId,
    instruments: instrumentId,
    'inspection-orders': inspectionOrder.id,
    storage: bottleId,
    'blind-controls': controlId,
    carriages: carriageId,
    processes: samplingRunId,
    'rule-packs': 'coal',
    runs: role === 'preparer' ? preparationRunId : samplingRunId,
  };
  const collection = path.split('/')[3] ?? '';
  return path
    .replace('{id}', encodeURIComponent(ids[collection] ?? 'unknown'))
    .replace('{code}', assayCode)
    .replace('{position}', '4711')
    .replaceAll(/\{\w+\}/g, 'unknown');
};

/** The body of the document; what is signed is signed with the right password. */
const bodyOf = ({ example }: Operation): Buffer | null => {
  if (example === undefined) return null;
  const signed = typeof example === 'object' && example !== null && 'password' in example;
  return Buffer.from(JSON.stringify(signed ? { ...example, password } : example));
};

describe('operation × role', () => {
  let edge: TestEdge;
  let sender: Sender;
  let operations: readonly Operation[];
  let customs: readonly Operation[];
  beforeAll(async () => {
    edge = await createTestEdge({ countCustoms: async () => null });
    sender = await openSender(edge.app);
    operations = operatorOperations(edge.deps).filter(({ access }) => access.kind === 'operator');
    customs = customsOperations(edge.deps).filter(({ access }) => access.kind === 'customs');
  });
  afterAll(() => sender.close());

  /** As somebody who holds a token, or as nobody; over a connection, with ids that exist and the body of the document. */
  async function send(operation: Operation, authorization: string | null, role = '') {
    const { status, body } = await sender.send({
      method: operation.method.toUpperCase(),
      target: pathOf(operation, role),
      headers: {
        ...(authorization !== null && { Authorization: authorization }),
        ...(operation.idempotent && { 'Idempotency-Key': 'key-of-the-matrix' }),
        ...(operation.bodyType === 'json' && { 'Content-Type': 'application/json' }),
      },
      body: bodyOf(operation),
    });
    const text = body.toString();
    const code = status >= 400 ? (JSON.parse(text) as { code: string }).code : null;
    return { status, code };
  }
  const bearer = async (role: (typeof roles)[number]) => (await edge.as(role))[1];
  const named = (id: string): Operation => {
    const operation = operations.find((one) => one.id === id);
    if (operation === undefined) throw new Error(`no operation ${id}`);
    return operation;
  };

  it('has a row in the table for every operation and an operation for every row', () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(operationRoles).sort());
  });

  it.each(Object.keys(operationRoles) as (keyof typeof operationRoles)[])(
    '%s is for its roles only, and for nobody without a token of this interface',
    async (id) => {
      const operation = named(id);
      const allowed: readonly string[] = operationRoles[id];
      for (const role of roles) {
        const { status, code } = await send(operation, await bearer(role), role);
        if (!allowed.includes(role)) expect({ role, status, code }).toEqual({ role, status: 403, code: 'ROLE_MISSING' });
        else {
          expect({ role, status, in: ![401, 403].includes(status) }).toEqual({ role, status, in: true });
          expect(status).toBeLessThan(500);
        }
      }
      expect(await send(operation, null)).toEqual({ status: 401, code: 'TOKEN_MISSING' });
      expect(await send(operation, (await edge.asCustoms())[1])).toEqual({ status: 401, code: 'TOKEN_INVALID' });
    },
  );

  it('lets a customs system do what its scope says, and a person none of it', async () => {
    for (const operation of customs) {
      if (operation.access.kind !== 'customs') throw new Error(`${operation.id} is not for customs`);
      const { id } = operation;
      const wanted = operation.access.scope;
      for (const scope of customsScopes) {
        const { status, code } = await send(operation, (await edge.asCustoms(scope))[1]);
        if (scope !== wanted) expect({ id, scope, status, code }).toEqual({ id, scope, status: 403, code: 'SCOPE_MISSING' });
        // What only a client of the sandbox may do is refused for that, not for the scope.
        else expect({ id, scope, in: status !== 401 && code !== 'SCOPE_MISSING' }).toEqual({ id, scope, in: true });
      }
      expect(await send(operation, null)).toEqual({ status: 401, code: 'TOKEN_MISSING' });
      for (const role of roles)
        expect(await send(operation, await bearer(role))).toEqual({ status: 401, code: 'TOKEN_INVALID' });
    }
  });

  it('is printed in docs/roles.md', () => {
    const file = join(process.cwd(), 'docs', 'roles.md');
    const text = roleTables(operations, customs);
    if (process.env['UPDATE_ROLES']) writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('keeps everyone who works blind away from what tells the cargo', () => {
    const blind = ['sampler', 'preparer', 'analyst', 'reviewer'];
    const telling = [
      'listConsignments',
      'getConsignment',
      'getLineage',
      'getJourney',
      'listNominations',
      'getNomination',
      'listInspectionOrders',
      'listCertificates',
      'getCertificate',
    ] as const;
    for (const id of telling) {
      const allowed: readonly string[] = operationRoles[id];
      expect(allowed.filter((role) => blind.includes(role))).toEqual([]);
    }
  });
});
