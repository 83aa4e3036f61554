import { NotFound } from '#app/errors.server.ts'
import { contributorKindLabels, contributorKinds } from '#app/features/contributions/contributor-kind.ts'
import { planOutline } from '#app/features/plans/find-place.server.ts'
import { headingAddresses } from '#app/features/plans/versions/where-words-went.server.ts'
import { pageFrom } from '#app/features/points/register-filter.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { PublicProcess } from '#app/features/processes/public-queries.server.ts'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import {
  filterFrom,
  filterQuery,
  MOST_ON_ONE_PAGE,
  placeFrom,
  queryFrom,
  type PlaceInList,
} from './processed-filter.ts'
import type { ChangesOfPoints } from './point-change.ts'
import { linkInWords, withoutSource } from './public-point.ts'
import { underContributors } from './public-points.server.ts'
import { keptTotal, perDecision, publishedCounts } from './published-counts.server.ts'
import { publicPublications } from './publications.server.ts'
import { firstOfCountedPage, publishedPage, type ListedPoint } from './published-list.server.ts'

const PER_PAGE = 50

export type AnsweredView = Awaited<ReturnType<typeof answeredView>>

/**
 * The process of which answers are public, in whatever state it is: what the council and partners gave may be answered before the
 * plan is released. Throws NotFound before the first publication.
 */
export async function answeredProcess(
  db: Db,
  municipalityId: string,
  slug: string | undefined,
): Promise<PublicProcess> {
  const process = await findPublishedProcess(db, municipalityId, slug)
  if (!process) throw new NotFound()
  return process
}

/** The same; null before the first publication. */
export async function findPublishedProcess(
  db: Db,
  municipalityId: string,
  slug: string | undefined,
): Promise<PublicProcess | null> {
  const process = await findPublicProcess(db, municipalityId, slug ?? '', { drafts: true })
  return process && process.publishedAt !== null ? process : null
}

/** The public table of what was done with every point, as far as a filter asks for it. */
export async function answeredView(
  db: Db,
  process: PublicProcess,
  params: URLSearchParams,
  /** What the plan changed for each point. */
  changes: ChangesOfPoints = new Map(),
) {
  const filter = filterFrom(params)
  const query = filterQuery(filter)
  const counts = await publishedCounts(db, process)
  const all = keptTotal(counts, {}) ?? 0
  const onOnePage = params.get('alles') === 'ja' && all <= MOST_ON_ONE_PAGE
  const from = onOnePage ? 'begin' : placeFrom(params)
  const page = await publishedPage(db, process, filter, from, onOnePage ? MOST_ON_ONE_PAGE : PER_PAGE)
  const contributors = await underContributors(db, process, page.points)
  // A plan that was not released stays inside, also when what partners said of it is answered.
  const { sections } = process.releasedAt === null ? { sections: [] } : await planOutline(db, process)
  const chapters = new Map(
    sections.filter(({ number }) => !number.includes('.')).map((chapter) => [chapter.number, chapter]),
  )
  const hrefOf = await headingAddresses(
    db,
    process,
    contributors.flatMap(({ points }) => points.flatMap(({ sections: links }) => links.map(({ id }) => id))),
  )
  const isWhole = page.previous === null && page.next === null
  const [first, last] = [page.points[0], page.points.at(-1)]
  return {
    process: {
      slug: process.slug,
      title: process.title,
      answeredOn: process.publishedAt && formatDate(today(process.publishedAt)),
      /** Whether the plan has a page of its own that everyone may read. */
      isShown: processAllows.show(process.state),
      finishedBecause: process.finishedBecause,
    },
    publications: (await publicPublications(db, process)).map(({ title, publishedOn, points }) => ({
      ...{ title, points, on: formatDate(publishedOn) },
    })),
    people: [...counts.contributors.values()].reduce((sum, count) => sum + count, 0),
    ...{ counts: perDecision(counts), all, filter, query, onOnePage },
    /** How many fit; null where that would have to be counted. */
    total: isWhole ? page.points.length : (page.total ?? keptTotal(counts, filter)),
    shown: page.points.length,
    /** Which points are on this page, in words; '' when all that fit are. */
    says: isWhole || !first || !last ? '' : whichPoints(first, last, query === '' ? all : null),
    /** The queries of the pages around this one; null where there is none. */
    pages: {
      first: page.previous && queryFrom(query, 'begin'),
      previous: page.previous && queryFrom(query, placeOf(page.previous)),
      next: page.next && queryFrom(query, placeOf(page.next)),
      last: page.next && queryFrom(query, 'end'),
    },
    kinds: contributorKinds.filter((kind) => counts.contributors.has(kind)).map((kind) => contributorKindLabels[kind]),
    themes: [...counts.theme.keys()],
    chapters: [...chapters.values()].map(({ number, heading }) => ({ number, heading })),
    contributors: contributors.map(({ points, ...contributor }) => ({
      ...contributor,
      points: points.map(withoutSource).map(({ sections: links, ...point }) => ({
        ...point,
        changes: changes.get(point.id) ?? [],
        links: links.map((link) => ({
          href:
            link.paragraph && process.releasedAt !== null
              ? paths.public.planParagraph(process.slug, link.paragraph.id)
              : hrefOf(link.id),
          label: linkInWords(link),
          // The plan is public from its release on.
          ...(link.paragraph && process.releasedAt !== null && { words: link.paragraph.text }),
        })),
      })),
    })),
  }
}

const placeOf = (point: ListedPoint | 'begin'): PlaceInList =>
  point === 'begin' ? 'begin' : { contributor: point.contributorNumber, point: point.pointNumber }

/** The numbers of the points of a page; with how many there are where nothing was chosen. */
function whichPoints(first: ListedPoint, last: ListedPoint, all: number | null): string {
  const numberOf = ({ contributorNumber, pointNumber }: ListedPoint) => `${contributorNumber}.${pointNumber}`
  const of = all === null ? '' : `, van ${all.toLocaleString('nl-NL')} ${all === 1 ? 'punt' : 'punten'} in totaal`
  if (first === last) return `Nummer ${numberOf(first)}${of}`
  return `Nummer ${numberOf(first)} tot en met ${numberOf(last)}${of}`
}

/**
 * The query for an address of when pages were counted (`pagina=3`): that of the same points, or of the last page when it lay
 * behind that. Null when the address names no such page.
 */
export async function queryOfCountedPage(
  db: Db,
  process: PublicProcess,
  params: URLSearchParams,
): Promise<string | null> {
  if (!params.has('pagina')) return null
  const filter = filterFrom(params)
  const page = pageFrom(params)
  if (page === 1) return queryFrom(filterQuery(filter), 'begin')
  const first = await firstOfCountedPage(db, process, filter, page, PER_PAGE)
  return queryFrom(filterQuery(filter), first ? placeOf(first) : 'end')
}
