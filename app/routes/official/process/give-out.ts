import { NotFound } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { givenOutTable, recordGivenOut } from '#app/features/desk/exchange/given-out-lists.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { inTurn } from '#app/list-turns.server.ts'
import { givenOutLists, type GivenOutList } from '#app/paths.ts'
import { saveFormats, savedTable } from '#app/table-to-save.server.ts'

const lists = Object.keys(givenOutLists) as GivenOutList[]

/** Any list of a process as a file, narrowed as its page is; the record keeps who took it out. */
export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params } = visit
  const [name, ending] = (params.file ?? '').split('.')
  const list = lists.find((each) => givenOutLists[each] === name)
  const format = saveFormats.find((each) => each === ending)
  if (!list || !format) throw new NotFound()
  const process = await processBySlug(db, municipality.id, params.slug)
  return inTurn(async () => {
    const file = await savedTable(`${process.slug}-${name}`, await givenOutTable(visit, process, list), format)
    await recordGivenOut(visit, process, { list, format })
    return file
  })
})
