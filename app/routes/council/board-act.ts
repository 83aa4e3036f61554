import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnBoard } from '#app/features/rankings/board/act-on-board.server.ts'

/** A form of the board, sent by the board itself. */
export const action = onlyFor('council', async (visit) => Response.json(await actOnBoard(visit)))
