import { v7 as uuid } from 'uuid'
import type { Actor, InnerRole, Role } from '#app/features/accounts/account.ts'
import type { Round } from '#app/features/contributions/round.ts'
import type { Municipality } from '#app/features/municipalities/municipality.server.ts'
import { giveNumbers } from '#app/features/contributions/give-numbers.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import { saveConsultation } from '#app/features/processes/save-consultation.server.ts'
import { phasesOf } from '#app/features/processes/queries.server.ts'
import { savePhases } from '#app/features/processes/save-phases.server.ts'
import { saveProcess } from '#app/features/processes/save-process.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'

/** A fixed moment within the consultation of the processes below. */
export const NOW = new Date('2016-11-01T12:00:00+01:00')

let counter = 0
const next = () => ++counter

const contributionsOf = new Map<string, number>()

/** Contributions of a process come a minute after each other, however many other tests in the same thread made. */
function receivedIn(processId: string): Date {
  const count = (contributionsOf.get(processId) ?? 0) + 1
  contributionsOf.set(processId, count)
  return new Date(NOW.getTime() + count * 60_000)
}

export async function aMunicipality(
  db: Db,
  given: { name?: string; slug?: string; host?: string; fourEyes?: boolean } = {},
): Promise<Municipality> {
  const n = next()
  const columns = {
    id: uuid(),
    slug: given.slug ?? `gemeente-${n}`,
    name: given.name ?? `Gemeente ${n}`,
    helpPhone: '0591 00 00 00',
    helpHours: 'op werkdagen van 9.00 tot 17.00 uur',
    helpDesk: 'de balie in Exloo',
    senderEmail: 'inspraak@gemeente.example',
    contactEmail: 'vragen@gemeente.example',
    retentionTerm: '10 jaar na het besluit',
    retentionBasis: 'de Archiefwet en de selectielijst voor gemeenten',
    privacyOfficerName: 'Functionaris A',
    privacyOfficerEmail: 'privacy@gemeente.example',
    accessibilityStatus: '',
    accessibilityStatementUrl: '',
    securityContact: '',
    defaultRegime: 'uov',
    defaultTermDays: null,
  }
  const municipality: Municipality = { ...columns, decisionWordings: [] }
  await db
    .insertInto('municipality')
    .values({ ...columns, createdAt: NOW })
    .execute()
  // Most tests have one official who does everything; those of four eyes ask for them.
  if (!given.fourEyes)
    await db
      .updateTable('workflowStep')
      .set({ fourEyes: false })
      .where('municipalityId', '=', municipality.id)
      .execute()
  const host = given.host ?? `gemeente-${n}.example`
  await db.insertInto('municipalityHost').values({ municipalityId: municipality.id, host }).execute()
  return municipality
}

export async function anActor(
  db: Db,
  municipality: { id: string },
  given: { role?: Role; innerRoles?: InnerRole[]; email?: string; name?: string; passwordHash?: string } = {},
): Promise<Actor> {
  const n = next()
  const actor: Actor = {
    kind: 'account',
    id: uuid(),
    municipalityId: municipality.id,
    name: given.name ?? `Ambtenaar ${n}`,
    email: given.email ?? `ambtenaar${n}@gemeente.example`,
    roles: [given.role ?? 'official'],
    innerRoles: given.innerRoles ?? (given.role && given.role !== 'official' ? [] : ['administrator']),
  }
  const { id, municipalityId, name, email } = actor
  await db
    .insertInto('account')
    .values({ id, municipalityId, name, email, passwordHash: given.passwordHash ?? null, createdAt: NOW })
    .execute()
  await db
    .insertInto('membership')
    .values({
      municipalityId,
      accountId: id,
      role: actor.roles[0] ?? 'official',
      innerRoles: actor.innerRoles,
      createdAt: NOW,
    })
    .execute()
  return actor
}

/** A released process that is open from 5 October until and including 15 November 2016. */
export async function aProcess(
  db: Db,
  municipality: { id: string },
  given: { slug?: string; state?: 'draft' | 'released' | 'answered'; title?: string } = {},
): Promise<{ id: string; slug: string; municipalityId: string }> {
  const process = { municipalityId: municipality.id, id: uuid(), slug: given.slug ?? `traject-${next()}` }
  await db
    .insertInto('process')
    .values({
      ...process,
      title: given.title ?? 'Plan voor zorg, werk en school',
      summary: 'U krijgt eerder hulp, dichter bij huis.',
      purposes: ['Weten wat inwoners nodig hebben'],
      state: given.state ?? 'released',
      regime: 'uov',
      decidingBody: 'het college van burgemeester en wethouders',
      decidedOn: '2016-10-04',
      noticeOn: '2016-10-04',
      onDisplayFrom: '2016-10-05',
      startsOn: '2016-10-05',
      lastDay: '2016-11-15',
      closesAt: new Date('2016-11-16T00:00:00+01:00'),
      readingPlace: 'het gemeentehuis in Exloo',
      whoMayReact: 'iedereen',
      nextSteps: 'Daarna besluit de gemeenteraad, naar verwachting in december 2016.',
      answersExpected: 'december 2016',
      createdAt: NOW,
      updatedAt: NOW,
      releasedAt: NOW,
      publishedAt: given.state === 'answered' ? NOW : null,
    })
    .execute()
  return process
}

/** A plan of two chapters, each with two paragraphs; returns the ids. */
export async function aPlan(
  db: Db,
  process: { id: string; municipalityId: string },
): Promise<{ planVersionId: string; sections: string[]; paragraphs: string[] }> {
  const { municipalityId, id: processId } = process
  const planVersionId = uuid()
  await db
    .insertInto('planVersion')
    .values({
      municipalityId,
      id: planVersionId,
      processId,
      kind: 'concept',
      title: 'Concept',
      fileName: 'plan.md',
      fileHash: 'x',
      createdAt: NOW,
    })
    .execute()
  const sections: string[] = []
  const paragraphs: string[] = []
  let position = 0
  for (const [index, heading] of ['Gezin en sociaal netwerk', 'Algemene voorzieningen'].entries()) {
    const sectionId = uuid()
    sections.push(sectionId)
    await db
      .insertInto('section')
      .values({
        municipalityId,
        id: sectionId,
        lineageId: sectionId,
        planVersionId,
        position: position++,
        level: 1,
        number: String(index + 1),
        heading,
      })
      .execute()
    for (const text of [
      `Eerste alinea over ${heading.toLowerCase()}.`,
      `Tweede alinea over ${heading.toLowerCase()}.`,
    ]) {
      const id = uuid()
      paragraphs.push(id)
      const number = paragraphs.length
      await db
        .insertInto('paragraph')
        .values({
          municipalityId,
          id,
          lineageId: id,
          planVersionId,
          sectionId,
          position: position++,
          number,
          kind: 'text',
          text,
        })
        .execute()
    }
  }
  return { planVersionId, sections, paragraphs }
}

/**
 * A draft that is complete except for a plan: with a plan it can be released on NOW or any day before 1 December 2016.
 */
export async function aDraft(
  db: Db,
  by: Actor,
  given: { slug?: string } = {},
): Promise<{ id: string; slug: string; municipalityId: string }> {
  const process = await createProcess(
    db,
    by,
    { title: 'Plan voor zorg, werk en school', slug: given.slug ?? `concept-${next()}` },
    NOW,
  )
  const details = {
    summary: 'U krijgt eerder hulp.',
    purposes: 'Weten wat inwoners nodig hebben',
    decidingBody: 'het college',
  }
  await saveProcess(db, by, { process, ...details, decidedOn: '2016-11-01' }, NOW)
  const dates = { regime: 'uov' as const, noticeOn: '2016-11-30', onDisplayFrom: '2016-12-01' }
  const channels = {
    email: { address: 'inspraak@gemeente.example' },
    post: { address: 'Antwoordnummer 000, 0000 AA Exloo' },
    phone: { address: '0591 00 00 00' },
  }
  const reading = { readingPlace: 'het gemeentehuis', whoMayReact: 'iedereen' }
  await saveConsultation(db, by, { process, ...dates, ...reading, channels }, NOW)
  const phases = await phasesOf(db, process)
  await savePhases(db, by, { process, phases, nextSteps: 'De raad besluit in maart 2017.' }, NOW)
  return process
}

/** A reaction with its contributor, received a minute after the one before it and numbered; returns their ids. */
export async function aContribution(
  db: Db,
  process: { id: string; municipalityId: string },
  given: {
    text?: string
    kind?: string
    name?: string
    organisation?: string
    named?: boolean
    email?: string
    receivedAt?: Date
    contributorId?: string
    sectionId?: string
    round?: Round
    /** The job has not been by: contributor and contribution have no number. */
    isNew?: boolean
  } = {},
): Promise<{ id: string; contributorId: string; text: string }> {
  const { municipalityId, id: processId } = process
  const { text = 'De bus rijdt niet. Het veld is nat.', receivedAt = receivedIn(processId) } = given
  const contributorId = given.contributorId ?? uuid()
  if (!given.contributorId) {
    const { kind = 'resident', name = '', organisation = '', named: namedInPublic = false } = given
    await db
      .insertInto('contributor')
      .values({ municipalityId, id: contributorId, processId, kind, name, organisation, namedInPublic })
      .execute()
  }
  if (given.email)
    await db.insertInto('contributorContact').values({ municipalityId, contributorId, email: given.email }).execute()
  const id = uuid()
  await db
    .insertInto('contribution')
    .values({
      ...{
        municipalityId,
        id,
        processId,
        contributorId,
        kind: 'reaction',
        channel: 'online',
        receivedAt,
        timeliness: 'onTime',
        text,
      },
      sectionId: given.sectionId ?? null,
      round: given.round ?? 'inspraak',
    })
    .execute()
  if (!given.isNew) await inTransaction(db, (trx) => giveNumbers(trx, process))
  return { id, contributorId, text }
}
