/** Customs releases all of the first goods item to leave the port; each test gives it an id. */
export const removalReleased = {
  goodsItem: 1,
  gate: 'removal',
  outcome: 'RELEASED',
  officer: 'O1',
  quantity: null,
  remark: null,
  supersedes: null,
  correction: false,
} as const;
