import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../foreign-programs.ts';
import type { Exchange } from './exchange.ts';

/** Everything a person can read of an answer: body, headers with the names of files, and what it left in the server's log. */
export function saidIn({ headers, bytes, contentType, log }: Exchange): string {
  const body = bytes.toString('utf8');
  const said = [headers, log, body, decoded(body)];
  if (contentType.startsWith('application/pdf')) said.push(bytes.toString('latin1'), ofPdf(bytes));
  if (contentType.startsWith('application/zpl')) said.push(unescapedZpl(body));
  return said.join('\n');
}

/** Percent-encoding and JSON's escapes hide nothing from a person. */
function decoded(body: string): string {
  const plain = body.replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return plain.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (octets) =>
    Buffer.from(octets.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

function unescapedZpl(body: string): string {
  return body.replaceAll(/(?:_[0-9A-F]{2})+/g, (octets) =>
    Buffer.from(octets.replaceAll('_', ''), 'hex').toString('utf8'),
  );
}

/** Words and properties of a PDF, as poppler reads them; its XMP lies open in the bytes. */
function ofPdf(bytes: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-blind-'));
  try {
    const file = join(folder, 'file.pdf');
    writeFileSync(file, bytes);
    const read = [
      run('pdftotext', ['-raw', file, '-']),
      run('pdfinfo', [file]),
      run('pdfinfo', ['-meta', file]),
    ];
    return read.map((text) => text.toString('utf8')).join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
