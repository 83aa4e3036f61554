import { NotFound } from '#app/errors.server.ts'
import { fullName } from '#app/features/contributions/contributor-kind.ts'
import { findingsIn } from '#app/features/contributions/findings-of-contributions.server.ts'
import { knownContacts } from '#app/features/contributions/known-contacts.server.ts'
import { headingsInFilesOf } from '#app/features/contributions/sender-headings.server.ts'
import { itemsOf } from '#app/features/contributions/items.server.ts'
import { originOf } from '#app/features/contributions/origin-queries.server.ts'
import { originFacts } from '#app/features/contributions/origin-words.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { marksOf, themeNames } from '#app/features/points/queries.server.ts'
import { publicWords } from '#app/features/points/public-words.ts'
import { questionHeading, questionStarts } from '#app/features/points/question-words.ts'
import { headingOver } from '#app/features/points/letter-parts.ts'
import { sentences } from '#app/features/points/quoted-range.ts'
import { redactionsOf } from '#app/features/points/redactions.server.ts'
import { textParts } from '#app/features/points/text-parts.ts'
import { processAllows, channelLabels } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { answeredPoints } from './answered-points.server.ts'
import { countOpenOfTheme } from './open-points.server.ts'
import { offeredScopes, scopeInWords } from './scope.ts'
import { withScopes } from './scoped-points.server.ts'
import { sharedThemes } from './shared-themes.server.ts'
import { answerToShow, type ShownAnswer } from './stored-answer.server.ts'

/** Everything on the screen to answer a point: what was said, and what the answer says now. Throws NotFound. */
export async function answerView(db: Db, process: Process, pointId: string) {
  const contributionId = await contributionIdOf(db, process, pointId)
  const ids = [contributionId]
  const [contribution, { points, nonPoints }, answer, answered, given, inFiles, origin, redactions, known, themes] =
    await Promise.all([
      contributionOf(db, process, contributionId),
      marksOf(db, process, contributionId),
      answerToShow(db, process, pointId),
      answeredPoints(db, process, contributionId),
      itemsOf(db, process, ids),
      headingsInFilesOf(db, process, ids),
      originOf(db, process, contributionId),
      redactionsOf(db, process, ids),
      knownContacts(db, process),
      themeNames(db, process),
    ])
  const point = points.find(({ id }) => id === pointId)
  if (!point) throw new NotFound()
  const ofTheme =
    point.themeId === null ? 0 : await countOpenOfTheme(db, process, { id: pointId, themeId: point.themeId })
  const { channel, receivedAt, text } = contribution
  const items = given.get(contributionId) ?? []
  const parts = textParts(text, items, inFiles.get(contributionId) ?? [])
  const scoped = withScopes(points, answered, items)
  const asked = scoped.find(({ id }) => id === pointId)?.question ?? null
  const { form, words } = publicWords(point, text, redactions.get(contributionId) ?? [])
  return {
    process: { slug: process.slug, title: process.title },
    isFixed: !processAllows.answer(process.state) || contribution.publicationId !== null,
    contribution: {
      ...{ id: contribution.id, text, name: fullName(contribution.contributor), sentences: sentences(text), nonPoints },
      ...{ number: contribution.contributor.number, isSplit: contribution.splitDoneAt !== null },
      findings: findingsIn(contribution, known),
      notPublic: contribution.notPublic,
      questions: questionStarts(items),
      headings: parts.headings,
      facts: [
        ...originFacts(contribution.contributor.kind, origin),
        channelLabels[channel].label.toLowerCase(),
        formatDate(today(receivedAt)),
      ].join(', '),
    },
    points,
    point: {
      ...point,
      /** The question or heading of the sender that it stands under; '' for none. */
      asked: asked === null ? (headingOver(parts.above, point.range)?.words ?? '') : questionHeading(asked),
    },
    /** What becomes public of it. */
    outside: { form, words },
    scopes: offeredScopes(pointId, scoped, point.theme === null ? null : { name: point.theme, open: ofTheme }),
    answer: answer && {
      ...answer,
      /** What it is about, when that is more than a point. */
      scopeWords: answer.scope === 'point' ? '' : await scopeWords(db, process, answer, asked),
    },
    themes,
  }
}

/** More points than this share no theme that is worth looking for. */
const MOST_LOOKED_AT = 500

async function scopeWords(
  db: Db,
  process: Process,
  { id, scope, shares }: ShownAnswer,
  asked: Parameters<typeof scopeInWords>[1],
): Promise<string> {
  const themes = scope === 'theme' && shares <= MOST_LOOKED_AT ? await sharedThemes(db, process, [id]) : new Map()
  return scopeInWords(scope, asked, themes.get(id) ?? null)
}
