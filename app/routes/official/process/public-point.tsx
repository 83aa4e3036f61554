import { changePoint, redactPublished, redactWords } from '#app/room-parts.server.ts'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { correctPublishedPoint } from '#app/features/answers/correct-published-point.server.ts'
import { publicPointView } from '#app/features/answers/public-point-view.server.ts'
import { PublicPointPage } from '#app/features/answers/PublicPointPage.tsx'
import { unredactPublished } from '#app/features/answers/redact-published.server.ts'
import { unredactRange } from '#app/features/answers/redact-range.server.ts'
import { releasePoints, takeReleaseBack } from '#app/features/answers/release-points.server.ts'
import { withdrawPoint } from '#app/features/answers/withdraw-point.server.ts'
import { countAlike } from '#app/features/campaigns/say-the-same.server.ts'
import { againWords } from '#app/features/points/again-words.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere, type Said } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import publicPointStyles from '#app/features/answers/public-point.css?url'

export const handle = { interactive: true }

export const links = () => stylesheets(workStyles, publicPointStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Punt ${data.view.point.label}: wat openbaar is, ${data.view.process.title}` : '')

const says = new Map([
  ['releasePoints', 'Het punt is vrijgegeven.'],
  ['takeReleaseBack', 'De vrijgave is teruggenomen.'],
  ['changePoint', 'Bewaard. Hieronder ziet u wat openbaar wordt.'],
  ...['redactWords', 'redactPublished'].map((act) => [act, 'De woorden zijn weggelaten.'] as const),
  ...['unredactRange', 'unredactPublished'].map((act) => [act, 'De woorden staan er weer.'] as const),
  ['correctPublishedPoint', 'De nieuwe woorden zijn openbaar. De oude staan nergens meer.'],
  ['withdrawPoint', 'Het punt is teruggenomen. De woorden staan nergens meer.'],
])

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, actor } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const view = await publicPointView(db, process, params.pointId ?? '', actor, countAlike)
  return { view, said: saidOf(saidHere(visit)) }
})

function saidOf(said: Said | null): string | null {
  const letters = Number(said?.facts.number ?? 0)
  const { step, still = '' } = said?.facts ?? {}
  const words =
    said?.code === 'redactWords' && letters > 0
      ? `De woorden zijn weggelaten, ook uit ${letters === 1 ? '1 andere brief' : `${letters.toLocaleString('nl-NL')} andere brieven`} met dezelfde tekst.`
      : says.get(said?.code ?? '')
  if (!words) return null
  const stillSaid = still === '' ? [] : [`Let op: ze staan nog openbaar bij punt ${still}. Laat ze daar ook weg.`]
  return [words, ...stillSaid, ...againWords(step === undefined ? null : String(step))].join(' ')
}

// Which role is needed depends on what is done, and each act asks for its own.
export const action = formAction('official', {
  acts: [
    ...([changePoint, redactWords, unredactRange, releasePoints, takeReleaseBack] as const),
    ...([redactPublished, unredactPublished, correctPublishedPoint, withdrawPoint] as const),
  ],
  done: {
    changePoint: ({ step }, { visit: { params } }) => ({
      to: paths.official.process.publicPoint(params.slug ?? '', params.pointId ?? ''),
      ...(step !== null && { facts: { step } }),
    }),
    redactWords: ({ letters, stillPublic }, { visit: { params } }) => ({
      to: paths.official.process.publicPoint(params.slug ?? '', params.pointId ?? ''),
      facts: { number: letters, still: stillPublic.join(', ') },
    }),
    redactPublished: ({ stillPublic }, { visit: { params } }) => ({
      to: paths.official.process.publicPoint(params.slug ?? '', params.pointId ?? ''),
      facts: { still: stillPublic.join(', ') },
    }),
  },
})

export default function PublicPoint() {
  return <PublicPointPage {...useLoaderData<typeof loader>()} />
}
