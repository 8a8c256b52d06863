import { join } from 'node:path';
import { setDebugLogger, setErrorLogger, setWarningLogger } from 'node-opcua-debug';
import type { FiledCertificate } from '../plc-adapters/commissioning/trust.ts';
import type { PlantAddress } from '../plc-adapters/commissioning/plant-address.ts';
import { parseTagMap } from '../plc-adapters/tag-map/parse.ts';
import type { UnitConfig } from '../plc-adapters/unit-config.ts';
import { instant, unitId } from '../workflows/kernel/brand.ts';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { plantLogin } from './composition/plant-login.ts';
import type { SiteUnit } from './composition/plant-login.ts';
import { at, siteOrThrow } from './composition/site.ts';
import { aligned } from './rules/words.ts';

/** `quaylab plant`: what an engineer needs at the quay to bring a PLC and Quaylab together. Nothing here writes to a PLC. */

type Print = (line: string) => void;

export interface PlantOptions {
  /** Data folder of the server, whose certificate is used. */
  readonly data: string;
  /** User name instead of the site file’s; the password comes from `QUAYLAB_PLANT_PASSWORD`, since command lines are seen by others. */
  readonly user?: string;
  readonly json?: boolean;
}

export interface BrowseOptions extends PlantOptions {
  readonly from?: string;
  readonly depth: number;
  readonly security: UnitConfig['security']['mode'];
  readonly policy: UnitConfig['security']['policy'];
}

/** Prints the tree of nodes of a server. Refuses what `browsePlant` refuses. */
export async function plantBrowse(url: string, options: BrowseOptions, print: Print): Promise<void> {
  const { security: mode, policy, from, depth, json } = options;
  quiet();
  const { browsePlant } = await import('../plc-adapters/commissioning/browse.ts');
  const { browseRows } = await import('../plc-adapters/commissioning/browse-text.ts');
  const security = { mode, policy: mode === 'None' ? ('None' as const) : policy };
  const address: PlantAddress = { unit: unitId('commissioning'), endpoint: url, security, ...credentials(options) };
  const root = await browsePlant(address, { depth, ...(from !== undefined && { from }) }, pkiOf(options.data));
  if (json) print(JSON.stringify(root, null, 2));
  else for (const line of table(browseRows(root))) print(line);
}

export interface CheckOptions extends PlantOptions {
  readonly site: string;
  readonly unit: string;
  /** Another address than the site file's. */
  readonly plant?: string;
}

/**
 * Checks a unit against its PLC and prints the report; true when nothing required is missing.
 * Refuses `UNIT_UNKNOWN`, and what `plantLogin` and `visit` refuse.
 */
export async function plantCheck(options: CheckOptions, print: Print): Promise<boolean> {
  const config = unitWithLogin(options);
  quiet();
  const { checkUnit } = await import('../plc-adapters/commissioning/check-unit.ts');
  const { checkJson } = await import('../plc-adapters/commissioning/check-json.ts');
  const { checkSections } = await import('../plc-adapters/commissioning/check-text.ts');
  const clock = { now: () => instant(new Date().toISOString()), monotonicMs: () => performance.now() };
  const check = await checkUnit(config, { clock, pkiFolder: pkiOf(options.data) });
  if (options.json) {
    print(JSON.stringify(checkJson(check), null, 2));
    return check.passed;
  }
  for (const { heading, rows } of checkSections(check)) {
    print(`\n${heading}`);
    for (const line of table(rows)) print(`  ${line}`);
  }
  return check.passed;
}

export type TrustAction = 'list' | 'accept' | 'remove';

export interface TrustOptions {
  readonly data: string;
  readonly json?: boolean;
  /** With `unit`: the certificate meant is the one its PLC shows now. */
  readonly site?: string;
  readonly unit?: string;
  readonly plant?: string;
}

/**
 * Lists the certificates of the data folder, trusts a rejected one, or removes one. Refuses `THUMBPRINT_MISSING`,
 * `THUMBPRINT_NOT_VALID`, `CERTIFICATE_UNKNOWN`; with a unit `CERTIFICATE_OF_ANOTHER` and what `ask` refuses.
 */
export async function plantTrust(action: TrustAction, thumbprint: string | undefined, options: TrustOptions, print: Print): Promise<void> {
  const { acceptCertificate, listCertificates, removeCertificate } = await import('../plc-adapters/commissioning/trust.ts');
  const pki = pkiOf(options.data);
  const shown = await shownByUnit(options);
  if (action === 'list') {
    const isShown = ({ facts }: FiledCertificate) => shown !== null && facts?.thumbprint === shown.thumbprint;
    const listed = listCertificates(pki).map((each) => ({ ...each, shownByUnit: isShown(each) }));
    if (options.json) print(JSON.stringify({ certificates: listed, unit: options.unit ?? null, shows: shown }, null, 2));
    else for (const line of table(certificateRows(listed, options.unit))) print(line);
    return;
  }
  if (thumbprint === undefined) {
    const remedy = `Name the certificate: quaylab plant trust ${action} <thumbprint>; quaylab plant trust list shows them.`;
    throw new RefusedError({ code: 'THUMBPRINT_MISSING', field: 'thumbprint', message: 'No thumbprint is given.', remedy });
  }
  if (action === 'accept') assertShown(thumbprint, shown, options.unit);
  const facts = action === 'accept' ? acceptCertificate(pki, thumbprint) : removeCertificate(pki, thumbprint);
  if (options.json) print(JSON.stringify({ [action === 'accept' ? 'accepted' : 'removed']: facts }, null, 2));
  else print(`${action === 'accept' ? '已信任 trusted' : '已移除 removed'} ${facts.thumbprint}  ${facts.subject}`);
}

const words = { trusted: '已信任 trusted', rejected: '已拒绝 rejected', own: '本系统 ours' } as const;

type ListedCertificate = FiledCertificate & { readonly shownByUnit: boolean };

function certificateRows(listed: readonly ListedCertificate[], unit = ''): readonly (readonly string[])[] {
  return [
    ['状态 standing', '指纹 thumbprint', '生效 valid from', '失效 valid to', '主体 subject'],
    ...listed.map(({ standing, file, facts, shownByUnit }) =>
      facts
        ? [words[standing], facts.thumbprint, facts.validFrom, facts.validTo, `${facts.subject}${shownByUnit ? `  ← ${unit}` : ''}`]
        : [words[standing], '不是证书 not a certificate', '', '', file],
    ),
  ];
}

/** The certificate the PLC of a unit shows now; null when no unit is named. */
async function shownByUnit({ site, unit, plant, data }: TrustOptions) {
  if (unit === undefined) return null;
  if (site === undefined) {
    const remedy = 'Name it with --site.';
    throw new RefusedError({ code: 'SITE_MISSING', field: 'site', message: 'A unit is known from a site file only.', remedy });
  }
  quiet();
  const { ask } = await import('../plc-adapters/commissioning/visit.ts');
  const { certificateFacts } = await import('../plc-adapters/commissioning/certificate.ts');
  const { certificate } = await ask(unitConfig({ site, unit, ...(plant !== undefined && { plant }) }).config, pkiOf(data));
  if (certificate) return certificateFacts(certificate);
  const remedy = 'Have one made in the PLC, or reach it without security.';
  throw new RefusedError({ code: 'CERTIFICATE_MISSING', field: 'unit', message: `The PLC of ${unit} shows no certificate.`, remedy });
}

type Shown = Awaited<ReturnType<typeof shownByUnit>>;

function assertShown(thumbprint: string, shown: Shown, unit = ''): void {
  const wanted = thumbprint.replace(/[\s:-]/g, '').toLowerCase();
  if (!shown || wanted === shown.thumbprint || wanted === shown.sha256) return;
  throw new RefusedError({
    code: 'CERTIFICATE_OF_ANOTHER',
    field: 'thumbprint',
    message: `The PLC of ${unit} shows the certificate ${shown.thumbprint}, not ${thumbprint}.`,
    remedy: 'Compare with what the PLC itself displays. If that is not what it shows over the network, somebody stands between.',
  });
}

/** The unit, and who we are to its PLC. Refuses what `unitConfig` and `plantLogin` refuse, and `PASSWORD_MISSING`. */
export function unitWithLogin(options: Omit<CheckOptions, 'json'>): UnitConfig {
  const { config, siteUnit } = unitConfig(options);
  return { ...config, ...(options.user === undefined ? plantLogin(siteUnit, process.env) : credentials(options)) };
}

/** The configuration of one unit of a site. Refuses `UNIT_UNKNOWN`, and what loading site and tag map refuses. */
function unitConfig({ site: file, unit: name, plant }: Pick<CheckOptions, 'site' | 'unit' | 'plant'>): {
  readonly config: UnitConfig;
  readonly siteUnit: SiteUnit;
} {
  const loaded = siteOrThrow(file);
  const site = plant === undefined ? loaded : at(loaded, plant);
  const unit = site.units.find((each) => each.unit === name);
  if (!unit) {
    throw new RefusedError({
      code: 'UNIT_UNKNOWN',
      field: 'unit',
      message: `${file} has no unit ${name}.`,
      remedy: `Name one of ${site.units.map((each) => each.unit).join(', ')}.`,
    });
  }
  const tagMap = parseTagMap(site.tagMaps[unit.tagMap]);
  if (!tagMap.ok) throw new RefusedError({ ...tagMap.refusal, message: `${unit.tagMap}: ${tagMap.refusal.message}` });
  const { endpoint, security } = unit;
  return { config: { unit: unitId(name), tagMap: tagMap.value, endpoint, security }, siteUnit: unit };
}

function credentials({ user }: PlantOptions): Pick<UnitConfig, 'credentials'> {
  if (user === undefined) return {};
  const password = process.env['QUAYLAB_PLANT_PASSWORD'];
  if (password !== undefined) return { credentials: { userName: user, password } };
  throw new RefusedError({
    code: 'PASSWORD_MISSING',
    field: 'user',
    message: `No password is given for ${user}.`,
    remedy: 'Put it into the environment variable QUAYLAB_PLANT_PASSWORD.',
  });
}

/** Rows with their columns in line, also where some rows have fewer cells. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(...rows.map(({ length }) => length));
  return aligned(rows.map((row) => Array.from({ length: columns }, (_, column) => row[column] ?? '')));
}

export const pkiOf = (data: string): string => join(data, 'pki');

/** The OPC UA library would write its remarks between ours; what went wrong comes as a refusal. */
export function quiet(): void {
  for (const setLogger of [setDebugLogger, setErrorLogger, setWarningLogger]) setLogger(() => undefined);
}
