import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** Networks that a site can have to itself: RFC 1918, shared address space (RFC 6598), unique local (RFC 4193). */
const ownNetworks = [
  '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7',
] as const; // prettier-ignore

/** Networks by their CIDR notations; each must be one (`cidr` below checks it). */
export function networkList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const { address, prefix, family } = partsOf(network);
    list.addSubnet(address, prefix, family);
  }
  return list;
}

function partsOf(network: string) {
  const [address = '', prefix = ''] = network.split('/');
  return { address, prefix: Number(prefix), family: isIP(address) === 6 ? 'ipv6' : 'ipv4' } as const;
}

/** Loopback, link-local (metadata of clouds) and all the rest stay closed whatever a site says. */
const isOwn = (network: string): boolean =>
  ownNetworks.some((own) => {
    const { address, prefix, family } = partsOf(network);
    return prefix >= partsOf(own).prefix && networkList([own]).check(address, family);
  });

const cidr = z
  .union([z.cidrv4(), z.cidrv6()], 'a network in CIDR notation, for example 10.20.5.17/32')
  .refine(isOwn, `must lie within one of ${ownNetworks.join(', ')}`);

/** What only the port itself can know of the receivers of webhooks. */
export const webhooksSchema = z.strictObject({
  /** Networks of the port's own in which messages are received; public addresses are reached in any case. */
  allowedNetworks: z.array(cidr),
});

interface Site {
  readonly webhooks?: z.infer<typeof webhooksSchema> | undefined;
  readonly units: readonly { readonly unit: string; readonly endpoint: string }[];
}

/** A customs client names where messages go: never to a PLC. Only endpoints that are addresses can be told here. */
export function checkWebhooks({ webhooks, units }: Site, { addIssue }: z.RefinementCtx): void {
  for (const [index, network] of (webhooks?.allowedNetworks ?? []).entries()) {
    const list = networkList([network]);
    for (const { unit, endpoint } of units) {
      const host = hostOf(endpoint);
      if (isIP(host) === 0 || !list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4')) continue;
      const message = `the PLC of ${unit} (${host}) stands in it; name the receivers by themselves, for example as /32`;
      addIssue({ code: 'custom', path: ['webhooks', 'allowedNetworks', index], message });
    }
  }
}

/** Host of opc.tcp://host:port/path; of IPv6 without its brackets. */
const hostOf = (endpoint: string): string =>
  /^opc\.tcp:\/\/(?:\[([^\]]+)\]|([^:/]+))/.exec(endpoint)?.slice(1).find(Boolean) ?? '';
