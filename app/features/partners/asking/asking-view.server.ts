import { hasInnerRole } from '#app/features/accounts/account.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { wholeBook } from '#app/features/partners/book/queries.server.ts'
import { partnerKindWords } from '#app/features/partners/book/book.ts'
import { questionnaireOf, type Questionnaire } from '#app/features/partners/queries.server.ts'
import { standOf } from '#app/features/partners/questionnaire.ts'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { formatDateLong, formatDateShort, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { amount } from './asking-form.ts'
import { openChecklist } from './open-checklist.ts'
import { askedPartners, askedPeople, askedQuestions, type AskedPeople } from './overview.server.ts'
import { fitsFilter, matrixFilterFrom, matrixOf, type AskedPartner, type MatrixRow } from './overview.ts'
import { pointsPerChapter, pointsPerTheme } from './point-shares.server.ts'

const PER_PAGE = 60

const words = (text: string | null) => (text ?? '').replaceAll('\0', '').trim().slice(0, 100)

/** What the page with the organisations of a process shows; `asked` is null while there is no list of questions. */
export async function askingView(visit: MemberVisit) {
  const { db, municipality, actor, params, url, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const [counts, questionnaire] = await Promise.all([workCounts(db, process), questionnaireOf(db, process)])
  return {
    process: { slug: process.slug, title: process.title },
    counts,
    mayChange: hasInnerRole(actor, 'processor') && processAllows.ask(process.state),
    said: saidHere(visit),
    asked: questionnaire && (await askedView(db, questionnaire, url, now)),
    themes: await pointsPerTheme(db, process),
    chapters: await pointsPerChapter(db, process),
  }
}
export type AskingView = Awaited<ReturnType<typeof askingView>>
export type AskedView = NonNullable<AskingView['asked']>

async function askedView(db: Db, questionnaire: Questionnaire, url: URL, now: Date) {
  const given = url.searchParams
  const [questions, partners, people] = await Promise.all([
    askedQuestions(db, questionnaire),
    askedPartners(db, questionnaire),
    askedPeople(db, questionnaire),
  ])
  const filter = matrixFilterFrom(given)
  const all = matrixOf(partners, questions)
  const invited = partners.flatMap(({ partnerId, ...partner }) =>
    partnerId === null ? [] : [{ ...partner, partnerId }],
  )
  const found = all.filter((row) => fitsFilter(row, filter))
  const page = Math.max(1, Math.min(amount(given.get('pagina')), Math.ceil(found.length / PER_PAGE)))
  const { closesOn } = questionnaire
  const stand = standOf(questionnaire, today(now))
  const mayGetOne = (row: MatrixRow) => row.state !== 'sent' && !(people.get(row.id)?.isArchived ?? false)
  return {
    stand,
    closesInWords: closesOn && formatDateLong(closesOn),
    questions,
    filter,
    ...{ found: found.length, page, pages: Math.ceil(found.length / PER_PAGE) },
    rows: found.slice((page - 1) * PER_PAGE, page * PER_PAGE).map((row) => shownRow(row, people.get(row.id))),
    /** Before it opens: who will be asked. */
    chosen: stand === 'prepared' ? invited.map(({ partnerId, name }) => ({ partnerId, name })) : [],
    /** Of all that were found, on whatever page: who may get a reminder, all of them chosen when that was asked. */
    toRemind: {
      ids: stand === 'open' ? found.filter(mayGetOne).map(({ id }) => id) : [],
      all: given.get('herinner') === 'alle',
    },
    /** Organisations where people came in the book after the invitation. */
    late: invited.flatMap(({ id, partnerId, name }) => {
      const { mail = [], notInvited = 0, isArchived = false } = people.get(id) ?? {}
      return mail.length > 0 && notInvited > 0 && !isArchived ? [{ partnerId, name }] : []
    }),
    tally: tallyOf(invited),
    /** Who gave its points in another way, and was not asked by name. */
    others: partners.length - invited.length,
    /** Of what was sent: in a concept anything may still change. */
    points: all.reduce((sum, row) => sum + (row.state === 'sent' ? row.points : 0), 0),
    reopen: partners.flatMap(({ id, name, reopenReason }) =>
      reopenReason === null ? [] : [{ id, name, reason: reopenReason }],
    ),
    choice: await choiceView(db, questionnaire, partners, url),
    check: openChecklist({ questions: questionnaire.questions.length, closesOn, invited: invited.length }, today(now)),
  }
}

export type ShownRow = ReturnType<typeof shownRow>

function shownRow({ openedAt, sentAt, ...row }: MatrixRow, people: AskedPeople | undefined) {
  const day = (at: Date) => formatDateShort(today(at))
  const { mail = [], notInvited = 0, isArchived = false, people: names = [] } = people ?? {}
  return {
    ...row,
    openedOn: openedAt && day(openedAt),
    sentOn: sentAt && day(sentAt),
    ...{ people: names, notInvited, isArchived },
    mail: mail.map(({ kind, at, people: count, failed, lost }) => ({ kind, on: day(at), count, failed, lost })),
  }
}

function tallyOf(partners: readonly AskedPartner[]) {
  const count = (fits: (partner: AskedPartner) => boolean) => partners.filter(fits).length
  return {
    all: partners.length,
    sent: count(({ state, hasPoints }) => state === 'sent' && hasPoints),
    noPoints: count(({ state, hasPoints }) => state === 'sent' && !hasPoints),
    released: count(({ state }) => state === 'released'),
    draft: count(({ state }) => state === 'draft'),
    opened: count(({ state, openedAt }) => state === 'invited' && openedAt !== null),
    untouched: count(({ state, openedAt }) => state === 'invited' && openedAt === null),
  }
}

/** The organisations in the book that were not chosen yet. */
async function choiceView(db: Db, { municipalityId }: Questionnaire, partners: readonly AskedPartner[], url: URL) {
  const search = words(url.searchParams.get('boek'))
  const chosen = new Set(partners.map(({ partnerId }) => partnerId))
  const book = (await wholeBook(db, municipalityId)).filter(({ id, isArchived }) => !isArchived && !chosen.has(id))
  const wanted = search.toLowerCase().split(/\s+/)
  const found = book.filter(({ name, role, themes, people }) => {
    const text = [name, role, ...themes, ...people.flatMap((person) => [person.name, person.email])]
      .join(' ')
      .toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
  return {
    search,
    left: book.length,
    all: url.searchParams.get('kies') === 'alle',
    partners: found.map(({ id, name, kind, role, themes, people }) => ({
      id,
      name,
      about: [role || partnerKindWords[kind], ...themes].join(', '),
      people: people.length,
    })),
  }
}
