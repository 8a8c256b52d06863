import pino from 'pino';
import { discreet } from './log.ts';

describe('a discreet log', () => {
  it('blacks out secrets wherever a line carries a body or an error with one', () => {
    const lines: string[] = [];
    const log = discreet(pino({ level: 'info' }, { write: (line: string) => lines.push(line) }));
    log.info({ password: 'p1', client_secret: 'p2' });
    log.info({ body: { password: 'p3', client_secret: 'p4' }, req: { body: { password: 'p5' } } });
    log.info({ err: Object.assign(new Error('x'), { body: '{"password":"p6"' }) });
    log.info({ req: { headers: { authorization: 'Bearer p7', cookie: 'p8' } } });
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toMatch(/p[1-8]"/);
    expect(lines.join('')).toContain('[redacted]');
  });
});
