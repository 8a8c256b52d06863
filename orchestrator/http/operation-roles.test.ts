import request from 'supertest';
import { roles } from '../services/contract.ts';
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
import { setupId } from './testing/setup.fixture.ts';
import { createTestEdge } from './testing/test-edge.ts';
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
    .replace('{id}', encodeURIComponent(ids[collection] ?? ''))
    .replace('{code}', assayCode)
    .replace('{position}', '4711');
};

describe('operation × role', () => {
  let edge: TestEdge;
  let operations: readonly Operation[];
  beforeAll(async () => {
    edge = await createTestEdge();
    operations = operatorOperations(edge.deps).filter(({ access }) => access.kind === 'operator');
  });

  const send = async (operation: Operation, role: (typeof roles)[number] | null) => {
    const test = request(edge.app)[operation.method](pathOf(operation, role ?? ''));
    if (role !== null) void test.set(...(await edge.as(role)));
    if (operation.idempotent) void test.set('Idempotency-Key', 'key-of-the-matrix');
    return operation.example === undefined ? test : test.send(operation.example as object);
  };

  it('has a row in the table for every operation and an operation for every row', () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(operationRoles).sort());
  });

  it.each(Object.keys(operationRoles) as (keyof typeof operationRoles)[])(
    '%s is for its roles only and for nobody without a token',
    async (id) => {
      const operation = operations.find((one) => one.id === id);
      if (operation === undefined) throw new Error(`no operation ${id}`);
      const allowed: readonly string[] = operationRoles[id];
      for (const role of roles) {
        const { status, body } = await send(operation, role);
        const atTheDoor = body.code === 'ROLE_MISSING' ? 'turned away' : status === 401 ? 'unknown' : 'in';
        expect(`${role}: ${atTheDoor}`).toBe(`${role}: ${allowed.includes(role) ? 'in' : 'turned away'}`);
        if (atTheDoor === 'turned away') expect(status).toBe(403);
        else expect(status).toBeLessThan(500);
      }
      expect((await send(operation, null)).body).toMatchObject({ status: 401, code: 'TOKEN_MISSING' });
    },
  );

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
