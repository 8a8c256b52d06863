import { Command } from 'commander';
import { loadServerConfig } from '../config/server/load.ts';
import { sourcesOf, withServerOptions } from './server-options.ts';

/** What a command line sets. */
function setBy(...words: readonly string[]) {
  const command = withServerOptions(new Command('serve')).option('--plant <endpoint>', 'another option');
  command.exitOverride().configureOutput({ writeErr: () => {} }).parse(words, { from: 'user' });
  const loaded = loadServerConfig(
    sourcesOf(command.opts(), { QUAYLAB_PORT: '90', QUAYLAB_HOST: '10.0.0.1' }),
  );
  if (!loaded.ok) throw new Error(loaded.refusal.message);
  return loaded.value;
}

describe('the flags of the server', () => {
  it('set what they are named for, whatever the environment says', () => {
    const { settings, origins } = setBy(
      '--site',
      '/s.yaml',
      '--port',
      '81',
      '--lease',
      '7',
      '--free-disk',
      '9',
      '--plant',
      'x',
    );
    expect(settings).toMatchObject({
      site: '/s.yaml',
      port: 81,
      host: '10.0.0.1',
      lease_s: 7,
      freeDisk_MiB: 9,
    });
    expect(origins).toMatchObject({ port: '--port', host: 'QUAYLAB_HOST', lease_s: '--lease' });
    expect(Object.keys(settings)).not.toContain('plant');
  });

  it('name files of secrets, and never hold a secret themselves', () => {
    expect(() => setBy('--site', '/s.yaml', '--metrics-token-file', '/nowhere')).toThrow(
      '--metrics-token-file',
    );
    expect(() => setBy('--site', '/s.yaml', '--metrics-token', 'x')).toThrow('unknown option');
  });
});
