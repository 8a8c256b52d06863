import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { customsOperations } from './customs/operations.ts';
import { openApiDocument } from './openapi.ts';
import type { Operation } from './operation.ts';
import { operatorOperations } from './operator/operations.ts';
import { publicOperations } from './public/operations.ts';
import { createTestEdge } from './testing/test-edge.ts';

const generator = join(process.cwd(), 'node_modules/openapi-typescript/bin/cli.js');

/** `UPDATE_CLIENT=1 npx jest orchestrator/http/generated-types` writes the types anew. */
it.each([
  ['the client of customs', 'orchestrator/http/customs-client/paths.ts', customsOperations],
  ['the workstation', 'workstation/api/paths.ts', operatorOperations],
] as const)('%s has the types of the document as it is now', async (_, path, operationsOf) => {
  const file = join(process.cwd(), path);
  const { deps } = await createTestEdge();
  const operations: readonly Operation[] = [...operationsOf(deps), ...publicOperations(deps, () => document)];
  const document = openApiDocument(operations, { baseUrl: deps.baseUrl, version: '1' });
  const running = promisify(execFile)(process.execPath, [generator, '--default-non-nullable', 'false'], {
    maxBuffer: 16 * 1024 * 1024,
  });
  running.child.stdin?.end(JSON.stringify(document));
  const { stdout: types } = await running;
  if (process.env['UPDATE_CLIENT']) writeFileSync(file, types);
  expect(types).toBe(readFileSync(file, 'utf8'));
});
