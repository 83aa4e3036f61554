import { pageFrom } from '#app/features/points/register-filter.ts'
import type { Db } from '#db/client.server.ts'
import { MOST_FOUND } from './find-entries.server.ts'
import { groupOf } from './groups.ts'
import { questionOf } from './question.ts'
import { searchPublic, SHOWN_ON_PAGE, type FoundGroup } from './search-public.server.ts'

export type SearchView = Awaited<ReturnType<typeof searchView>>

/** The page for searching, as its address asks for it; `found` is null when nothing was asked. */
export async function searchView(db: Db, municipalityId: string, params: URLSearchParams, now: Date) {
  const given = params.get('zoek') ?? ''
  const group = groupOf(params.get('soort'))
  const part = group && { group, page: Math.min(pageFrom(params), MOST_FOUND / SHOWN_ON_PAGE) }
  const { typed } = questionOf(given)
  if (typed === '') return { typed, part, found: null }
  const { question, groups, ...found } = await searchPublic(db, { municipalityId, typed: given, part, now })
  return {
    typed,
    part,
    found: { ...found, isCut: question.isCut, groups: groups.map((each) => shownGroup(each, part !== null)) },
  }
}

function shownGroup({ group, hits, count }: FoundGroup, isPart: boolean) {
  return {
    ...{ group, hits, hasMore: !isPart && count > hits.length },
    pages: Math.ceil(Math.min(count, MOST_FOUND) / SHOWN_ON_PAGE),
    says:
      count >= MOST_FOUND
        ? `Er is veel gevonden. U ziet er ${MOST_FOUND}, de beste daarvan bovenaan. Zoek op meer woorden om preciezer te zoeken.`
        : count === 1
          ? '1 resultaat'
          : `${count} resultaten, de beste bovenaan`,
  }
}
