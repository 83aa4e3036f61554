import { NotFound } from '#app/errors.server.ts'
import { contributorKindLabels, contributorKinds } from '#app/features/contributions/contributor-kind.ts'
import { anchors, chapterOf, planPath } from '#app/features/plans/chapter-address.ts'
import { planOutline } from '#app/features/plans/find-place.server.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { themesOf } from '#app/features/points/queries.server.ts'
import { pageFrom } from '#app/features/points/register-filter.ts'
import type { PublicProcess } from '#app/features/processes/public-queries.server.ts'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { filterFrom, filterQuery } from './processed-filter.ts'
import { withoutSource } from './public-point.ts'
import { publicPoints } from './public-points.server.ts'
import { decisionCounts } from './queries.server.ts'

const PER_PAGE = 50
/** More than this on one page is too much for a browser to print; then there are the downloads. */
const MOST_ON_ONE_PAGE = 2000

export type AnsweredView = Awaited<ReturnType<typeof answeredView>>

/** The process whose answers are public, for the downloads. Throws NotFound before publication. */
export async function answeredProcess(
  db: Db,
  municipalityId: string,
  slug: string | undefined,
): Promise<PublicProcess> {
  const process = await findPublicProcess(db, municipalityId, slug ?? '', { drafts: false })
  if (process?.state !== 'answered') throw new NotFound()
  return process
}

/** The public table of what was done with every point, as far as a filter asks for it. */
export async function answeredView(db: Db, process: PublicProcess, params: URLSearchParams) {
  const filter = filterFrom(params)
  const asked = params.get('alles') === 'ja'
  const counts = await decisionCounts(db, process)
  const all = counts.reduce((sum, { count }) => sum + count, 0)
  const onOnePage = asked && all <= MOST_ON_ONE_PAGE
  const page = onOnePage ? 1 : pageFrom(params)
  const limits = onOnePage ? { limit: MOST_ON_ONE_PAGE, offset: 0 } : { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }
  const { contributors, total } = await publicPoints(db, process, filter, limits)
  const { sections } = await planOutline(db, process)
  const chapters = new Map(
    sections.filter(({ number }) => !number.includes('.')).map((chapter) => [chapter.number, chapter]),
  )
  const hrefOf = (number: string) => planPath(process.slug, chapters.get(chapterOf(number)), anchors.section(number))
  const people = await db
    .selectFrom('contributor')
    .select((eb) => ['kind', eb.fn.countAll<string>().as('count')])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('number', 'is not', null)
    .groupBy('kind')
    .execute()
  return {
    process: {
      slug: process.slug,
      title: process.title,
      answeredOn: process.answeredAt && formatDate(today(process.answeredAt)),
    },
    people: people.reduce((sum, { count }) => sum + Number(count), 0),
    ...{
      counts,
      all,
      filter,
      query: filterQuery(filter),
      total,
      page,
      pages: onOnePage ? 1 : Math.ceil(total / PER_PAGE),
      onOnePage,
    },
    kinds: contributorKinds
      .filter((kind) => people.some((row) => row.kind === kind))
      .map((kind) => contributorKindLabels[kind]),
    themes: (await themesOf(db, process)).filter(({ points }) => points > 0).map(({ name }) => name),
    chapters: [...chapters.values()].map(({ number, heading }) => ({ number, heading })),
    contributors: contributors.map(({ points, ...contributor }) => ({
      ...contributor,
      points: points.map(withoutSource).map(({ sections: links, ...point }) => ({
        ...point,
        links: links.map((section) => ({ href: hrefOf(section.number), label: sectionInWords(section) })),
      })),
    })),
  }
}
