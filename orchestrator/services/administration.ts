import type { SiteConfig } from '../../config/site/load.ts';
import { hasSection } from '../../workflows/certificate/templates.ts';
import type { GrainRulePack } from '../../workflows/grain-sampling/rule-pack.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { Instant, ProcessId } from '../../workflows/kernel/brand.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { releaseEvent } from '../engine/decide.ts';
import type { Hold } from '../engine/entry.ts';
import type { Identity } from '../identity/types.ts';
import { inventoryInTurns, packNamed } from '../rules/inventory.ts';
import type { FailedPack, Inventory, LoadedPack } from '../rules/inventory.ts';
import { leavesOf } from '../rules/leaves.ts';
import type { PackLeaf } from '../rules/leaves.ts';
import type { HeldProcess } from '../views/held-view.ts';
import { collections } from '../views/projection.ts';
import type { Caller } from './contract.ts';
import { notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

interface UserOverview {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Without one he cannot log in. */
  readonly password: boolean;
  /** s until a login is tried again after failed ones; 0 = now. */
  readonly lockedFor: number;
}

export interface PackOverview {
  readonly pack: LoadedPack;
  /** Named by the site file. */
  readonly inUse: boolean;
}

interface Choices {
  /** Of the quarantine section of the grain rules in use. */
  readonly findings: readonly { readonly code: string; readonly name: Bilingual }[];
  /** Documents beside the certificate of results. */
  readonly documentKinds: readonly { readonly code: string; readonly title: Bilingual; readonly notice: boolean }[];
}

interface HeldOverview {
  readonly process: ProcessId;
  /** `id@version` */
  readonly definition: string;
  readonly code: Hold['code'];
  readonly message: string;
  /** Null where only this server cannot run it, and the journal knows of no hold. */
  readonly since: Instant | null;
  /** Inputs that are kept for it. */
  readonly waiting: number;
  /** Whether it can be released while the server runs; else another version of the program has to be installed. */
  readonly releasable: boolean;
}

/** What an administrator looks at. Nothing of it is secret: passwords and keys are not here, and where they lie is not told. */
export interface AdministrationService {
  users(): readonly UserOverview[];
  /** The site file as it was loaded. */
  site(): Readonly<Record<string, unknown>>;
  /** Refuses what `readPacks` refuses. */
  rulePacks(): Promise<Outcome<{ readonly packs: readonly PackOverview[]; readonly failed: readonly FailedPack[] }>>;
  /** By `id` or `id@version`. Refuses `RULE_PACK_NOT_FOUND`. */
  rulePack(name: string): Outcome<PackOverview & { readonly leaves: readonly PackLeaf[] }>;
  /** What officers and preparers choose from, as the site and its rule packs have it. Refuses `RULE_PACK_NOT_FOUND`. */
  choices(): Outcome<Choices>;
  held(): Promise<readonly HeldOverview[]>;
  /** Applies what waits. Refuses `NOT_FOUND`, `NOT_ON_HOLD`, `STILL_FAILING`, and `PROCESS_ON_HOLD` where that takes another program. */
  release(
    caller: Caller,
    process: ProcessId,
    reason: string,
  ): Promise<Outcome<{ readonly process: ProcessId }>>;
}

interface AdministrationDeps extends ServiceDeps {
  readonly site: SiteConfig;
  readonly identity: Pick<Identity, 'standing'>;
  /** Processes that were on hold when the server started, for reasons of this server or of the journal. */
  readonly heldAtStart: () => readonly ProcessId[];
}

export function createAdministrationService(deps: AdministrationDeps): AdministrationService {
  const { engine, views, clock, newId, site, identity, heldAtStart } = deps;
  const used: readonly string[] = Object.values(site.rulePacks);
  const overview = (pack: LoadedPack): PackOverview => ({
    pack,
    inUse: used.includes(pack.ref.id) || used.includes(`${pack.ref.id}@${pack.ref.version}`),
  });
  // Packs are files of the installation, which does not change while the server runs; reading them takes a noticeable time.
  let read: Promise<Outcome<Inventory>> | undefined;
  const packs = () => (read ??= inventoryInTurns(site.ruleFolders));
  const details = new Map<string, ReturnType<AdministrationService['rulePack']>>();
  const detailOf: AdministrationService['rulePack'] = (name) => {
    const pack = packNamed(site.ruleFolders, name);
    if (!pack.ok) return pack.refusal.code === 'RULE_PACK_UNKNOWN' ? refuse(packUnknown(pack.refusal)) : pack;
    return ok({ ...overview(pack.value), leaves: leavesOf(pack.value.sections) });
  };

  const rulePack: AdministrationService['rulePack'] = (name) => {
    const detail = details.get(name) ?? detailOf(name);
    if (detail.ok) details.set(name, detail);
    return detail;
  };

  return {
    users: () =>
      site.users.map(({ id, name, roles }) => {
        const { hasPassword, heldBack_s } = identity.standing(id);
        return { id, name, roles, password: hasPassword, lockedFor: heldBack_s };
      }),
    site: () => {
      const { tagMaps: _read, ruleFolders: _found, ...file } = site;
      return withoutPlacesOfSecrets(file) as Readonly<Record<string, unknown>>;
    },
    rulePacks: async () => {
      const all = await packs();
      return all.ok ? ok({ packs: all.value.packs.map(overview), failed: all.value.failed }) : all;
    },
    rulePack,
    choices: () => {
      const grain = rulePack(site.rulePacks.grain);
      if (!grain.ok) return grain;
      const { findings } = (grain.value.pack.sections as Pick<GrainRulePack, 'quarantine'>).quarantine;
      const { kinds, main } = site.certificates;
      return ok({
        findings: findings.map(({ code, name }) => ({ code, name })),
        documentKinds: kinds
          .filter(({ code }) => code !== main)
          .map(({ code, title, template }) => ({ code, title, notice: hasSection(template, 'notice') })),
      });
    },
    held: async () => {
      const known = await views.find<HeldProcess>(collections.heldProcesses, { index: 'held' });
      const since = new Map(known.map((one) => [one.process, one.since]));
      const all = [...new Set([...since.keys(), ...heldAtStart()])];
      const live = await Promise.all(all.map((process) => engine.find(process)));
      return live.flatMap((process): HeldOverview[] => {
        if (!process?.hold) return [];
        const { id, definitionKey: definition, hold, deferred } = process;
        return [
          {
            process: id,
            definition,
            ...hold,
            since: since.get(id) ?? null,
            waiting: deferred.length,
            releasable: hold.code === 'STEP_FAILED',
          },
        ];
      });
    },
    release: async (caller, process, reason) => {
      const live = await engine.find(process);
      if (!live) return refuse(notFound('id', process));
      if (!live.hold) return refuse(notOnHold(process));
      const event = { type: releaseEvent, reason };
      const result = await engine.submit(
        process,
        { id: newId(), at: clock(), actor: personOf(caller), event },
        'request',
      );
      return result.status === 'refused' ? refuse(result.refusal) : ok({ process });
    },
  };
}

const packUnknown = ({ message, remedy }: { readonly message: string; readonly remedy: string }) => ({
  code: 'RULE_PACK_NOT_FOUND',
  message,
  remedy,
});

const notOnHold = (process: ProcessId) => ({
  code: 'NOT_ON_HOLD',
  message: `${process} is not on hold.`,
  remedy: 'Nothing is to be done; list the processes on hold again.',
});

/** Fields that say where a secret lies. */
const placeOfSecret = /^(?:passwordFile|passwordVariable|pinFile|keyFile|clientKeyFile)$/;
/** A name and a password in front of the host of an address. */
const credentialsOfAddress = /(?<=:\/\/)[^/@\s]+@/;

function withoutPlacesOfSecrets(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(credentialsOfAddress, '');
  if (Array.isArray(value)) return value.map(withoutPlacesOfSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      placeOfSecret.test(name) ? '(set)' : withoutPlacesOfSecrets(member),
    ]),
  );
}
