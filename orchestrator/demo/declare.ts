import type { ConsignmentView } from '../views/model.ts';
import type { Crew } from './crew.ts';
import { ApiError } from './http-client.ts';
import { demonstrationShips } from './ship.ts';
import type { Commodity } from './ship.ts';

/** Declares a demonstration ship, and tells its consignment; a folder that was used before has it already. */
export async function declared(crew: Crew, commodity: Commodity): Promise<string> {
  const ship = demonstrationShips[commodity];
  try {
    return (await crew.as('officer').post<ConsignmentView>('/api/v1/consignments', ship)).id;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'DECLARATION_CONFLICT')
      return `consignment/${ship.declarationNo}.${ship.goodsItem}`;
    throw error;
  }
}
