import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { isRepeated, nominationProcess } from '../../workflows/nomination/nomination.ts';
import type { Nomination, NominationContext } from '../../workflows/nomination/nomination.ts';
import { refuseNomination, unknownLine } from '../../workflows/nomination/refusals.ts';
import type { NominationEvent } from '../../workflows/nomination/refusals.ts';
import { createOneAtATime } from '../identity/one-at-a-time.ts';
import type { ConsignmentView } from '../views/model.ts';
import type { NominationView } from '../views/nomination-view.ts';
import { collections } from '../views/projection.ts';
import type { Caller, OperatorService } from './contract.ts';
import { consignmentOf, declareOnce } from './declare-once.ts';
import { nominatedDeclaration } from './nominated-declaration.ts';
import type { LineDeclaration } from './nominated-declaration.ts';
import { ask, contextOf, notFound, personOf } from './support.ts';
import type { ServiceDeps } from './support.ts';

/** Ships that are to come, and their cargoes. */
export interface NominationService {
  /** Those that hold. */
  open(): Promise<readonly NominationView[]>;
  nomination(number: string): Promise<NominationView | null>;
  /**
   * Takes a nomination, or a higher revision of one. The same content under the same revision changes nothing. Refuses
   * `NOMINATION_CONFLICT`, `NOMINATION_STALE`, `NOMINATION_CANCELLED`, `NOMINATION_CLOSED`, `LINE_DECLARED`.
   */
  nominate(caller: Caller, nomination: Nomination): Promise<Outcome<NominationView>>;
  cancel(caller: Caller, number: string, reason: string): Promise<Outcome<NominationView>>;
  /**
   * Declares a cargo line with what the nomination cannot tell; asking the same again finds the same consignment. Refuses
   * `LINE_NOT_FOUND`, `LINE_DECLARED` (as another goods item), what `nominatedDeclaration` and what `declare` refuse.
   */
  declareLine(
    caller: Caller,
    number: string,
    line: number,
    added: LineDeclaration,
  ): Promise<Outcome<ConsignmentView>>;
}

export function createNominationService(
  deps: ServiceDeps & { readonly operator: Pick<OperatorService, 'declare' | 'consignment'> },
): NominationService {
  const { engine, views, clock, newId, operator } = deps;
  const oneAtATime = createOneAtATime();
  const nomination = (number: string) =>
    views.get<NominationView>(collections.nominations, nominationProcess(number));
  const contextNow = (number: string) => contextOf<NominationContext>(deps, nominationProcess(number));
  const put = (caller: Caller, number: string, event: NominationEvent): Promise<Outcome<NominationView>> =>
    ask(deps, nominationProcess(number), { id: newId(), actor: personOf(caller), event }, () =>
      nomination(number),
    );
  const begin = async (caller: Caller, sent: Nomination): Promise<void> => {
    const id = nominationProcess(sent.number);
    const event = { type: 'process.start', input: { nomination: sent } };
    await engine.start('nomination', id, { id: `${id}/begin`, at: clock(), actor: personOf(caller), event });
  };
  const seen = async (number: string): Promise<Outcome<NominationView>> => {
    const view = await nomination(number);
    return view ? ok(view) : refuse(notFound('number', number));
  };

  return {
    open: () => views.find(collections.nominations, { index: 'open' }),
    nomination,
    // One after the other: nothing comes in between looking and taking.
    nominate: (caller, sent) =>
      oneAtATime(sent.number, async () => {
        const known = await contextNow(sent.number);
        if (known && !isRepeated(known, sent))
          return put(caller, sent.number, { type: 'nomination.revised', nomination: sent });
        if (!known) await begin(caller, sent);
        return seen(sent.number);
      }),
    cancel: (caller, number, reason) =>
      oneAtATime(number, async () =>
        (await nomination(number))
          ? put(caller, number, { type: 'nomination.cancelled', reason })
          : refuse(notFound('number', number)),
      ),
    declareLine: (caller, number, no, added) =>
      oneAtATime(number, async () => {
        const known = await contextNow(number);
        if (!known) return refuse(notFound('number', number));
        const { nomination: current } = known.current;
        const line = current.lines.find((each) => each.line === no);
        if (!line) return refuse(unknownLine(current, no));
        const declaration = nominatedDeclaration(current, line, added);
        if (!declaration.ok) return declaration;

        const id = consignmentOf(declaration.value);
        const noted = known.declared.some((each) => each.line === no && each.consignment === id);
        const event: NominationEvent = { type: 'line.declared', line: no, consignment: id };
        const status = (await nomination(number))?.status;
        const refusal = noted ? undefined : refuseNomination(known, status === 'closed', event);
        if (refusal) return refuse(refusal);
        const declared = await declareOnce(deps, caller, declaration.value);
        if (!declared.ok) return declared;
        if (!noted) {
          const told = await put(caller, number, event);
          if (!told.ok) return told;
        }
        const view = await operator.consignment(declared.value);
        return view ? ok(view) : refuse(notFound('id', declared.value));
      }),
  };
}
