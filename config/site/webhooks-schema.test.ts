import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { siteSchema } from './schema.ts';

const site = load(readFileSync(join('config', 'demo-port', 'site.yaml'), 'utf8')) as {
  readonly units: readonly object[];
};
const read = (webhooks: object, endpoint = 'opc.tcp://plc.example:4840') =>
  siteSchema.safeParse({ ...site, units: site.units.map((unit) => ({ ...unit, endpoint })), webhooks });
const faultOf = (allowedNetworks: unknown, endpoint?: string) =>
  read({ allowedNetworks }, endpoint).error?.issues[0]?.path.join('.');

describe('networks that a site opens to webhooks', () => {
  it.each([
    '10.20.5.17/32',
    '10.0.0.0/8',
    '172.20.0.0/16',
    '192.168.7.0/24',
    '100.64.3.0/24',
    'fd12:3456::/48',
  ])('%s is taken', (network) =>
    expect(read({ allowedNetworks: [network] }).data?.webhooks).toEqual({ allowedNetworks: [network] }),
  );

  it.each([
    '127.0.0.0/8', '::1/128', '169.254.169.254/32', 'fe80::/10', '0.0.0.0/0', '::/0', '10.0.0.0/7', '8.8.8.0/24', '224.0.0.0/8',
    '10.20.5.17', '10.20.5.300/32', 'customs.example',
  ])('%s is refused', (network) => expect(faultOf([network])).toBe('webhooks.allowedNetworks.0')); // prettier-ignore

  it.each([
    ['opc.tcp://10.20.5.17:4840', '10.20.0.0/16'],
    ['opc.tcp://[fd12:3456::7]:4840/line', 'fd12:3456::/48'],
  ])('the PLC at %s keeps %s closed, and not its neighbour', (endpoint, network) => {
    expect(faultOf(['192.168.7.0/24', network], endpoint)).toBe('webhooks.allowedNetworks.1');
    expect(faultOf(['10.20.5.18/32', 'fd12:3456::8/128'], endpoint)).toBeUndefined();
  });
});
