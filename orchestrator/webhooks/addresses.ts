import { BlockList, isIP } from 'node:net';
import type { LookupAddress } from 'node:dns';
import { networkList } from '../../config/site/webhooks-schema.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';

/**
 * Addresses that are not of the public Internet (IANA special-purpose registries, RFC 6890 and its updates): a server that calls
 * whatever address it is given must not be a way into the network it stands in.
 */
const special = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24],
  ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) special.addSubnet(network, prefix, 'ipv4'); // prettier-ignore
/** Of what is global in IPv6: protocol assignments with Teredo, documentation, 6to4. */
for (const [network, prefix] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const)
  special.addSubnet(network, prefix, 'ipv6'); // prettier-ignore
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const isLoopback = (address: string): boolean =>
  loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

const isPublic = (address: string): boolean =>
  isIP(address) === 4
    ? !special.check(address, 'ipv4')
    : globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');

/** Which addresses messages may go to. */
export interface AddressRules {
  /** Why messages do not go to this URL, as far as its text tells; undefined if they do. */
  refuseUrl(url: string): Refusal | undefined;
  /** Whether they go to where its name leads at the moment. */
  mayReach(addresses: readonly LookupAddress[]): boolean;
}

/** Host of a URL as a network address or a name; of IPv6 without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** What of a site decides where messages go. */
interface ReachingSite {
  /** A demonstration also reaches this machine itself, and there without TLS. */
  readonly laboratory: { readonly demonstration: boolean };
  /** Networks the site opens; absent: none. The check of the site file keeps loopback and link-local out of them. */
  readonly webhooks?: { readonly allowedNetworks: readonly string[] };
}

export function addressRules({ laboratory: { demonstration }, webhooks }: ReachingSite): AddressRules {
  const own = networkList(webhooks?.allowedNetworks ?? []);
  const isOwn = (address: string) => own.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  const isAllowed = (address: string) =>
    isPublic(address) || isOwn(address) || (demonstration && isLoopback(address));
  return {
    refuseUrl: (text) => {
      const url = URL.canParse(text) ? new URL(text) : null;
      if (!url || !['https:', 'http:'].includes(url.protocol) || url.username || url.password || url.hash)
        return invalid;
      const host = hostOf(url);
      const isHere = host === 'localhost' || (isIP(host) > 0 && isLoopback(host));
      if (url.protocol === 'http:' && !(demonstration && isHere)) return unencrypted;
      if (isIP(host) > 0 && !isAllowed(host)) return notReached;
      return undefined;
    },
    mayReach: (addresses) => addresses.length > 0 && addresses.every(({ address }) => isAllowed(address)),
  };
}

const invalid: Refusal = {
  code: 'WEBHOOK_URL_INVALID',
  field: 'url',
  message: 'This is no address messages can be sent to.',
  remedy: 'Give an absolute https URL without user, password and fragment.',
};
const unencrypted: Refusal = {
  code: 'WEBHOOK_URL_UNENCRYPTED',
  field: 'url',
  message: 'Messages go over TLS only.',
  remedy: 'Give an https URL; plain http is for a demonstration on the same machine.',
};
const notReached: Refusal = {
  code: 'WEBHOOK_ADDRESS_REFUSED',
  field: 'url',
  message: 'Messages do not go to private, loopback, link-local or reserved addresses that the port has not opened.',
  remedy: 'Give the public address of the receiver, or ask the port to name its network in webhooks.allowedNetworks of the site file.',
};
