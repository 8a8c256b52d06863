import { judgeCustody } from '../custody/chain.ts';
import type { CustodyFinding, HandOverSide } from '../custody/chain.ts';
import type { Instant } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { CarriageContext, CarriedContainer, ReleasedContainer } from './carriage.ts';

/**
 * What breaks the custody of each container, once the carriage has come to its end at `at`. The giver holds it until the carrier has
 * it, or the receiver where there is none; what was withdrawn it keeps. What a commanded tube brought is the receiver's from when it came. Of what else nobody received there is no holder.
 */
export function judgeCarriage(
  context: CarriageContext,
  at: Instant,
  isWithdrawn: boolean,
): readonly CustodyFinding[] {
  const { order, released } = context;
  if (!released) return [];
  return order.containers.flatMap((container) => {
    const given = released.containers.find(({ code }) => code === container.code);
    return given ? judgeOne(context, container, given, at, isWithdrawn) : [];
  });
}

function judgeOne(
  { order, requested, released, taken, received, arrivedAt }: CarriageContext,
  { code, seal, mass }: CarriedContainer,
  given: ReleasedContainer,
  at: Instant,
  isWithdrawn: boolean,
): readonly CustodyFinding[] {
  const giver = released?.by.id ?? null;
  const arrived = received?.containers.find((each) => each.code === code);
  const side = { seal: given.seal, gross_kg: given.gross_kg };
  const left: HandOverSide = { by: giver, at: taken?.at ?? at, ...side };
  const reached: HandOverSide = arrived
    ? { by: received?.by.id ?? null, at: arrivedAt ?? at, seal: arrived.seal, gross_kg: arrived.gross_kg }
    : { by: isWithdrawn ? giver : null, at, ...side };
  return judgeCustody(
    {
      filled: {
        container: code,
        by: giver ?? '',
        place: order.from,
        at: requested.at,
        tare_kg: given.tare_kg,
        gross_kg: toDecimalString(toDecimal(mass).plus(toDecimal(given.tare_kg))),
        seal,
      },
      links: [
        {
          kind: 'hand-over',
          released: left,
          received: reached,
          carrier: taken?.carrier ?? null,
          place: order.to,
        },
      ],
    },
    order.rules,
  );
}
