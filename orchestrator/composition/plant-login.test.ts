import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RefusedError } from '../../workflows/kernel/refusal.ts';
import { plantLogin } from './plant-login.ts';
import type { SiteUnit } from './plant-login.ts';

describe('the login of a unit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaylab-login-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const login = (user?: SiteUnit['user'], environment: NodeJS.ProcessEnv = {}) =>
    plantLogin({ unit: 'CS-01', ...(user && { user }) }, environment);
  const file = (content: string): string => {
    const path = join(folder, 'password');
    writeFileSync(path, content);
    return path;
  };
  const refusal = (user: SiteUnit['user'], environment?: NodeJS.ProcessEnv) => {
    try {
      return login(user, environment);
    } catch (error) {
      return error instanceof RefusedError ? error.refusal : error;
    }
  };

  it('is none where the site names no user', () => {
    expect(login()).toEqual({});
  });

  it('takes the password from a file as it stands there, but for the line end behind it', () => {
    for (const content of ['se cret ', 'se cret \n', 'se cret \r\n'])
      expect(login({ name: 'quaylab', passwordFile: file(content) })).toEqual({
        credentials: { userName: 'quaylab', password: 'se cret ' },
      });
  });

  it('takes the password from the environment', () => {
    const user = { name: 'quaylab', passwordVariable: 'CS_01_PASSWORD' };
    expect(login(user, { CS_01_PASSWORD: 'secret' })).toEqual({ credentials: { userName: 'quaylab', password: 'secret' } });
  });

  it('is refused without a password, naming the field of the site file', () => {
    const variable = { name: 'quaylab', passwordVariable: 'CS_01_PASSWORD' };
    expect(refusal(variable)).toMatchObject({ code: 'PASSWORD_MISSING', field: 'units.CS-01.user.passwordVariable' });
    expect(refusal(variable, { CS_01_PASSWORD: '' })).toMatchObject({ code: 'PASSWORD_MISSING' });
    const empty = { name: 'quaylab', passwordFile: file('\n') };
    expect(refusal(empty)).toMatchObject({ code: 'PASSWORD_MISSING', field: 'units.CS-01.user.passwordFile' });
    const nowhere = { name: 'quaylab', passwordFile: join(folder, 'nowhere') };
    expect(refusal(nowhere)).toMatchObject({ code: 'PASSWORD_UNREADABLE', field: 'units.CS-01.user.passwordFile' });
  });
});
