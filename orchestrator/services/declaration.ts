import type { SiteConfig } from '../../config/site/load.ts';
import { blindControlProcess } from '../../workflows/blind-control/terms.ts';
import type { Cargo, ConsignmentOrder } from '../../workflows/consignment/types.ts';
import { decimalString } from '../../workflows/kernel/brand.ts';
import { parseDecimal, toDecimal } from '../../workflows/kernel/decimal.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { Commodity } from '../../workflows/scheduling/cleaning.ts';
import type { NamedPacks } from '../composition/packs.ts';
import { mainKind } from './certificate-kinds.ts';
import { coalCargo } from './coal-declaration.ts';
import type { Declaration } from './contract.ts';
import { grainCargo, petroleumCargo } from './product-declaration.ts';

export interface CheckedDeclaration {
  readonly order: ConsignmentOrder;
  readonly cargo: Cargo;
}

/**
 * Checks a declaration against the site and plans its sampling. Nothing is written yet, so a refusal leaves nothing half-done.
 * `on`: day of the declaration, ISO date.
 */
export function checkDeclaration(
  declaration: Declaration,
  site: SiteConfig,
  packs: NamedPacks,
  on: string,
): Outcome<CheckedDeclaration> {
  const cargo = cargoOf(declaration, site, packs, on);
  if (!cargo.ok) return cargo;
  const {
    declarationNo,
    goodsItem,
    inspectionOrderNo,
    commodity,
    declaredMass,
    transport,
    customer,
    consignor,
    consignee,
    urgency,
    dueAt,
  } = declaration;
  const { laboratory, timeZone, massTolerance, stageTimes_min } = site;
  const main = mainKind(site);
  const rules = packs.named('laboratory', site.rulePacks.laboratory);
  if (!rules.ok) return refuse({ ...rules.refusal, field: 'site.rulePacks.laboratory' });
  const { requestWithinDays, concludeWithinDays } = rules.value.reinspection;
  return ok({
    cargo: cargo.value,
    order: {
      declarationNo,
      goodsItem,
      inspectionOrderNo,
      commodity: { name: commodity.name, hsCode: commodity.hsCode },
      declaredMass,
      transport,
      customer,
      consignor,
      consignee,
      turns: {
        ...(urgency && { urgency }),
        ...(dueAt && { dueAt }),
        ...(site.scheduling?.cleaning && { commodity: commodityOf(cargo.value) }),
      },
      site: {
        laboratory,
        certificateKind: { code: main.code, title: main.title },
        numberPattern: main.numberPattern,
        timeZone,
        massTolerance: decimalString(massTolerance),
        reinspection: { requestWithinDays, concludeWithinDays },
        storesRetained: site.storage !== undefined,
        stageTimes: stageTimes_min ?? {},
        ...(site.blindControl && { blindControl: blindControlProcess(laboratory.office) }),
      },
    },
  });
}

const commodityOf = (cargo: Cargo): Commodity => ({
  kind: cargo.kind,
  product: cargo.kind === 'coal' ? null : cargo.product,
});

function cargoOf(declaration: Declaration, site: SiteConfig, packs: NamedPacks, on: string): Outcome<Cargo> {
  const { kind, declaredMass } = declaration;
  const mass = parseDecimal(declaredMass, 'declaredMass');
  if (!mass.ok) return mass;
  if (toDecimal(mass.value).lte(0)) return refuse(massNotPositive(declaredMass));
  switch (kind) {
    case 'coal': {
      const pack = packs.named(kind, declaration.rulePack ?? site.rulePacks.coal);
      return pack.ok
        ? coalCargo(declaration, site, pack.value)
        : refuse({ ...pack.refusal, field: 'rulePack' });
    }
    case 'grain': {
      const pack = packs.named(kind, declaration.rulePack ?? site.rulePacks.grain);
      return pack.ok
        ? grainCargo(declaration, site, pack.value, on)
        : refuse({ ...pack.refusal, field: 'rulePack' });
    }
    case 'petroleum': {
      const pack = packs.named(kind, declaration.rulePack ?? site.rulePacks.petroleum);
      return pack.ok
        ? petroleumCargo(declaration, site, pack.value, on)
        : refuse({ ...pack.refusal, field: 'rulePack' });
    }
  }
}

const massNotPositive = (mass: string) => ({
  code: 'MASS_NOT_POSITIVE',
  field: 'declaredMass',
  message: `A declared mass of ${mass} t is nothing.`,
  remedy: 'Give the mass in t, more than 0.',
});
