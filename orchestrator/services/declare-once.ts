import type { ConsignmentContext } from '../../workflows/consignment/record.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { canonicalJson } from '../../workflows/kernel/canonical-json.ts';
import { ok } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import type { Caller, Declaration, OperatorService } from './contract.ts';
import { contextOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

export const consignmentOf = ({
  declarationNo,
  goodsItem,
}: Pick<Declaration, 'declarationNo' | 'goodsItem'>): ProcessId =>
  `consignment/${declarationNo}.${goodsItem}` as ProcessId;

/** What makes two declarations of a goods item the same: the order, the goods, how they came and whose they are. */
const compared = [
  'inspectionOrderNo', 'declaredMass', 'commodity', 'transport', 'customer', 'consignor', 'consignee',
] as const; // prettier-ignore

const identityOf = (declared: Pick<Declaration, (typeof compared)[number]>): string =>
  canonicalJson(compared.map((name) => declared[name]));

/**
 * Declares, or finds what was declared before with the same goods and parties: a server that stopped between declaring and noting it
 * has it noted when the same is asked again. Resolves to the consignment; refuses what `declare` refuses.
 */
export async function declareOnce(
  deps: ServiceDeps & { readonly operator: Pick<OperatorService, 'declare'> },
  caller: Caller,
  declaration: Declaration,
): Promise<Outcome<ProcessId>> {
  const declared = await deps.operator.declare(caller, declaration);
  if (declared.ok) return ok(declared.value.id);
  if (declared.refusal.code !== 'DECLARATION_CONFLICT') return declared;
  const id = consignmentOf(declaration);
  const known = await contextOf<ConsignmentContext>(deps, id);
  return known && identityOf(known.order) === identityOf(declaration) ? ok(id) : declared;
}
