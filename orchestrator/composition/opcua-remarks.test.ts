import { make_errorLog, make_warningLog } from 'node-opcua-debug';
import pino from 'pino';
import { logOpcuaRemarks } from './opcua-remarks.ts';

describe('what the OPC UA library remarks', () => {
  const lines: string[] = [];
  beforeAll(() => logOpcuaRemarks(pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })));

  it('is in the log in its words, with where it comes from, and without colours', () => {
    make_warningLog('verify.ts')('certificate', { daysLeft: 3 }, '\u001b[31mexpires\u001b[39m soon');
    make_errorLog('client.ts')(new Error('no route'));
    const [warning, error] = lines.map((line) => JSON.parse(line) as { level: number; msg: string; at: string; library: string });
    expect(warning).toMatchObject({ level: 30, library: 'node-opcua', msg: 'certificate { daysLeft: 3 } expires soon' });
    expect(warning?.at).toMatch(/:\d+$/);
    expect(error).toMatchObject({ level: 40, msg: expect.stringContaining('Error: no route') });
  });
});
