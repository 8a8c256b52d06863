import Database from 'libsql';
import { appendFileSync, createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { telemetryFile } from '../storage/data-folder.ts';

const pieceBytes = 4 * 1024 * 1024;
const privateFile = 0o600;

/**
 * The history of process values in a data folder as it is at one moment, also while its server writes it: an SQLite file in pieces of at
 * most 4 MiB, in their order. Nothing where there is none. A copy of it lies among the temporary files meanwhile.
 */
export async function* telemetryIn(data: string): AsyncGenerator<Buffer> {
  const source = telemetryFile(data);
  if (!existsSync(source)) return;
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-telemetry-'));
  try {
    const copy = join(folder, 'telemetry.db');
    const db = new Database(source);
    try {
      db.prepare('vacuum into ?').run(copy);
    } finally {
      db.close();
    }
    for await (const piece of createReadStream(copy, { highWaterMark: pieceBytes })) yield piece as Buffer;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Puts a piece behind those before it. */
export const putTelemetry = (data: string, piece: Buffer): void =>
  appendFileSync(telemetryFile(data), piece, { mode: privateFile });
